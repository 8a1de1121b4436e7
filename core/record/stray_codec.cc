#include "core/record/stray_codec.h"

#include <algorithm>

#include "core/record/limits.h"

namespace tocsin::record {
namespace {

using cbor::Decoder;
using cbor::Encoder;
using cbor::Fault;

// An address in 4 or 16 bytes and a port in 2.
Bytes sender_bytes(const Sender& sender) {
  const bool v4 = sender.address.family == plan::Family::v4;
  Bytes bytes(sender.address.bytes.begin(), sender.address.bytes.begin() + (v4 ? 4 : 16));
  append_be16(bytes, sender.port);
  return bytes;
}

Sender take_sender(Decoder& in) {
  Sender sender;
  const auto bytes = in.take_bytes(18);
  if (bytes.size() != 6 && bytes.size() != 18) in.refuse(Fault::out_of_range);
  if (in.failed()) return sender;
  const auto address = bytes.first(bytes.size() - 2);
  sender.address.family = address.size() == 4 ? plan::Family::v4 : plan::Family::v6;
  std::ranges::copy(address, sender.address.bytes.begin());
  sender.port = Cursor(bytes.last(2)).take_be16().value_or(0);
  return sender;
}

void put(Encoder& out, const Stray& stray) {
  out.array(5).uint(static_cast<std::uint64_t>(stray.why));
  out.uint(static_cast<std::uint64_t>(stray.after / stray_after_resolution));
  stray.from ? out.bytes(sender_bytes(*stray.from)) : out.null();
  stray.hop_limit ? out.uint(*stray.hop_limit) : out.null();
  out.bytes(stray.bytes);
}

Stray take_stray(Decoder& in) {
  constexpr auto after_max = static_cast<std::uint64_t>(rtt_max / stray_after_resolution);
  Stray stray;
  in.enter_array_of(5);
  stray.why = in.take_enum(StrayReason::icmp);
  stray.after = static_cast<Duration::rep>(in.take_uint(after_max)) * stray_after_resolution;
  if (!in.take_null()) stray.from = take_sender(in);
  if (!in.take_null()) stray.hop_limit = in.take<std::uint8_t>();
  const auto bytes = in.take_bytes(stray_bytes_max);
  stray.bytes.assign(bytes.begin(), bytes.end());
  in.leave();
  return stray;
}

std::vector<Stray> take_kept(Decoder& in) {
  std::vector<Stray> kept(in.enter_array(strays_max));
  for (auto& stray : kept) stray = take_stray(in);
  in.leave();
  return kept;
}

}  // namespace

void put_strays(Encoder& out, const std::vector<Measurement>& rows) {
  std::size_t with_strays = 0;
  for (const auto& row : rows) with_strays += row.stray_count > 0 ? 1 : 0;
  out.array(with_strays);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].stray_count == 0) continue;
    out.array(3).uint(i).uint(rows[i].stray_count).array(rows[i].strays.size());
    for (const auto& stray : rows[i].strays) put(out, stray);
  }
}

void take_strays(Decoder& in, std::vector<Measurement>& rows) {
  const auto with_strays = in.enter_array(rows.size());
  std::size_t next = 0;  // rows ascend, each once
  for (std::size_t i = 0; i < with_strays && !in.failed(); ++i) {
    in.enter_array_of(3);
    const auto at = in.take_uint();
    if (at < next || at >= rows.size()) in.refuse(Fault::out_of_range);
    if (in.failed()) return;
    auto& row = rows[at];
    next = at + 1;
    row.stray_count = in.take<std::uint32_t>();
    row.strays = take_kept(in);
    if (row.stray_count == 0 || row.strays.size() > row.stray_count) in.refuse(Fault::unacceptable);
    in.leave();
  }
  in.leave();
}

}  // namespace tocsin::record
