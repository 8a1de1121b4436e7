// What the log holds of root zones: every version that was seen. Rebuilt from the journal's
// entries; one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <set>

#include "core/entry/entry.h"
#include "core/record/zone_version.h"
#include "daemon/live/verified_serials.h"

namespace tocsin::collector {

class ZoneBook {
 public:
  // So many versions that do not verify are kept as evidence, of all that anybody ever gives:
  // whoever sits on the way to a server can make any number of them.
  static constexpr std::size_t evidence_max = 64;

  struct Kept {
    std::uint64_t index = 0;  // of its entry in the log
    record::ZoneVersion version;
    Bytes object;
  };

  // An entry of the log at this index, with its object. Others than zones are passed over, and so
  // is what cannot be read.
  void take(std::uint64_t index, const entry::EntryView& entry, ByteView object);
  // The object of a kept version, for whoever could not give it at once.
  void give_object(std::uint64_t index, Bytes object);

  // Whether the log is to have this version: one zone once, whoever gave it.
  bool wants(const record::ZoneVersion& version) const;

  // The newest that verified, by its serial.
  const std::optional<Kept>& newest() const { return newest_; }
  // That from which it took over.
  const std::optional<Kept>& before() const { return before_; }

  // Of the newest zones that verified.
  const VerifiedSerials& serials() const { return serials_; }

  std::size_t verified() const { return zones_.size(); }
  std::size_t evidence() const { return evidence_.size(); }

 private:
  VerifiedSerials serials_;
  std::set<Digest> zones_;     // that verified
  std::set<Digest> evidence_;  // that do not
  std::optional<Kept> newest_;
  std::optional<Kept> before_;
};

}  // namespace tocsin::collector
