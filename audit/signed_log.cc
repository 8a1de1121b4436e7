#include "audit/signed_log.h"

#include <algorithm>

#include "core/tlog/merkle_hash.h"
#include "core/tlog/merkle_proof.h"
#include "core/tlog/right_edge.h"

namespace tocsin::audit {
namespace {

Status<> same_tiles(const std::vector<tlog::TileContent>& expected, const tlog::FileSource& files) {
  for (const auto& [tile, hashes] : expected) {
    if (tlog::tile_from(files, tile) != hashes) {
      return fail(tlog::tile_path(tile) + " is missing, or not what the entries make it");
    }
  }
  return {};
}

Status<> append_bundle(tlog::RightEdge& edge,
                       std::uint64_t width,
                       const tlog::FileSource& files,
                       const EntryVisitor& visit) {
  const auto index = edge.size() / tlog::tile_width;
  const auto bundle = tlog::bundle_from(files, index, width);
  const auto entries = bundle ? tlog::decode_bundle(*bundle) : std::nullopt;
  if (!entries || entries->size() != width) {
    return fail(tlog::bundle_path(index, width) +
                " is missing, or not a bundle of so many entries");
  }
  for (const auto& entry : *entries) {
    visit(edge.size(), entry);
    if (auto same = same_tiles(edge.append(tlog::leaf_hash(entry)), files); !same) return same;
  }
  return {};
}

}  // namespace

Result<SignedCheckpoint> signed_checkpoint(std::string_view text, const tlog::Policy& policy) {
  auto note = tlog::parse_note(text);
  if (!note) return tl::unexpected(note.error());
  auto voices = tlog::voices_for(*note, policy);
  if (!voices) return tl::unexpected(voices.error());
  auto checkpoint = tlog::parse_checkpoint(note->text);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  return SignedCheckpoint{std::move(*note), std::move(*checkpoint), std::move(*voices)};
}

Result<SignedCheckpoint> signed_file(const tlog::FileSource& files,
                                     const std::string& name,
                                     const tlog::Policy& policy) {
  const auto bytes = files(name);
  if (!bytes) return fail("there is no " + name);
  auto found = signed_checkpoint(as_text(*bytes), policy);
  if (!found) return fail(name + ": " + found.error().text);
  return found;
}

// The file with cosignatures; a log of another make has them in its one checkpoint.
Result<SignedCheckpoint> cosigned_file(const tlog::FileSource& files, const tlog::Policy& policy) {
  if (files("cosigned")) return signed_file(files, "cosigned", policy);
  return signed_file(files, "checkpoint", policy);
}

Status<> is_complete(const tlog::TreeHead& tree,
                     const tlog::FileSource& files,
                     const EntryVisitor& visit) {
  tlog::RightEdge edge;
  while (edge.size() < tree.size) {
    const auto width = std::min(tlog::tile_width, tree.size - edge.size());
    if (auto appended = append_bundle(edge, width, files, visit); !appended) return appended;
  }
  if (auto same = same_tiles(edge.partial_tiles(), files); !same) return same;
  if (edge.head() != tree) return fail("the entries make another root than the one that is signed");
  return {};
}

Status<> holds_older(const tlog::TreeHead& older,
                     const tlog::TreeHead& newer,
                     const tlog::FileSource& files) {
  if (older.size > newer.size) {
    return fail("it has " + entries_text(older.size) + ", and the log has only " +
                std::to_string(newer.size));
  }
  const auto tiles = [&](const tlog::Tile& tile) { return tlog::tile_from(files, tile); };
  const auto proof =
      tlog::prove_consistency(older.size, newer.size, tlog::nodes_of(newer.size, tiles));
  if (!proof) return fail("the log's tiles make no proof");
  if (!tlog::proves_consistency(*proof, older, newer)) {
    return fail("the log does not hold it: its first " + entries_text(older.size) +
                " are others, or its tiles are wrong");
  }
  return {};
}

std::string entries_text(std::uint64_t size) {
  return std::to_string(size) + (size == 1 ? " entry" : " entries");
}

std::string witnesses_text(const SignedCheckpoint& cosigned, const tlog::Policy& policy) {
  auto text = entries_text(cosigned.checkpoint.tree.size) + ", by";
  if (cosigned.voices.witnesses.empty()) return text + " no witness of the policy";
  for (const auto& voice : cosigned.voices.witnesses) {
    text += " " + policy.witnesses[voice.key].name;
    if (voice.at) text += " (" + to_rfc3339(*voice.at) + ")";
  }
  return text;
}

}  // namespace tocsin::audit
