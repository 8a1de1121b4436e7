// Everything that a log says of who its probes are, as one list: which entries enrolled each, which
// countries spoke of it, and where (docs/formats/roster.md). It follows from the log's entries
// alone. What is listed was said; whose signature is good is for the reader's own keys to decide.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/cbor/fault.h"
#include "core/record/attestation.h"

namespace tocsin::entry {

struct ListedAttestation {
  std::uint64_t index = 0;  // of the entry
  std::string country;
  WallTime from;
  WallTime until;

  bool operator==(const ListedAttestation&) const = default;
};

struct ListedRevocation {
  std::uint64_t index = 0;
  std::string country;
  WallTime from;

  bool operator==(const ListedRevocation&) const = default;
};

struct ListedProbe {
  record::ProbeId id{};
  std::string name;
  std::vector<std::uint64_t> enrolments;  // indexes of entries; at least one
  std::vector<ListedAttestation> attestations;
  std::vector<ListedRevocation> revocations;

  bool operator==(const ListedProbe&) const = default;
};

struct RosterList {
  std::vector<ListedProbe> probes;    // by id
  std::vector<std::uint64_t> others;  // what cannot be read, or is of nobody who had enrolled

  bool operator==(const RosterList&) const = default;
};

// The indexes of all the entries that are in it.
std::set<std::uint64_t> entries_in(const RosterList& list);

// Equal lists give equal bytes.
Bytes encode(const RosterList& list);
Result<RosterList, cbor::DecodeError> decode_roster_list(ByteView bytes);

}  // namespace tocsin::entry
