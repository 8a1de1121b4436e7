// Zip files byte by byte after PKWARE's APPNOTE.TXT, sharing nothing with what reads and writes
// bundles, and with every field that a liar may want to set.
#pragma once

#include <string>
#include <vector>

#include "core/base/bytes.h"

namespace tocsin::bundle {

struct MadeUpFile {
  std::string path;
  std::string content = {};
  std::uint32_t mode = 0100644;
  std::uint16_t method = 0;  // stored
  std::uint16_t flags = 0;
  std::uint16_t date = 0x21;  // 1980-01-01
  std::string extra = {};
  std::string local_path = path;
  bool listed = true;  // in the directory
};

inline std::string little(std::uint64_t value, int width) {
  std::string bytes;
  for (int i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i));
  return bytes;
}

inline std::uint32_t crc32(const std::string& content) {
  std::uint32_t crc = ~0U;
  for (const unsigned char c : content) {
    crc ^= c;
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) * 0xedb88320U);
  }
  return ~crc;
}

// What a local header and one of the directory have in common (sections 4.3.7 and 4.3.12).
inline std::string shared_fields(const MadeUpFile& file, const std::string& path) {
  return little(10, 2) + little(file.flags, 2) + little(file.method, 2) + little(0, 2) +
         little(file.date, 2) + little(crc32(file.content), 4) + little(file.content.size(), 4) +
         little(file.content.size(), 4) + little(path.size(), 2) + little(file.extra.size(), 2);
}

inline std::string made_up_zip(const std::vector<MadeUpFile>& files) {
  std::string body;
  std::string directory;
  std::size_t listed = 0;
  for (const auto& file : files) {
    const auto header = "PK\1\2" + little(3 << 8 | 63, 2) + shared_fields(file, file.path) +
                        little(0, 6) + little(std::uint64_t{file.mode} << 16, 4) +
                        little(body.size(), 4) + file.path + file.extra;
    if (file.listed) directory += header, ++listed;
    body += "PK\3\4" + shared_fields(file, file.local_path) + file.local_path + file.extra +
            file.content;
  }
  return body + directory + "PK\5\6" + little(0, 4) + little(listed, 2) + little(listed, 2) +
         little(directory.size(), 4) + little(body.size(), 4) + little(0, 2);
}

}  // namespace tocsin::bundle
