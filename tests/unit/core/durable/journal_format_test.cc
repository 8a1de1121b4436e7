// The worked example of docs/formats/journal.md is what the code writes and reads.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "core/base/hex.h"
#include "core/durable/journal_segment.h"

namespace tocsin::durable {
namespace {

Bytes documented_segment() {
  std::ifstream document(TOCSIN_SOURCE_DIR "/docs/formats/journal.md");
  std::string line;
  std::string hex;
  while (std::getline(document, line) && line != "```hex") continue;
  while (std::getline(document, line) && line != "```") hex += line;
  return from_hex(hex).value_or(Bytes{});
}

TEST(JournalFormat, WritesTheDocumentedBytes) {
  auto segment = segment_header(41);
  append_frame(segment, {41, 41, as_bytes("first")});
  append_frame(segment, {42, 41, as_bytes("second")});
  EXPECT_EQ(segment, documented_segment());
}

TEST(JournalFormat, ReadsTheDocumentedBytes) {
  std::vector<std::string> texts;
  const auto segment = documented_segment();
  const auto scan = scan_segment(
      segment, 41, [&](const Frame& frame) { texts.emplace_back(as_text(frame.payload)); });
  EXPECT_EQ(texts, (std::vector<std::string>{"first", "second"}));
  EXPECT_EQ(scan.whole_bytes, segment.size());
  EXPECT_EQ(scan.next_index, 43U);
}

}  // namespace
}  // namespace tocsin::durable
