#include "core/bundle/range.h"

#include <set>

#include "core/bundle/consistency.h"
#include "core/bundle/cut.h"
#include "core/tlog/log_proof.h"
#include "core/tlog/merkle_hash.h"
#include "core/tlog/right_edge.h"
#include "core/tlog/tile_files.h"

namespace tocsin::bundle {
namespace {

constexpr std::string_view tile_prefix = "tile/";
constexpr std::string_view entry_prefix = "entry/";

class Replay {
 public:
  explicit Replay(const Contents& contents) : contents_(contents) {}

  Result<Range> run() {
    if (auto done = read_trees(); !done) return tl::unexpected(done.error());
    if (auto done = append_range(); !done) return tl::unexpected(done.error());
    if (auto done = check_consistency(); !done) return tl::unexpected(done.error());
    if (auto done = read_earlier(); !done) return tl::unexpected(done.error());
    if (auto done = read_stamped(); !done) return tl::unexpected(done.error());
    if (auto done = refuse_the_rest(); !done) return tl::unexpected(done.error());
    return std::move(range_);
  }

 private:
  const Bytes* file(const std::string& path) {
    const auto found = contents_.find(path);
    if (found == contents_.end()) return nullptr;
    used_.insert(path);
    return &found->second;
  }

  Result<SignedTree> tree(std::string_view path) {
    const auto* bytes = file(std::string(path));
    if (bytes == nullptr) return fail("there is no " + std::string(path));
    auto tree = tlog::parse_signed_tree(as_text(*bytes));
    if (!tree) return fail(std::string(path) + ": " + tree.error().text);
    return tree;
  }

  Status<> read_trees() {
    auto after = tree(after_path);
    if (!after) return tl::unexpected(after.error());
    range_.after = *std::move(after);
    if (!contents_.contains(std::string(before_path))) return {};
    auto before = tree(before_path);
    if (!before) return tl::unexpected(before.error());
    if (before->checkpoint.origin != range_.after.checkpoint.origin) {
      return fail("before and after are of two logs");
    }
    if (before->checkpoint.tree.size >= range_.after.checkpoint.tree.size) {
      return fail("before is not smaller than after");
    }
    range_.before = *std::move(before);
    return {};
  }

  // Without a checkpoint before it the range begins wherever its bundles do.
  Result<std::uint64_t> first() const {
    if (range_.before) {
      return range_first(range_.before->checkpoint.tree.size);
    }
    std::optional<std::uint64_t> first;
    for (const auto& [path, bytes] : contents_) {
      const auto tile = tlog::parse_tile_path(path);
      if (!tile || tile->of != tlog::TilePath::Of::entries) continue;
      first = std::min(first.value_or(tile->tile.index), tile->tile.index);
    }
    if (!first) return fail("there is no entry in it");
    return *first * tlog::tile_width;
  }

  Status<> append_range() {
    const auto begin = first();
    if (!begin) return tl::unexpected(begin.error());
    const auto tiles = [this](const tlog::Tile& tile) {
      const auto* bytes = file(tlog::tile_path(tile));
      return bytes == nullptr ? std::nullopt : tlog::decode_tile(*bytes);
    };
    auto edge = tlog::RightEdge::of(*begin, tiles);
    if (!edge) return fail(tlog::tile_path(edge.error()) + " is missing, or not a tile");
    if (auto met = meet_before(*edge); !met) return met;
    const auto& tree = range_.after.checkpoint.tree;
    while (edge->size() < tree.size) {
      const auto width = std::min(tlog::tile_width, tree.size - edge->size());
      if (auto done = append_bundle(*edge, width); !done) return done;
    }
    if (range_.entries.empty() || edge->head() != tree) {
      return fail("the entries do not make the tree of after");
    }
    return {};
  }

  Status<> append_bundle(tlog::RightEdge& edge, std::uint64_t width) {
    const auto path = tlog::bundle_path(edge.size() / tlog::tile_width, width);
    const auto* bytes = file(path);
    const auto entries = bytes == nullptr ? std::nullopt : tlog::decode_bundle(*bytes);
    if (!entries || entries->size() != width) {
      return fail(path + " is missing, or not a bundle of so many entries");
    }
    for (const auto& entry : *entries) {
      range_.entries.push_back({edge.size(), entry});
      edge.append(tlog::leaf_hash(entry));
      if (auto met = meet_before(edge); !met) return met;
    }
    return {};
  }

  Status<> meet_before(const tlog::RightEdge& edge) const {
    if (!range_.before || range_.before->checkpoint.tree.size != edge.size()) return {};
    if (edge.head() == range_.before->checkpoint.tree) return {};
    return fail("the tree of before is not the front of the tree of after");
  }

  Status<> check_consistency() {
    if (!range_.before) return {};
    const auto* bytes = file(std::string(consistency_path));
    if (bytes == nullptr) return fail("there is no consistency");
    const auto& before = range_.before->checkpoint.tree;
    const auto& after = range_.after.checkpoint.tree;
    const auto leads = bundle::check_consistency(as_text(*bytes), before, after);
    return leads ? Status<>() : fail("consistency: " + leads.error().text);
  }

  Status<> read_stamped() {
    auto stamped = stamped_in(contents_, range_.after);
    if (!stamped) return tl::unexpected(stamped.error());
    range_.stamped = *std::move(stamped);
    return {};
  }

  Status<> read_earlier() {
    std::map<std::uint64_t, LoggedEntry> earlier;
    for (const auto& [path, bytes] : contents_) {
      if (!path.starts_with(entry_prefix)) continue;
      const auto index = tlog::parse_decimal(std::string_view(path).substr(entry_prefix.size()));
      if (!index) continue;  // a proof, or none of ours: what is not used is refused below
      if (auto proven = prove(*index, bytes); !proven) {
        return fail(path + ": " + proven.error().text);
      }
      used_.insert(path);
      earlier[*index] = {*index, bytes};
    }
    for (const auto& [index, entry] : earlier) range_.earlier.push_back(entry);
    return {};
  }

  Status<> prove(std::uint64_t index, ByteView entry) {
    if (index >= range_.first()) return fail("is in the range");
    const auto* bytes = file(proof_path(index));
    if (bytes == nullptr) return fail("its proof is missing");
    const auto proof = tlog::parse_log_proof(as_text(*bytes));
    if (!proof) return tl::unexpected(proof.error());
    const auto tree = tlog::check_inclusion(*proof, entry);
    if (!tree) return tl::unexpected(tree.error());
    if (proof->index != index || *tree != range_.after.checkpoint) {
      return fail("its proof is of another entry or tree");
    }
    return {};
  }

  Status<> refuse_the_rest() const {
    for (const auto& [path, bytes] : contents_) {
      const bool of_the_log = path.starts_with(tile_prefix) || path.starts_with(entry_prefix) ||
                              path == consistency_path;
      if (of_the_log && !used_.contains(path)) return fail(path + " does not belong to the range");
    }
    return {};
  }

  const Contents& contents_;
  std::set<std::string> used_;
  Range range_;
};

}  // namespace

Result<Range> replay(const Contents& contents) {
  return Replay(contents).run();
}

}  // namespace tocsin::bundle
