#include "probes/spool/batch_file.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <limits>

#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "probes/spool/checked_bytes.h"
#include "probes/spool/gap_list.h"
#include "probes/spool/spool_format.h"

namespace tocsin::probe {
namespace {

constexpr std::size_t sequence_digits = 20;
constexpr auto nanoseconds_max =
    static_cast<std::uint64_t>(std::numeric_limits<Duration::rep>::max());

MonotonicTime take_monotonic(cbor::Decoder& in) {
  return {Duration(static_cast<Duration::rep>(in.take_uint(nanoseconds_max)))};
}

Bytes take_copy(cbor::Decoder& in, std::size_t bytes_max) {
  const auto bytes = in.take_bytes(bytes_max);
  return {bytes.begin(), bytes.end()};
}

}  // namespace

Bytes encode_batch(const Batch& batch) {
  cbor::Encoder out;
  out.array(7).uint(batch.sequence).uint(static_cast<std::uint64_t>(batch.importance));
  out.uint(static_cast<std::uint64_t>(batch.closed_at.since_boot.count())).bytes(batch.boot_id);
  put(out, batch.gaps);
  out.bytes(batch.envelope).bytes(batch.payload);
  return with_check(format::batch_magic, std::move(out).finish());
}

Result<Batch> decode_batch(ByteView bytes) {
  const auto body = checked_body(format::batch_magic, bytes);
  if (!body) return fail("not a whole batch: magic or checksum are not right");
  cbor::Decoder in(*body);
  Batch batch;
  in.enter_array_of(7);
  batch.sequence = in.take_uint();
  batch.importance = in.take_enum(Importance::tld);
  batch.closed_at = take_monotonic(in);
  batch.boot_id = in.take_exactly<16>();
  batch.gaps = take_gaps(in, format::batch_gaps_max);
  batch.envelope = take_copy(in, format::envelope_bytes_max);
  batch.payload = take_copy(in, format::batch_file_bytes_max);
  in.leave();
  if (const auto done = in.finish(); !done) {
    return tl::unexpected<Error>(cbor::to_error("batch", done.error()));
  }
  return batch;
}

std::string to_text(BatchName name) {
  std::array<char, 32> digits{};
  std::snprintf(
      digits.data(), digits.size(), "%020llu", static_cast<unsigned long long>(name.sequence));
  return std::string(digits.data()) + "-" + std::string(name_of(name.importance)) +
         std::string(format::batch_suffix);
}

std::optional<BatchName> parse_batch_name(std::string_view text) {
  BatchName name;
  const auto digits = text.substr(0, sequence_digits);
  const auto end = digits.data() + digits.size();
  if (std::from_chars(digits.data(), end, name.sequence).ptr != end) return std::nullopt;
  for (const auto importance : {Importance::root, Importance::tld}) {
    name.importance = importance;
    if (to_text(name) == text) return name;
  }
  return std::nullopt;
}

}  // namespace tocsin::probe
