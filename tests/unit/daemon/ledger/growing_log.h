// A journal with made-up entries in it, the ledger over it, and what a reader of the log's folder
// finds: checked against hashes that are computed from the entries alone.
#pragma once

#include <gtest/gtest.h>

#include "core/entry/entry.h"
#include "core/entry/journal_record.h"
#include "core/tlog/entry_bundle.h"
#include "core/tlog/merkle_hash.h"
#include "core/tlog/note_check.h"
#include "daemon/ledger/ledger.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::collector {

inline const LedgerPlaces places{"/state/journal", "/state/committed", "/log"};
inline const std::string origin = "geneva.example/log";

inline const crypto::SigningKey& log_key() {
  static const auto key = crypto::SigningKey::from_seed({7});
  return key;
}

// Entry number n of every journal here.
inline Bytes entry_number(std::uint64_t n) {
  const auto text = "body " + std::to_string(n) + std::string(n % 40, '.');
  return entry::encode({entry::Kind::enrolment, as_bytes(text)});
}

// The tree over the first entries of it; there are never more than a thousand here.
inline const tlog::TreeHead& head_over(std::uint64_t size) {
  static const auto heads = [] {
    tlog::RightEdge edge;
    std::vector<tlog::TreeHead> all{edge.head()};
    while (edge.size() < 1000) {
      edge.append(tlog::leaf_hash(entry_number(edge.size())));
      all.push_back(edge.head());
    }
    return all;
  }();
  return heads.at(size);
}

// Appends until the journal has so many; gives how many are durable.
inline std::uint64_t append_until(durable::FileSystem& files,
                                  std::uint64_t goal,
                                  const std::filesystem::path& folder = places.journal) {
  auto journal = durable::Journal::open(files, folder, {.segment_bytes_max = 4000});
  if (!journal) return 0;
  while (journal->next_index() < goal) {
    const auto entry = entry_number(journal->next_index());
    const auto decoded = entry::decode(entry);
    if (!journal->append(entry::encode_journal_record({*decoded}))) return journal->durable_below();
  }
  if (!journal->sync()) return 0;
  return journal->durable_below();
}

inline Ledger ledger_on(durable::FileSystem& files) {
  return {files, places, origin, log_key()};
}

// The checkpoint in a file, if there is one: signed by the log, over entries as they are.
inline std::uint64_t size_signed_in(durable::FileSystem& files, const std::filesystem::path& path) {
  if (!files.exists(path)) return 0;
  const auto bytes = durable::read_whole(files, path, tlog::note_bytes_max).value();
  const auto note = tlog::parse_note(as_text(bytes));
  const auto key = tlog::verifier_key(origin, tlog::Algorithm::ed25519, log_key().public_key());
  EXPECT_TRUE(note && tlog::check_note(*note, std::span(&key, 1))) << as_text(bytes);
  const auto checkpoint = tlog::parse_checkpoint(note->text);
  EXPECT_EQ(checkpoint->tree, head_over(checkpoint->tree.size));
  return checkpoint->tree.size;
}

// A reader can prove every entry of the published log from its files alone.
inline void expect_provable(durable::FileSystem& files) {
  const auto size = size_signed_in(files, places.log / "checkpoint");
  const LogFolder folder(files, places.log);
  const auto tiles = [&](const tlog::Tile& tile) { return folder.tile(tile); };
  const auto nodes = tlog::nodes_of(size, tiles);
  for (std::uint64_t n = 0; n < size; ++n) {
    const auto width = std::min(tlog::tile_width, size - n / 256 * 256);
    const auto bundle = folder.bundle(n / 256, width);
    ASSERT_TRUE(bundle) << n;
    const auto entry = tlog::decode_bundle(*bundle)->at(n % 256);
    ASSERT_TRUE(equal(entry, entry_number(n)));
    const auto proof = tlog::prove_inclusion(n, size, nodes);
    ASSERT_TRUE(proof) << n;
    ASSERT_TRUE(tlog::proves_inclusion(*proof, tlog::leaf_hash(entry), n, head_over(size)));
  }
}

}  // namespace tocsin::collector
