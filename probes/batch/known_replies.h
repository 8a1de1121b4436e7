// Which replies an earlier payload of this probe keeps, so that later ones need only name them. It
// begins anew with each day, so that whoever has a day's payloads has all its replies; with each
// start; and whenever the spool has let a batch go, which may have been the one that kept a reply.
// Pure; one thread.
#pragma once

#include <set>
#include <span>

#include "core/base/digest.h"
#include "core/base/time.h"

namespace tocsin::probe {

class KnownReplies {
 public:
  // At the most; then it begins anew too. A reply that is kept twice costs bytes and nothing else.
  static constexpr std::size_t replies_max = 50'000;

  // Before a batch closes: forgets all on a new day of UTC.
  void at(WallTime now);

  bool has(const Digest& digest) const { return known_.contains(digest); }

  // A payload that keeps them is in the spool.
  void add(std::span<const Digest> kept);

  // A batch that was in the spool is gone.
  void forget() { known_.clear(); }

 private:
  std::set<Digest> known_;
  Duration::rep day_ = 0;  // since 1970
};

}  // namespace tocsin::probe
