#include "core/durable/crc32c.h"

#include <array>

namespace tocsin::durable {
namespace {

constexpr std::uint32_t reversed_polynomial = 0x82f63b78;

// Eight tables, so that eight bytes are folded in at once.
using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

constexpr Tables make_tables() {
  Tables tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    auto crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? reversed_polynomial : 0);
    tables[0][byte] = crc;
  }
  for (std::size_t table = 1; table < 8; ++table) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const auto crc = tables[table - 1][byte];
      tables[table][byte] = crc >> 8 ^ tables[0][crc & 0xff];
    }
  }
  return tables;
}

constexpr Tables tables = make_tables();

std::uint32_t fold_eight(std::uint32_t crc, ByteView eight) {
  std::uint32_t folded = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    const auto byte = i < 4 ? eight[i] ^ (crc >> (8 * i) & 0xff) : eight[i];
    folded ^= tables[7 - i][byte];
  }
  return folded;
}

}  // namespace

std::uint32_t crc32c(ByteView bytes, std::uint32_t before) {
  auto crc = ~before;
  for (; bytes.size() >= 8; bytes = bytes.subspan(8)) crc = fold_eight(crc, bytes.first(8));
  for (const auto byte : bytes) crc = crc >> 8 ^ tables[0][(crc ^ byte) & 0xff];
  return ~crc;
}

}  // namespace tocsin::durable
