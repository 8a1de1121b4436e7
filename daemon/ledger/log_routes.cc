#include "daemon/ledger/log_routes.h"

#include "core/http/problem.h"
#include "core/tlog/tile.h"

namespace tocsin::collector {
namespace {

constexpr std::string_view checkpoint_type = "text/plain; charset=utf-8";
constexpr std::string_view tile_type = "application/octet-stream";

http::Response with_cache_rule(http::Response response, std::string rule) {
  response.headers.add("Cache-Control", std::move(rule));
  return response;
}

http::Response not_found(std::string_view path) {
  return http::to_response({404, "not-found", "The log has no such file.", std::string(path)});
}

http::Response serve_checkpoint(const LogFolder& folder) {
  const auto checkpoint = folder.published();
  if (!checkpoint) return not_found("checkpoint");
  return with_cache_rule(http::reply(200, std::string(checkpoint_type), *checkpoint), "no-cache");
}

http::Response serve_tile(const LogFolder& folder, std::string_view path) {
  auto bytes = tlog::parse_tile_path(path) ? folder.file(std::string(path)) : std::nullopt;
  if (!bytes) return not_found(path);
  return with_cache_rule(http::reply(200, std::string(tile_type), std::move(*bytes)),
                         "public, max-age=31536000, immutable");
}

}  // namespace

void add_log_routes(http::Router& router, const std::string& path, const LogFolder& folder) {
  router.add_direct("GET", path + "/checkpoint", [&folder](const http::Request&) {
    return serve_checkpoint(folder);
  });
  router.add_direct(
      "GET", path + "/tile/*", [&folder, below = path.size() + 1](const http::Request& request) {
        return serve_tile(folder, request.path().substr(below));
      });
}

}  // namespace tocsin::collector
