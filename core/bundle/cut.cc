#include "core/bundle/cut.h"

#include <algorithm>

#include "core/bundle/consistency.h"
#include "core/tlog/log_proof.h"
#include "core/tlog/right_edge.h"
#include "core/tlog/signed_tree.h"

namespace tocsin::bundle {
namespace {

class Cutter {
 public:
  Cutter(const tlog::FileSource& log, const Cut& cut) : log_(log), cut_(cut) {}

  Result<Contents> run() {
    auto after = tlog::parse_signed_tree(cut_.after);
    if (!after) return tl::unexpected(after.error());
    after_ = *std::move(after);
    put(after_path, as_bytes(cut_.after));
    first_ = cut_.first;
    if (cut_.before) {
      if (auto done = put_before(); !done) return tl::unexpected(done.error());
    }
    if (auto done = put_front(); !done) return tl::unexpected(done.error());
    for (auto index = first_; index < size(); index += tlog::tile_width) {
      if (auto done = put_bundle(index); !done) return tl::unexpected(done.error());
    }
    for (const auto index : cut_.earlier) {
      if (auto done = put_earlier(index); !done) return tl::unexpected(done.error());
    }
    if (cut_.stamped) {
      if (auto done = put_stamped(); !done) return tl::unexpected(done.error());
    }
    return std::move(contents_);
  }

 private:
  std::uint64_t size() const { return after_.checkpoint.tree.size; }

  void put(std::string_view path, ByteView bytes) {
    contents_[std::string(path)] = Bytes(bytes.begin(), bytes.end());
  }

  tlog::TileSource tiles() const {
    return [this](const tlog::Tile& tile) { return tlog::tile_from(log_, tile); };
  }

  Status<> put_before() {
    const auto before = tlog::parse_signed_tree(*cut_.before);
    if (!before) return tl::unexpected(before.error());
    const auto before_size = before->checkpoint.tree.size;
    if (before_size >= size()) return fail("the checkpoint before is not smaller");
    first_ = range_first(before_size);
    put(before_path, as_bytes(*cut_.before));
    return put_consistency(consistency_path, before_size, size());
  }

  Status<> put_stamped() {
    const auto stamped = tlog::parse_signed_tree(*cut_.stamped);
    if (!stamped) return tl::unexpected(stamped.error());
    put(stamped_path, as_bytes(*cut_.stamped));
    for (const auto& [index, token] : cut_.tokens) put(token_path(index), token);
    const auto stamped_size = stamped->checkpoint.tree.size;
    if (stamped_size == size()) return {};
    if (stamped_size < size()) return fail("the checkpoint that is stamped is smaller than after");
    return put_consistency(stamped_proof_path, size(), stamped_size);
  }

  Status<> put_consistency(std::string_view path, std::uint64_t from, std::uint64_t to) {
    const auto proof = tlog::prove_consistency(from, to, tlog::nodes_of(to, tiles()));
    if (!proof) return fail("the log's tiles make no proof");
    put(path, as_bytes(consistency_text(*proof)));
    return {};
  }

  Status<> put_front() {
    const auto edge = tlog::RightEdge::of(first_, tiles());
    if (!edge) return fail("the log has no " + tlog::tile_path(edge.error()));
    for (const auto& [tile, hashes] : edge->partial_tiles()) {
      put(tlog::tile_path(tile), tlog::encode_tile(hashes));
    }
    return {};
  }

  std::uint64_t width_at(std::uint64_t first) const {
    return std::min(tlog::tile_width, size() - first);
  }

  Status<> put_bundle(std::uint64_t first) {
    const auto place = first / tlog::tile_width;
    const auto path = tlog::bundle_path(place, width_at(first));
    const auto bundle = tlog::bundle_from(log_, place, width_at(first));
    if (!bundle) return fail("the log has no " + path);
    put(path, *bundle);
    return {};
  }

  Status<> put_earlier(std::uint64_t index) {
    if (index >= first_) return fail("entry " + std::to_string(index) + " is in the range");
    const auto first = range_first(index);
    const auto bundle = tlog::bundle_from(log_, first / tlog::tile_width, width_at(first));
    const auto entries = bundle ? tlog::decode_bundle(*bundle) : std::nullopt;
    auto path = tlog::prove_inclusion(index, size(), tlog::nodes_of(size(), tiles()));
    if (!entries || entries->size() <= index - first || !path) {
      return fail("the log has no entry " + std::to_string(index) + ", or no proof of it");
    }
    const tlog::LogProof proof{std::nullopt, index, *std::move(path), after_.note};
    put(entry_path(index), entries->at(index - first));
    put(proof_path(index), as_bytes(tlog::encode(proof)));
    return {};
  }

  const tlog::FileSource& log_;
  const Cut& cut_;
  tlog::SignedTree after_;
  std::uint64_t first_ = 0;
  Contents contents_;
};

}  // namespace

std::uint64_t range_first(std::uint64_t before_size) {
  return before_size / tlog::tile_width * tlog::tile_width;
}

Result<Contents> cut_from(const tlog::FileSource& log, const Cut& cut) {
  return Cutter(log, cut).run();
}

}  // namespace tocsin::bundle
