#include "probes/spool/batch_file.h"

#include <array>
#include <charconv>
#include <cstdio>

#include "core/record/layout.h"
#include "probes/spool/checked_bytes.h"
#include "probes/spool/gap_list.h"
#include "probes/spool/spool_format.h"

namespace tocsin::probe {
namespace {

constexpr std::size_t sequence_digits = 20;

constexpr auto layout = [](auto& row, auto& batch) {
  row(batch.sequence);
  row(batch.importance, Importance::tld);
  row(batch.closed_at);
  row(batch.boot_id);
  row.rows(batch.gaps, format::batch_gaps_max, gap_layout);
  row(batch.envelope, format::envelope_bytes_max);
  row(batch.payload, format::batch_file_bytes_max);
};

}  // namespace

Bytes encode_batch(const Batch& batch) {
  return with_check(format::batch_magic, record::encode_row(batch, layout));
}

Result<Batch> decode_batch(ByteView bytes) {
  const auto body = checked_body(format::batch_magic, bytes);
  if (!body) return fail("not a whole batch: magic or checksum are not right");
  auto batch = record::decode_row<Batch>(*body, layout);
  if (!batch) return tl::unexpected<Error>(cbor::to_error("batch", batch.error()));
  return *std::move(batch);
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
