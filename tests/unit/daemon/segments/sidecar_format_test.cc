// The worked example of docs/formats/sidecar.md is what the code makes of the segment there.
#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/durable/journal.h"
#include "core/durable/journal_reader.h"
#include "core/durable/sidecar.h"
#include "core/entry/journal_record.h"
#include "daemon/segments/sidecars.h"
#include "daemon/segments/summary_codec.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/support/record/documented.h"

namespace tocsin::collector {
namespace {

using record::documented;

// The two records of the example, and a third one in another segment.
void write_example(durable::FileSystem& files) {
  auto journal = durable::Journal::open(files, "/journal", {.segment_bytes_max = 3000});
  ASSERT_TRUE(journal);
  const auto envelope = documented("envelope.md", "envelope");
  const auto payload = documented("payload.md", "payload-frame");
  const auto word = documented("acknowledgement.md", "acknowledgement");
  const auto set = documented("payload.md", "target-set");
  const auto entry = documented("entry.md", "target-set-entry");
  const auto body = entry::decode(entry)->body;
  ASSERT_TRUE(journal->append(
      entry::encode_journal_record({{entry::Kind::batch, envelope}, payload, word})));
  ASSERT_TRUE(
      journal->append(entry::encode_journal_record({{entry::Kind::target_set, body}, set})));
  ASSERT_TRUE(journal->append(Bytes(2000)));
  ASSERT_TRUE(journal->sync());
}

TEST(SidecarFormat, IsWhatTheCodeMakesOfTheDocumentedRecords) {
  durable::FaultyFileSystem files;
  write_example(files);
  const auto sealed = *sealed_segments(files, "/journal");
  ASSERT_EQ(sealed.size(), 1U);
  ASSERT_EQ(sealed[0].next, 2U);
  const auto summary = summary_of(files, "/journal", sealed[0], SummaryDepth::front);
  ASSERT_TRUE(summary) << summary.error().text;
  const auto sidecar = durable::Sidecar::open(files, "/journal", 0);
  const auto& bytes = files.bytes(durable::sidecar_path("/journal", 0));
  const auto objects = sidecar->part(objects_part);
  EXPECT_EQ(to_hex(ByteView(bytes).first(durable::format::sidecar_head_bytes)),
            to_hex(documented("sidecar.md", "sidecar-head")));
  EXPECT_EQ(to_hex(*sidecar->part(front_part)), to_hex(documented("sidecar.md", "sidecar-front")));
  EXPECT_EQ(to_hex(*sidecar->part(links_part)), to_hex(documented("sidecar.md", "sidecar-links")));
  EXPECT_EQ(to_hex(ByteView(*objects).subspan(object_counts_bytes)),
            to_hex(documented("sidecar.md", "sidecar-objects")));
}

}  // namespace
}  // namespace tocsin::collector
