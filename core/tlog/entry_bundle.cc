#include "core/tlog/entry_bundle.h"

#include "core/base/check.h"

namespace tocsin::tlog {

void append_entry(Bytes& bundle, ByteView entry) {
  check(entry.size() <= bundle_entry_bytes_max, "an entry fits its bundle");
  append_be16(bundle, static_cast<std::uint16_t>(entry.size()));
  append(bundle, entry);
}

std::optional<std::vector<ByteView>> decode_bundle(ByteView bundle) {
  std::vector<ByteView> entries;
  Cursor in(bundle);
  while (!in.at_end()) {
    const auto length = in.take_be16();
    const auto entry = length ? in.take(*length) : std::nullopt;
    if (!entry || entries.size() == tile_width) return std::nullopt;
    entries.push_back(*entry);
  }
  return entries;
}

}  // namespace tocsin::tlog
