#include "audit/collector_log.h"

#include <span>

#include "core/durable/journal_reader.h"
#include "core/tlog/merkle_hash.h"
#include "core/tlog/note_check.h"
#include "core/tlog/right_edge.h"

namespace tocsin::audit {
namespace {

Result<tlog::Checkpoint> checkpoint_in(ByteView bytes, const crypto::PublicKey& key) {
  const auto note = tlog::parse_note(as_text(bytes));
  if (!note) return tl::unexpected(note.error());
  auto checkpoint = tlog::parse_checkpoint(note->text);
  if (!checkpoint) return checkpoint;
  const auto named = tlog::verifier_key(checkpoint->origin, tlog::Algorithm::ed25519, key);
  if (auto checked = tlog::check_note(*note, std::span(&named, 1)); !checked) {
    return tl::unexpected(checked.error());
  }
  return checkpoint;
}

}  // namespace

Result<CollectorLog> CollectorLog::open(durable::FileSystem& files,
                                        const std::string& dir,
                                        const crypto::PublicKey& key) {
  const auto path = dir + "/committed";
  const auto bytes = durable::read_whole(files, path, tlog::note_bytes_max);
  if (!bytes) return durable::fail(bytes.error());
  auto checkpoint = checkpoint_in(*bytes, key);
  if (!checkpoint) return fail(path + ": " + checkpoint.error().text);
  return CollectorLog(files, dir, std::string(as_text(*bytes)), *std::move(checkpoint));
}

Status<> CollectorLog::read(const Visitor& visit) const {
  return read_as_of(checkpoint_.tree, visit);
}

Status<> CollectorLog::read_as_of(const tlog::TreeHead& older, const Visitor& visit) const {
  if (older.size > checkpoint_.tree.size) return fail(dir_ + ": the log is shorter than it was");
  tlog::RightEdge edge;
  Status<> visited;
  const auto is_older = [&] { return edge.head() == older; };
  const auto take = [&](std::uint64_t index, ByteView bytes) {
    if (!visited) return;
    const auto record = entry::decode_journal_record(bytes);
    if (!record) {
      visited = fail(dir_ + ": journal record " + std::to_string(index) + " is none");
      return;
    }
    if (index == older.size && !is_older()) visited = fail(dir_ + ": the log held another tree");
    edge.append(tlog::leaf_hash(entry::encode(record->entry)));
    if (visited && index < older.size) visited = visit(*record);
  };
  durable::JournalReader journal(*files_, dir_ + "/journal", 0);
  const auto done = journal.read(checkpoint_.tree.size, take);
  if (!done) return durable::fail(done.error());
  if (!visited) return visited;
  if (edge.head() != checkpoint_.tree) {
    return fail(dir_ + ": the journal is not what the log has signed");
  }
  const bool is_same = older.size < checkpoint_.tree.size || is_older();
  return is_same ? Status<>() : fail(dir_ + ": the log held another tree");
}

}  // namespace tocsin::audit
