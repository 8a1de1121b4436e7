// Derives the roster of a log from its entries, for any size that it has had. No key is needed, so
// the collector, its fsck and every reader derive the same.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "core/crypto/ed25519.h"
#include "core/entry/entry.h"
#include "core/entry/roster_list.h"

namespace tocsin::entry {

// Whether a roster has it: an enrolment, a country's word for a probe, or that taken back.
bool is_of_roster(Kind kind);

class RosterBook {
 public:
  // In the order of the log. Other kinds are passed over.
  void take(std::uint64_t index, const EntryView& entry);

  // Of the first so many entries of the log, all of which were taken.
  RosterList list_at(std::uint64_t size) const;
  // How many of those are in it: as long as they are as many, it is the same.
  std::size_t said_at(std::uint64_t size) const;

 private:
  struct Known {
    ListedProbe listed;
    std::map<std::uint32_t, crypto::PublicKey> keys;  // by epoch; the first one stays
  };

  bool enrol(std::uint64_t index, ByteView body);
  bool attest(std::uint64_t index, ByteView body);
  bool revoke(std::uint64_t index, ByteView body);
  Known* find_key(const crypto::PublicKey& key);

  std::map<record::ProbeId, Known> probes_;
  std::vector<std::uint64_t> others_;
  std::vector<std::uint64_t> said_;  // the indexes of all
};

}  // namespace tocsin::entry
