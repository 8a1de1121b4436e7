#include "core/record/payload_policy.h"

#include <algorithm>

#include "core/record/attestation.h"
#include "core/record/layout.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

using cbor::Fault;

constexpr std::size_t countries_max = 26 * 26;
constexpr std::size_t plans_max = 256;

using Durations = std::map<std::string, Duration, std::less<>>;

void put_durations(cbor::Encoder& out, const Durations& durations) {
  out.array(durations.size());
  for (const auto& [name, duration] : durations) put(out.array(2).text(name), duration);
}

// By names in order, each once.
Durations take_durations(cbor::Decoder& in, std::size_t count_max, std::size_t name_bytes_max) {
  Durations durations;
  const auto count = in.enter_array(count_max);
  for (std::size_t i = 0; i < count && !in.failed(); ++i) {
    in.enter_array_of(2);
    std::string name(in.take_text(name_bytes_max));
    const bool ascends = durations.empty() || durations.rbegin()->first < name;
    if (!ascends) in.refuse(cbor::Fault::unacceptable);
    durations.emplace(std::move(name), take_duration(in));
    in.leave();
  }
  in.leave();
  return durations;
}

bool are_between(const Durations& durations, Duration min, Duration max) {
  return std::ranges::all_of(
      durations, [&](const auto& each) { return min <= each.second && each.second <= max; });
}

bool are_countries(const Durations& durations) {
  return std::ranges::all_of(durations,
                             [](const auto& each) { return is_country_code(each.first); });
}

constexpr auto layout = [](auto& map, auto& said) {
  auto& [embargo, embargo_of, kept] = said.policy;
  map(embargo, embargo_max);
  const auto take_embargoes = [](auto& in) { return take_durations(in, countries_max, 2); };
  map.as(embargo_of, put_durations, take_embargoes);
  map.require(are_between(embargo_of, Duration::zero(), embargo_max), Fault::out_of_range);
  map.require(are_countries(embargo_of));
  const auto take_kept = [](auto& in) {
    return take_durations(in, plans_max, plan_name_bytes_max);
  };
  map.as(kept, put_durations, take_kept);
  map.require(are_between(kept, kept_min, kept_max), Fault::out_of_range);
  map(said.at);
};

// A time that nobody lives to see stays one.
WallTime later(WallTime time, Duration by) {
  const auto latest = WallTime{Duration::max()} - by;
  return std::min(time, latest) + by;
}

}  // namespace

WallTime given_from(const PayloadPolicy& policy, std::string_view country, WallTime taken) {
  const auto found = policy.embargo_of.find(country);
  return later(taken, found == policy.embargo_of.end() ? policy.embargo : found->second);
}

std::optional<WallTime> kept_until(const PayloadPolicy& policy,
                                   std::string_view plan,
                                   WallTime taken) {
  const auto found = policy.kept.find(plan);
  if (found == policy.kept.end()) return std::nullopt;
  return later(taken, found->second);
}

Bytes encode(const SaidPayloadPolicy& said) {
  return encode_map(said, layout);
}

Result<SaidPayloadPolicy, cbor::DecodeError> decode_payload_policy(ByteView bytes) {
  return decode_map<SaidPayloadPolicy>(bytes, layout);
}

}  // namespace tocsin::record
