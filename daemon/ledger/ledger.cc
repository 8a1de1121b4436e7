#include "daemon/ledger/ledger.h"

#include "core/entry/journal_record.h"
#include "core/tlog/entry_bundle.h"
#include "core/tlog/merkle_hash.h"
#include "core/tlog/note_check.h"

namespace tocsin::collector {
namespace {

// Of the bundle behind the last full one.
std::uint64_t partial_width(std::uint64_t size) {
  return size % tlog::tile_width;
}

}  // namespace

Ledger::Ledger(durable::FileSystem& files,
               LedgerPlaces places,
               std::string origin,
               const crypto::SigningKey& key)
    : files_(files),
      places_(std::move(places)),
      origin_(std::move(origin)),
      key_(key),
      log_(files, places_.log),
      journal_(files, places_.journal, 0),
      committed_(files, places_.committed, tlog::note_bytes_max, durable::Privacy::owner_only) {}

Status<> Ledger::open(std::uint64_t durable_below) {
  if (auto loaded = committed_.load(); !loaded) return loaded;
  if (committed_.content().empty()) return grow(durable_below);
  if (auto resumed = resume(durable_below); !resumed) {
    return fail(places_.committed.string() + ": " + resumed.error().text);
  }
  return grow(durable_below);
}

Status<> Ledger::resume(std::uint64_t durable_below) {
  const auto note = tlog::parse_note(committed_.content());
  if (!note) return tl::unexpected(note.error());
  const auto key = tlog::verifier_key(origin_, tlog::Algorithm::ed25519, key_.public_key());
  if (auto checked = tlog::check_note(*note, std::span(&key, 1)); !checked) {
    return tl::unexpected(checked.error());
  }
  const auto checkpoint = tlog::parse_checkpoint(note->text);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  const auto& tree = checkpoint->tree;
  if (checkpoint->origin != origin_) return fail("is of another log, " + checkpoint->origin);
  if (tree.size > durable_below) {
    return fail("has been signed over " + std::to_string(tree.size) +
                " entries, and the journal has " + std::to_string(durable_below) +
                ": restore the journal from a copy");
  }
  auto edge = tlog::RightEdge::of(tree.size, tiles());
  if (!edge)
    return fail(tlog::tile_path(edge.error()) + " is missing: restore the log from a copy");
  if (edge->head() != tree) return fail("has another root than the tiles in the log");
  edge_ = std::move(*edge);
  journal_ = durable::JournalReader(files_, places_.journal, tree.size);
  if (const auto width = partial_width(tree.size); width != 0) {
    auto bundle = log_.bundle(tree.size / tlog::tile_width, width);
    if (!bundle) return fail("the last entries are missing: restore the log from a copy");
    bundle_ = std::move(*bundle);
  }
  if (log_.published() == committed_.content()) return {};
  return log_.publish(committed_.content());
}

Status<> Ledger::grow(std::uint64_t durable_below) {
  while (edge_.size() < durable_below || checkpoint().empty()) {
    const auto old_size = edge_.size();
    const auto below = std::min(durable_below, old_size + step_entries_max);
    auto done = step(below);
    if (done) done = read_back(old_size);
    if (done) done = commit();
    if (done) done = drop_partial(old_size);
    if (!done) return done;
  }
  return {};
}

// From the journal to the files of the log.
Status<> Ledger::step(std::uint64_t below) {
  Status<> taken;
  const auto read = journal_.read(below, [&](std::uint64_t, ByteView record) {
    if (taken) taken = take(record);
  });
  if (!read) return durable::fail(read.error());
  if (!taken) return taken;
  return put_partial();
}

Status<> Ledger::take(ByteView record) {
  const auto decoded = entry::decode_journal_record(record);
  if (!decoded) {
    return fail("journal record " + std::to_string(edge_.size()) + " is not one of ours");
  }
  const auto entry = entry::encode(decoded->entry);
  tlog::append_entry(bundle_, entry);
  return put_full(edge_.append(tlog::leaf_hash(entry)));
}

Status<> Ledger::put_full(const std::vector<tlog::TileContent>& filled) {
  for (const auto& [tile, hashes] : filled) {
    if (auto put = log_.put(tlog::tile_path(tile), tlog::encode_tile(hashes)); !put) return put;
    if (tile.level != 0) continue;
    if (auto put = log_.put(tlog::bundle_path(tile.index, tile.width), bundle_); !put) return put;
    bundle_.clear();
  }
  return {};
}

Status<> Ledger::put_partial() {
  for (const auto& [tile, hashes] : edge_.partial_tiles()) {
    if (auto put = log_.put(tlog::tile_path(tile), tlog::encode_tile(hashes)); !put) return put;
  }
  const auto width = partial_width(edge_.size());
  if (width == 0) return {};
  return log_.put(tlog::bundle_path(edge_.size() / tlog::tile_width, width), bundle_);
}

// Nothing is signed that is not what a reader of the files will find: memory, the way to the disk
// and the disk can all flip a bit, and one wrong leaf is the end of a log.
Status<> Ledger::read_back(std::uint64_t old_size) const {
  auto edge = tlog::RightEdge::of(old_size, tiles());
  if (!edge) return fail(tlog::tile_path(edge.error()) + " cannot be read back");
  while (edge->size() < edge_.size()) {
    const auto index = edge->size() / tlog::tile_width;
    const auto width = std::min(tlog::tile_width, edge_.size() - index * tlog::tile_width);
    const auto bundle = log_.bundle(index, width);
    const auto entries = bundle ? tlog::decode_bundle(*bundle) : std::nullopt;
    if (!entries || entries->size() != width) {
      return fail(tlog::bundle_path(index, width) + " cannot be read back");
    }
    for (const auto& entry : std::span(*entries).subspan(partial_width(edge->size()))) {
      for (const auto& [tile, hashes] : edge->append(tlog::leaf_hash(entry))) {
        if (log_.tile(tile) != hashes) return fail(tlog::tile_path(tile) + " cannot be read back");
      }
    }
  }
  const auto stored = tlog::RightEdge::of(edge_.size(), tiles());
  if (!stored || stored->head() != edge_.head() || edge->head() != edge_.head()) {
    return fail("the log's files are not what was written into them");
  }
  return {};
}

Status<> Ledger::commit() {
  const auto text = tlog::encode(tlog::Checkpoint{origin_, edge_.head()});
  auto signed_text = tlog::encode(tlog::Note{text, {tlog::sign_note(origin_, key_, text)}});
  if (auto replaced = committed_.replace(std::move(signed_text)); !replaced) return replaced;
  return log_.publish(checkpoint());
}

Status<> Ledger::drop_partial(std::uint64_t old_size) {
  for (const auto& tile : tlog::tiles_between(old_size, edge_.size())) {
    if (tile.width != tlog::tile_width) continue;
    if (auto dropped = log_.drop_partial(tlog::tile_path(tile)); !dropped) return dropped;
    if (tile.level != 0) continue;
    const auto bundle = tlog::bundle_path(tile.index, tile.width);
    if (auto dropped = log_.drop_partial(bundle); !dropped) return dropped;
  }
  return {};
}

tlog::TileSource Ledger::tiles() const {
  return [this](const tlog::Tile& tile) { return log_.tile(tile); };
}

}  // namespace tocsin::collector
