#include "tests/support/log/log_in_memory.h"

#include <span>

#include "core/tlog/checkpoint.h"
#include "core/tlog/entry_bundle.h"
#include "core/tlog/merkle_hash.h"

namespace tocsin::tlog {

std::uint64_t LogInMemory::add(entry::Kind kind, ByteView body) {
  entries_.push_back(entry::encode({kind, body}));
  leaves_.push_back(leaf_hash(entries_.back()));
  return size() - 1;
}

VerifierKey LogInMemory::key() const {
  return verifier_key(log_.name, Algorithm::ed25519, log_.key.public_key());
}

Note LogInMemory::note(std::uint64_t size) const {
  const auto leaf = [this](const Node& node) -> std::optional<Digest> {
    const auto front = std::span(leaves_).subspan(node.index << node.height, 1U << node.height);
    return subtree_hash(front);
  };
  const auto text = encode(Checkpoint{log_.name, {size, *tree_root(size, leaf)}});
  return {text, {sign_note(log_.name, log_.key, text)}};
}

std::string LogInMemory::checkpoint(std::uint64_t size) const {
  return encode(note(size));
}

std::string LogInMemory::cosigned(std::uint64_t size,
                                  const std::vector<NamedKey>& witnesses,
                                  WallTime at) const {
  auto signed_note = note(size);
  for (const auto& [name, key] : witnesses) {
    signed_note.signatures.push_back(cosign_note(name, key, signed_note.text, at));
  }
  return encode(signed_note);
}

FileSource LogInMemory::files() const {
  return [this](const std::string& path) { return file(path); };
}

std::optional<Bytes> LogInMemory::file(const std::string& path) const {
  const auto asked = parse_tile_path(path);
  if (!asked) return std::nullopt;
  const auto& [level, index, width] = asked->tile;
  const auto first = index * tile_width;
  if (first + width > hashes_at(level, size())) return std::nullopt;
  if (asked->of == TilePath::Of::hashes) return encode_tile(hashes(level, first, width));
  Bytes bundle;
  for (const auto& entry : std::span(entries_).subspan(first, width)) append_entry(bundle, entry);
  return bundle;
}

std::vector<Digest> LogInMemory::hashes(unsigned level,
                                        std::uint64_t first,
                                        std::uint64_t count) const {
  std::vector<Digest> all;
  for (auto index = first; index < first + count; ++index) {
    all.push_back(level == 0 ? leaves_[index]
                             : subtree_hash(hashes(level - 1, index * tile_width, tile_width)));
  }
  return all;
}

}  // namespace tocsin::tlog
