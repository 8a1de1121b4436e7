#include "probes/spool/checked_bytes.h"

#include "core/durable/crc32c.h"

namespace tocsin::probe {

Bytes with_check(std::string_view magic, ByteView body) {
  Bytes out;
  out.reserve(magic.size() + 4 + body.size());
  append(out, as_bytes(magic));
  append_be32(out, durable::crc32c(body));
  append(out, body);
  return out;
}

std::optional<ByteView> checked_body(std::string_view magic, ByteView bytes) {
  Cursor cursor(bytes);
  const auto found = cursor.take(magic.size());
  if (!found || as_text(*found) != magic) return std::nullopt;
  const auto stated = cursor.take_be32();
  if (!stated || durable::crc32c(cursor.rest()) != *stated) return std::nullopt;
  return cursor.rest();
}

}  // namespace tocsin::probe
