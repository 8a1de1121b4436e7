// Messages of a transfer of the root zone, as a server would send them.
#pragma once

#include <initializer_list>

#include "core/dns/message_format.h"
#include "core/dns/query.h"

namespace tocsin::xfr {

// A record whose owner is "." for an empty text.
inline Bytes record(std::string_view owner, std::uint16_t type, ByteView data) {
  Bytes out;
  append(out, dns::Name::from_text(owner.empty() ? "." : owner)->wire());
  append_be16(out, type);
  append_be16(out, 1);
  append_be32(out, 86'400);
  append_be16(out, static_cast<std::uint16_t>(data.size()));
  append(out, data);
  return out;
}

inline Bytes soa(std::uint32_t serial) {
  Bytes data;
  append(data, dns::Name::from_text("a.")->wire());
  append(data, dns::Name::from_text("b.")->wire());
  append_be32(data, serial);
  for (int i = 0; i < 4; ++i) append_be32(data, 1800);
  return record("", 6, data);
}

inline Bytes ns(std::string_view owner, std::string_view server) {
  return record(owner, 2, dns::Name::from_text(server)->wire());
}

inline Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes out;
  for (const auto& part : parts) append(out, part);
  return out;
}

enum class WithQuestion { yes, no };

inline Bytes message(std::uint16_t id,
                     std::initializer_list<Bytes> records,
                     WithQuestion question = WithQuestion::yes,
                     std::uint16_t flags = 0x8400) {
  Bytes out;
  append_be16(out, id);
  append_be16(out, flags);
  append_be16(out, question == WithQuestion::yes ? 1 : 0);
  append_be16(out, static_cast<std::uint16_t>(records.size()));
  append_be32(out, 0);
  if (question == WithQuestion::yes) append(out, Bytes{0, 0, 252, 0, 1});
  for (const auto& each : records) append(out, each);
  return out;
}

}  // namespace tocsin::xfr
