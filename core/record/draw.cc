#include "core/record/draw.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/crypto/sha256.h"

namespace tocsin::record {
namespace {

constexpr std::string_view mark_label = "tocsin-secret/1";
constexpr std::string_view draw_label = "tocsin-draw/1";

Bytes labelled(std::string_view label, const Secret& secret) {
  Bytes bytes;
  bytes.reserve(label.size() + secret.size() + 4);
  append(bytes, as_bytes(label));
  append(bytes, secret);
  return bytes;
}

template <std::size_t N>
ByteArray<N> taken(Cursor& cursor) {
  ByteArray<N> out{};
  std::ranges::copy(*cursor.take(N), out.begin());
  return out;
}

bool is_letter(std::uint8_t octet) {
  return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
}

// Gives letters their case, one bit after the other.
class Caser {
 public:
  explicit Caser(const Draw& draw) : cases_(draw.cases) {}

  std::uint8_t operator()(std::uint8_t octet) {
    if (!is_letter(octet)) return octet;
    const auto lower = static_cast<std::uint8_t>(octet | 0x20U);
    return next_bit() ? static_cast<std::uint8_t>(lower ^ 0x20U) : lower;
  }

 private:
  bool next_bit() {
    const auto at = used_++;
    if (at / 8 >= cases_.size()) return false;
    return (cases_[at / 8] >> (7 - at % 8) & 1U) != 0;
  }

  const ByteArray<16>& cases_;
  std::size_t used_ = 0;
};

}  // namespace

SecretMark mark_of(const Secret& secret) {
  const auto digest = crypto::sha256(labelled(mark_label, secret));
  SecretMark mark{};
  std::copy_n(digest.begin(), mark.size(), mark.begin());
  return mark;
}

Draw draw(const Secret& secret, std::uint32_t number) {
  auto bytes = labelled(draw_label, secret);
  append_be32(bytes, number);
  const auto digest = crypto::sha256(bytes);
  Cursor cursor(digest);
  Draw draw;
  draw.query_id = *cursor.take_be16();
  draw.port = *cursor.take_be16();
  draw.cookie = taken<8>(cursor);
  draw.cases = taken<16>(cursor);
  draw.delay = *cursor.take_be32();
  return draw;
}

std::uint16_t port_of(const Draw& draw, const PortRange& range) {
  const auto offset = static_cast<std::uint32_t>(draw.port) * range.count >> 16;
  return static_cast<std::uint16_t>(range.first + offset);
}

dns::Name in_drawn_case(const dns::Name& name, const Draw& draw) {
  dns::Name out;
  Caser in_case(draw);
  Cursor cursor(name.wire());
  while (const auto length = cursor.take_u8().value_or(0)) {
    const auto label = *cursor.take(length);
    ByteArray<dns::label_octets_max> octets{};
    std::ranges::transform(label, octets.begin(), std::ref(in_case));
    const auto appended = out.append_label(ByteView(octets).first(length));
    check(appended.has_value(), "a name in other case is a name");
  }
  return out;
}

Duration delay_of(const Draw& draw, Duration longest) {
  const auto share = static_cast<double>(draw.delay) * 0x1p-32;
  return Duration(static_cast<Duration::rep>(share * static_cast<double>(longest.count())));
}

}  // namespace tocsin::record
