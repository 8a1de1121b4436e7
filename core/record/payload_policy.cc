#include "core/record/payload_policy.h"

#include <algorithm>

#include "core/record/attestation.h"
#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

constexpr std::size_t countries_max = 26 * 26;
constexpr std::size_t plans_max = 256;

namespace key {
enum : std::uint64_t { embargo = 1, embargo_of, kept, at };
}  // namespace key

constexpr std::size_t field_count = key::at + 1;

using Durations = std::map<std::string, Duration, std::less<>>;

std::uint64_t count_of(Duration duration) {
  return static_cast<std::uint64_t>(duration.count());
}

void put(cbor::Encoder& out, const Durations& durations) {
  out.array(durations.size());
  for (const auto& [name, duration] : durations) {
    out.array(2).text(name).uint(count_of(duration));
  }
}

Duration take_between(cbor::Decoder& in, Duration min, Duration max) {
  const Duration duration(static_cast<Duration::rep>(in.take_uint(count_of(max))));
  if (duration < min) in.refuse(cbor::Fault::out_of_range);
  return duration;
}

struct Form {
  std::size_t count_max;
  std::size_t name_bytes_max;
  Duration min;
  Duration max;
};

Durations take_durations(cbor::Decoder& in, const Form& form) {
  Durations durations;
  const auto count = in.enter_array(form.count_max);
  for (std::size_t i = 0; i < count && !in.failed(); ++i) {
    in.enter_array_of(2);
    std::string name(in.take_text(form.name_bytes_max));
    const bool ascends = durations.empty() || durations.rbegin()->first < name;
    if (!ascends) in.refuse(cbor::Fault::unacceptable);
    durations.emplace(std::move(name), take_between(in, form.min, form.max));
    in.leave();
  }
  in.leave();
  return durations;
}

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
  cbor::Encoder out;
  out.map(field_count);
  put_version(out);
  put_field(out, key::embargo, count_of(said.policy.embargo));
  out.uint(key::embargo_of);
  put(out, said.policy.embargo_of);
  out.uint(key::kept);
  put(out, said.policy.kept);
  put_field(out, key::at, said.at);
  return std::move(out).finish();
}

Result<SaidPayloadPolicy, cbor::DecodeError> decode_payload_policy(ByteView bytes) {
  SaidPayloadPolicy said;
  cbor::Decoder in(bytes);
  in.enter_map();
  take_version(in);
  in.key(key::embargo);
  said.policy.embargo = take_between(in, Duration::zero(), embargo_max);
  in.key(key::embargo_of);
  said.policy.embargo_of = take_durations(in, {countries_max, 2, Duration::zero(), embargo_max});
  for (const auto& [country, embargo] : said.policy.embargo_of) {
    if (!is_country_code(country)) in.refuse(cbor::Fault::unacceptable);
  }
  in.key(key::kept);
  said.policy.kept = take_durations(in, {plans_max, plan_name_bytes_max, kept_min, kept_max});
  in.key(key::at);
  said.at = take_wall(in);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return said;
}

}  // namespace tocsin::record
