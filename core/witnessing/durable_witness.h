// A witness whose word survives a crash: what core/witness decides is on the disk before it is
// said.
//
//   DIR/<hex of SHA-256 of the origin>/checkpoint    what was cosigned last, with who signed it
//   DIR/<hex ...>/forks/                             fork_folder.h
//
// The file is the state: there is no other record of how far a log was. A directory that is set
// back to an older copy makes a witness that can be led onto a fork; nothing in it can know.
//
// An error is final: the owner stops, says why, and the next start finds out by what is on the
// disk. One owner, one thread; the directory is locked against other processes.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/durable/file_system.h"
#include "core/durable/replaced_file.h"
#include "core/witness/witness.h"
#include "core/witnessing/standing.h"

namespace tocsin::witnessing {

class DurableWitness {
 public:
  using Path = durable::FileSystem::Path;

  // `files` outlives this.
  static Result<DurableWitness> open(durable::FileSystem& files,
                                     const Path& folder,
                                     witness::Cosigner cosigner,
                                     const std::vector<witness::WatchedLog>& logs);

  struct Answer {
    witness::Decision decision;
    std::optional<ForkFolder::Kept> fork_kept;  // where the decision has a fork
  };
  // Decides on a request as it came, and returns once the decision is durable.
  Result<Answer> add_checkpoint(std::string_view request, WallTime now);

  // What of this log was offered and not shown to hold what was cosigned then (fork_folder.h), and
  // that one of them was shown since.
  Result<std::vector<tlog::Note>> not_shown(const std::string& origin) const;
  Status<> shown(const std::string& origin, const tlog::Note& offered);

  const witness::Cosigned* latest(const std::string& origin) const {
    return witness_.latest(origin);
  }
  // The checkpoint under the name of its folder, as it is served.
  const std::string* latest_under(std::string_view hex) const;
  const tlog::VerifierKey& key() const { return witness_.key(); }
  // May be read from any thread.
  const Standings& standings() const { return *standings_; }

 private:
  struct Place {
    durable::ReplacedFile checkpoint;
    ForkFolder forks;
    std::map<witness::Verdict, WallTime> refused_at{};
  };

  DurableWitness(witness::Witness witness, std::unique_ptr<durable::DirectoryLock> lock)
      : witness_(std::move(witness)), lock_(std::move(lock)) {}

  Status<> resume(durable::FileSystem& files, const Path& folder, const std::string& origin);
  Status<> show(const std::string& origin, const Place& place);

  witness::Witness witness_;
  std::unique_ptr<durable::DirectoryLock> lock_;
  std::map<std::string, Place, std::less<>> places_;  // by the name of the folder
  std::unique_ptr<Standings> standings_ = std::make_unique<Standings>();
};

// The name of a log's folder, and of its checkpoint on a witness (C2SP tlog-witness).
std::string origin_hash(std::string_view origin);

}  // namespace tocsin::witnessing
