#include "core/entry/roster_list.h"

#include <algorithm>

#include "core/record/layout.h"
#include "core/record/limits.h"

namespace tocsin::entry {
namespace {

using namespace record;

constexpr std::size_t probes_max = 65'536;
constexpr std::size_t said_max = 65'536;  // of one probe, in one way
constexpr std::size_t others_max = 1'048'576;

constexpr auto index_max = std::numeric_limits<std::uint64_t>::max() - 1;

constexpr auto attestation_layout = [](auto& row, auto& said) {
  row(said.index, index_max);
  row(said.country, 2);
  row.require(is_country_code(said.country));
  row(said.from);
  row(said.until);
};

constexpr auto revocation_layout = [](auto& row, auto& said) {
  row(said.index, index_max);
  row(said.country, 2);
  row.require(is_country_code(said.country));
  row(said.from);
};

// What is in a list stands in the order of the log.
template <class Each, class By = std::identity>
bool ascends(const std::vector<Each>& list, By by = {}) {
  return std::ranges::adjacent_find(list, std::ranges::greater_equal{}, by) == list.end();
}

constexpr auto probe_layout = [](auto& row, auto& probe) {
  row(probe.id);
  row(probe.name, probe_name_bytes_max);
  row.list(probe.enrolments, said_max);
  row.require(!probe.enrolments.empty() && ascends(probe.enrolments));
  row.rows(probe.attestations, said_max, attestation_layout);
  row.require(ascends(probe.attestations, &ListedAttestation::index));
  row.rows(probe.revocations, said_max, revocation_layout);
  row.require(ascends(probe.revocations, &ListedRevocation::index));
};

constexpr auto layout = [](auto& map, auto& list) {
  map.rows(list.probes, probes_max, probe_layout);
  map.require(ascends(list.probes, &ListedProbe::id));
  map.list(list.others, others_max);
  map.require(ascends(list.others));
};

}  // namespace

std::set<std::uint64_t> entries_in(const RosterList& list) {
  std::set<std::uint64_t> entries(list.others.begin(), list.others.end());
  for (const auto& probe : list.probes) {
    entries.insert(probe.enrolments.begin(), probe.enrolments.end());
    for (const auto& each : probe.attestations) entries.insert(each.index);
    for (const auto& each : probe.revocations) entries.insert(each.index);
  }
  return entries;
}

Bytes encode(const RosterList& list) {
  return encode_map(list, layout);
}

Result<RosterList, cbor::DecodeError> decode_roster_list(ByteView bytes) {
  return decode_map<RosterList>(bytes, layout);
}

}  // namespace tocsin::entry
