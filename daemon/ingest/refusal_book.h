// Which probes' notices of refusals are in the log: a probe may have so many there for ever, and
// all together so many, because each is kept with its batch. A value that is rebuilt from the
// journal.
#pragma once

#include <map>
#include <optional>

#include "core/crypto/sha256.h"
#include "core/entry/entry.h"
#include "core/record/refusal_notice.h"

namespace tocsin::collector {

class RefusalBook {
 public:
  static constexpr std::size_t of_a_probe_max = 16;
  static constexpr std::size_t all_max = 1'024;

  // An entry of the log; those of other kinds are nothing to it.
  void take(std::uint64_t index, const entry::EntryView& entry) {
    if (entry.kind != entry::Kind::refusal_notice) return;
    const auto notice = record::peek_refusal_notice(entry.body);
    if (!notice) return;
    const bool is_new = entries_.emplace(crypto::sha256(entry.body), index).second;
    if (is_new) ++of_probe_[notice->probe];
  }

  // The index of this very notice, where the log has it.
  std::optional<std::uint64_t> find(const Digest& notice) const {
    const auto found = entries_.find(notice);
    return found == entries_.end() ? std::nullopt : std::optional(found->second);
  }

  bool has_room_for(const record::ProbeId& probe) const {
    const auto found = of_probe_.find(probe);
    const auto of_it = found == of_probe_.end() ? 0 : found->second;
    return of_it < of_a_probe_max && entries_.size() < all_max;
  }

 private:
  std::map<Digest, std::uint64_t> entries_;  // by the digest of the notice
  std::map<record::ProbeId, std::size_t> of_probe_;
};

}  // namespace tocsin::collector
