#include "core/entry/roster_list.h"

#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::entry {
namespace {

using namespace record;

constexpr std::size_t probes_max = 65'536;
constexpr std::size_t said_max = 65'536;  // of one probe, in one way
constexpr std::size_t others_max = 1'048'576;

namespace key {
enum : std::uint64_t { probes = 1, others };
}  // namespace key

constexpr std::size_t field_count = key::others + 1;
constexpr std::size_t probe_items = 5;

void put(cbor::Encoder& out, const std::vector<std::uint64_t>& indexes) {
  out.array(indexes.size());
  for (const auto index : indexes) out.uint(index);
}

void put(cbor::Encoder& out, const ListedProbe& probe) {
  out.array(probe_items).bytes(probe.id).text(probe.name);
  put(out, probe.enrolments);
  out.array(probe.attestations.size());
  for (const auto& [index, country, from, until] : probe.attestations) {
    out.array(4).uint(index).text(country).integer(from.since_epoch.count());
    out.integer(until.since_epoch.count());
  }
  out.array(probe.revocations.size());
  for (const auto& [index, country, from] : probe.revocations) {
    out.array(3).uint(index).text(country).integer(from.since_epoch.count());
  }
}

// What is in a list stands in the order of the log.
class Ascending {
 public:
  explicit Ascending(cbor::Decoder& in) : in_(in) {}

  std::uint64_t take() {
    const auto index = in_.take_uint(std::numeric_limits<std::uint64_t>::max() - 1);
    if (index < least_) in_.refuse(cbor::Fault::unacceptable);
    least_ = index + 1;
    return index;
  }

 private:
  cbor::Decoder& in_;
  std::uint64_t least_ = 0;
};

std::vector<std::uint64_t> take_indexes(cbor::Decoder& in, std::size_t max) {
  std::vector<std::uint64_t> indexes;
  Ascending ascending(in);
  const auto count = in.enter_array(max);
  for (std::size_t i = 0; i < count && !in.failed(); ++i) indexes.push_back(ascending.take());
  in.leave();
  return indexes;
}

std::string take_country(cbor::Decoder& in) {
  std::string country(in.take_text(2));
  if (!is_country_code(country)) in.refuse(cbor::Fault::unacceptable);
  return country;
}

std::vector<ListedAttestation> take_attestations(cbor::Decoder& in) {
  std::vector<ListedAttestation> said;
  Ascending ascending(in);
  const auto count = in.enter_array(said_max);
  for (std::size_t i = 0; i < count && !in.failed(); ++i) {
    auto& each = said.emplace_back();
    in.enter_array_of(4);
    each.index = ascending.take();
    each.country = take_country(in);
    each.from = take_wall(in);
    each.until = take_wall(in);
    in.leave();
  }
  in.leave();
  return said;
}

std::vector<ListedRevocation> take_revocations(cbor::Decoder& in) {
  std::vector<ListedRevocation> said;
  Ascending ascending(in);
  const auto count = in.enter_array(said_max);
  for (std::size_t i = 0; i < count && !in.failed(); ++i) {
    auto& each = said.emplace_back();
    in.enter_array_of(3);
    each.index = ascending.take();
    each.country = take_country(in);
    each.from = take_wall(in);
    in.leave();
  }
  in.leave();
  return said;
}

ListedProbe take_probe(cbor::Decoder& in) {
  ListedProbe probe;
  in.enter_array_of(probe_items);
  probe.id = in.take_exactly<16>();
  probe.name = in.take_text(probe_name_bytes_max);
  probe.enrolments = take_indexes(in, said_max);
  if (probe.enrolments.empty()) in.refuse(cbor::Fault::unacceptable);
  probe.attestations = take_attestations(in);
  probe.revocations = take_revocations(in);
  in.leave();
  return probe;
}

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
  cbor::Encoder out;
  out.map(field_count);
  put_version(out);
  out.uint(key::probes).array(list.probes.size());
  for (const auto& probe : list.probes) put(out, probe);
  out.uint(key::others);
  put(out, list.others);
  return std::move(out).finish();
}

Result<RosterList, cbor::DecodeError> decode_roster_list(ByteView bytes) {
  RosterList list;
  cbor::Decoder in(bytes);
  in.enter_map();
  take_version(in);
  in.key(key::probes);
  const auto probes = in.enter_array(probes_max);
  for (std::size_t i = 0; i < probes && !in.failed(); ++i) {
    auto probe = take_probe(in);
    const bool ascends = list.probes.empty() || list.probes.back().id < probe.id;
    if (!ascends) in.refuse(cbor::Fault::unacceptable);
    list.probes.push_back(std::move(probe));
  }
  in.leave();
  in.key(key::others);
  list.others = take_indexes(in, others_max);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return list;
}

}  // namespace tocsin::entry
