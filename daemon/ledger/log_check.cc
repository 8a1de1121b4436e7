#include "daemon/ledger/log_check.h"

#include "core/entry/journal_record.h"
#include "core/tlog/entry_bundle.h"
#include "core/tlog/merkle_hash.h"
#include "core/tlog/note_check.h"
#include "core/tlog/right_edge.h"

namespace tocsin::collector {
namespace {

Result<tlog::Checkpoint> checkpoint_in(std::string_view text,
                                       const std::string& origin,
                                       const crypto::PublicKey& key) {
  const auto note = tlog::parse_note(text);
  if (!note) return tl::unexpected(note.error());
  const auto named = tlog::verifier_key(origin, tlog::Algorithm::ed25519, key);
  if (auto checked = tlog::check_note(*note, std::span(&named, 1)); !checked) {
    return tl::unexpected(checked.error());
  }
  auto checkpoint = tlog::parse_checkpoint(note->text);
  if (checkpoint && checkpoint->origin != origin) return fail("is of another log");
  return checkpoint;
}

// The log made once more, beside the one on the disk.
class LogCheck {
 public:
  LogCheck(durable::FileSystem& files,
           const LedgerPlaces& places,
           const std::string& origin,
           const crypto::PublicKey& key)
      : files_(files), places_(places), origin_(origin), key_(key), log_(files, places.log) {}

  Result<LogFindings> run(const RecordCheck& also) {
    const auto committed = durable::read_whole(files_, places_.committed, tlog::note_bytes_max);
    if (!committed) return durable::fail(committed.error());
    const auto checkpoint = checkpoint_in(as_text(*committed), origin_, key_);
    if (!checkpoint) return fail(places_.committed.string() + ": " + checkpoint.error().text);
    findings_.signed_tree = checkpoint->tree;
    if (log_.published() != std::string(as_text(*committed))) wrong("checkpoint");
    read_cosigned();
    durable::JournalReader journal(files_, places_.journal, 0);
    const auto read = journal.read(checkpoint->tree.size, [&](auto index, ByteView record) {
      take(record);
      if (also) also(index, record);
    });
    if (!read) return durable::fail(read.error());
    compare_edge();
    findings_.journal_is_signed = edge_.head() == checkpoint->tree;
    return std::move(findings_);
  }

 private:
  void wrong(const std::string& path) { findings_.wrong_files.push_back(path); }

  // What witnesses have signed must be a tree that this one has been.
  void read_cosigned() {
    const auto text = log_.cosigned();
    if (!text) return;
    const auto checkpoint = checkpoint_in(*text, origin_, key_);
    if (checkpoint && checkpoint->tree.size <= findings_.signed_tree.size) {
      cosigned_ = checkpoint->tree;
      compare_cosigned();
    } else {
      wrong("cosigned");
    }
  }

  void compare_cosigned() {
    if (cosigned_ && cosigned_->size == edge_.size() && *cosigned_ != edge_.head()) {
      wrong("cosigned");
    }
  }

  void take(ByteView record) {
    const auto decoded = entry::decode_journal_record(record);
    // A record that is none makes another tree, which is found at the end.
    const auto entry = decoded ? entry::encode(decoded->entry) : Bytes();
    tlog::append_entry(bundle_, entry);
    for (const auto& [tile, hashes] : edge_.append(tlog::leaf_hash(entry))) {
      compare(tile, hashes);
      if (tile.level == 0) compare_bundle(tile.index, tile.width);
    }
    compare_cosigned();
  }

  void compare(const tlog::Tile& tile, const std::vector<Digest>& hashes) {
    if (log_.tile(tile) != hashes) wrong(tlog::tile_path(tile));
  }

  void compare_bundle(std::uint64_t index, std::uint64_t width) {
    const auto stored = log_.bundle(index, width);
    if (!stored || !equal(*stored, bundle_)) wrong(tlog::bundle_path(index, width));
    bundle_.clear();
  }

  void compare_edge() {
    for (const auto& [tile, hashes] : edge_.partial_tiles()) compare(tile, hashes);
    const auto width = edge_.size() % tlog::tile_width;
    if (width != 0) compare_bundle(edge_.size() / tlog::tile_width, width);
  }

  durable::FileSystem& files_;
  const LedgerPlaces& places_;
  const std::string& origin_;
  const crypto::PublicKey& key_;
  LogFolder log_;
  tlog::RightEdge edge_;
  Bytes bundle_;  // the entries behind the last full bundle
  std::optional<tlog::TreeHead> cosigned_;
  LogFindings findings_;
};

}  // namespace

Result<LogFindings> check_log(durable::FileSystem& files,
                              const LedgerPlaces& places,
                              const std::string& origin,
                              const crypto::PublicKey& key,
                              const RecordCheck& also) {
  return LogCheck(files, places, origin, key).run(also);
}

}  // namespace tocsin::collector
