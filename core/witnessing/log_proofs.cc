#include "core/witnessing/log_proofs.h"

namespace tocsin::witnessing {
namespace {

using tlog::Tile;

// What has been fetched, and the first tile that was asked for and has not.
struct Fetched {
  std::map<std::string, std::vector<Digest>> tiles;
  std::optional<Tile> missing;

  std::optional<std::vector<Digest>> find(const Tile& tile) {
    const auto found = tiles.find(tlog::tile_path(tile));
    if (found != tiles.end()) return found->second;
    if (!missing) missing = tile;
    return std::nullopt;
  }
};

}  // namespace

net::Task<Result<tlog::Proof>> LogProofs::prove_consistency(std::uint64_t old_size,
                                                            std::uint64_t size) {
  Fetched fetched;
  const auto nodes = tlog::nodes_of(size, [&](const Tile& tile) { return fetched.find(tile); });
  while (fetched.tiles.size() < tiles_max) {
    fetched.missing.reset();
    auto proof = tlog::prove_consistency(old_size, size, nodes);
    if (proof) co_return std::move(*proof);
    if (!fetched.missing) break;
    const auto tile = *fetched.missing;
    auto hashes = co_await fetch_tile(tile);
    if (!hashes) co_return tl::unexpected(hashes.error());
    fetched.tiles[tlog::tile_path(tile)] = std::move(*hashes);
  }
  co_return fail("the log's tiles make no proof");
}

// The partial one goes away once the full one is there, which begins with the same.
net::Task<Result<std::vector<Digest>>> LogProofs::fetch_tile(Tile tile) {
  auto bytes = co_await fetch(tile);
  const Tile full_tile(tile.level, tile.index, tlog::tile_width);
  if (!bytes && tile.width != tlog::tile_width) bytes = co_await fetch(full_tile);
  if (!bytes) co_return tl::unexpected(bytes.error());
  auto hashes = tlog::decode_tile(*bytes);
  if (!hashes || hashes->size() < tile.width) {
    co_return fail(tlog::tile_path(tile) + " is no tile");
  }
  hashes->resize(tile.width);
  co_return std::move(*hashes);
}

net::Task<Result<Bytes>> LogProofs::fetch(Tile tile) {
  http::Request request;
  request.target = prefix_ + "/" + tlog::tile_path(tile);
  auto response = co_await client_.send(request);
  if (!response) co_return tl::unexpected(response.error());
  if (response->status != 200) {
    co_return fail(tlog::tile_path(tile) + ": status " + std::to_string(response->status));
  }
  co_return std::move(response->body);
}

}  // namespace tocsin::witnessing
