#include "core/record/lookup_codec.h"

#include "core/record/columns.h"

namespace tocsin::record {
namespace {

constexpr std::size_t columns = 7;

}  // namespace

void put_lookups(cbor::Encoder& out, const std::vector<Lookup>& lookups, Duration resolution) {
  out.array(columns);
  put_column(out, lookups, [](const auto& lookup) { return lookup.endpoint; });
  put_column(out, lookups, [](const auto& lookup) { return lookup.resolver; });
  put_column(out, lookups, [](const auto& lookup) { return lookup.question; });
  put_column(out, lookups, [](const auto& lookup) { return lookup.finding; });
  put_moments(out, lookups, &Lookup::asked_at);
  put_optional_column(
      out, lookups, [&](const auto& lookup) { return in_steps(lookup.took, resolution); });
  put_optional_column(out, lookups, [](const auto& lookup) { return lookup.rcode; });
}

std::vector<Lookup> take_lookups(cbor::Decoder& in, Duration resolution) {
  in.enter_array_of(columns);
  std::vector<Lookup> lookups(in.enter_array(lookups_max));
  for (auto& lookup : lookups) lookup.endpoint = in.take<std::uint32_t>();
  in.leave();
  take_column(in, lookups, [&](auto& lookup) { lookup.resolver = in.take<std::uint8_t>(); });
  take_column(
      in, lookups, [&](auto& lookup) { lookup.question = in.take_enum(LookupQuestion::ds); });
  take_column(in, lookups, [&](auto& lookup) {
    lookup.finding = in.take_enum(ResolverFinding::ad_missing);
  });
  take_moments(in, lookups, &Lookup::asked_at);
  take_column(in, lookups, [&](auto& lookup) { lookup.took = take_time(in, resolution); });
  take_column(in, lookups, [&](auto& lookup) {
    lookup.rcode = take_optional<std::uint16_t>(in);
    if (lookup.rcode.has_value() != lookup.took.has_value()) in.refuse(cbor::Fault::unacceptable);
  });
  in.leave();
  return lookups;
}

}  // namespace tocsin::record
