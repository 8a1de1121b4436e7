// The forks of one log that its witness was shown, as files that anybody can check with the log's
// key alone:
//
//   same-size-<16 digits>.held      one size and two roots, both signed by the log: proof by itself
//   same-size-<16 digits>.offered
//   not-shown-<16 digits>.held      the offered one is larger, and was not shown to hold this one
//   not-shown-<16 digits>.offered
//
// The digits are of the SHA-256 of what was offered, so that the same one is kept once. Of the
// second kind anybody can make some by sending a wrong proof with a good checkpoint, and so can a
// log whose tiles are out of reach, so only a few are kept, and none for longer than until the log
// shows that it holds both.
//
// What keep() has returned for is there after any crash; what was offered is written last. One
// owner, one thread.
#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/durable/file_system.h"
#include "core/witness/witness.h"

namespace tocsin::witnessing {

class ForkFolder {
 public:
  static constexpr std::size_t same_size_max = 1000;
  static constexpr std::size_t not_shown_max = 32;

  ForkFolder(durable::FileSystem& files, durable::FileSystem::Path folder)
      : files_(files), folder_(std::move(folder)) {}

  enum class Kept { now, before, too_many };
  Result<Kept> keep(const witness::Fork& fork);

  struct Counts {
    std::size_t same_size = 0;
    std::size_t not_shown = 0;

    bool operator==(const Counts&) const = default;
  };
  Result<Counts> count() const;

  // What was offered and not shown to hold what was cosigned then.
  Result<std::vector<tlog::Note>> not_shown() const;
  // It was shown since: it proves nothing, and makes room.
  Status<> forget(const tlog::Note& not_shown);

 private:
  Status<> write(const std::string& name, const tlog::Note& note);

  durable::FileSystem& files_;
  durable::FileSystem::Path folder_;
};

}  // namespace tocsin::witnessing
