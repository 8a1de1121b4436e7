// Target sets by digest, as far as the live view needs them: which endpoint is which root letter. A
// set that nobody has shown us gives nothing; a letter is never guessed from an index.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/base/digest.h"
#include "core/plan/target.h"
#include "core/record/payload.h"
#include "daemon/live/root_cell.h"

namespace tocsin::collector {

class TargetBook {
 public:
  // The compiled-in root targets, which need no introduction.
  static TargetBook of_the_root();

  // Sets change about daily. Beyond these the one that was least recently asked for is forgotten.
  static constexpr std::size_t sets_max = 64;

  void learn(const Digest& digest, const plan::TargetSet& set);
  // Only the set that an envelope refers to, where its payload brings it along: nobody can crowd
  // out the sets of others.
  void learn(const Digest& referred_to, const record::Payload& payload);

  // Asking counts as use.
  bool knows(const Digest& digest);

  struct Place {
    bool known = false;                // the set is, and it has such an endpoint
    std::optional<RootTarget> target;  // nothing for the name server of a TLD
  };
  Place find(const Digest& set, std::uint32_t endpoint);

 private:
  struct Entry {
    std::vector<std::optional<RootTarget>> targets;  // by endpoint
    std::uint64_t touched = 0;                       // by which call
  };

  std::map<Digest, Entry> entries_;
  std::uint64_t calls_ = 0;
};

}  // namespace tocsin::collector
