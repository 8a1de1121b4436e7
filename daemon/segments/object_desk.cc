#include "daemon/segments/object_desk.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/base/hex.h"
#include "core/http/problem.h"
#include "core/record/zone_version.h"
#include "core/system/log.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

constexpr std::string_view cbor_type = "application/cbor";

std::optional<Digest> digest_from(std::string_view name) {
  const auto bytes = from_hex(name);
  Digest digest{};
  if (!bytes || bytes->size() != digest.size() || to_hex(*bytes) != name) return std::nullopt;
  std::ranges::copy(*bytes, digest.begin());
  return digest;
}

// Payloads, minutes and zones are zstd frames (docs/formats).
std::string_view type_of(const FoundObject& object) {
  const bool is_payload = object.as == FoundObject::As::payload;
  const bool is_frame = object.kind == entry::Kind::batch || object.kind == entry::Kind::zone ||
                        object.kind == entry::Kind::minute_results;
  return is_payload && is_frame ? record::zone_media_type : cbor_type;
}

http::Response not_found(std::string_view path) {
  return http::to_response({404, "not-found", "The log has no such object.", std::string(path)});
}

http::Response not_yet(WallTime from) {
  auto response = http::to_response({403,
                                     "embargoed",
                                     "This payload is not public yet.",
                                     "It is from " + to_rfc3339(from) + " on."});
  response.headers.add("Cache-Control", "no-store");
  return response;
}

// What would have been promised for ever is never gone by ours: then the log says nothing of it.
http::Response no_longer(const FormerPayload& former) {
  std::string why = "It is gone, and the log does not say why.";
  if (const auto& gone = former.gone) {
    why = "Payloads of the plan " + former.plan + " are kept as entry " +
          std::to_string(gone->promise.policy) + " of the log promises, this one until " +
          to_rfc3339(gone->promise.at) + ". Entry " + std::to_string(gone->minutes) +
          " says what stays of it.";
  }
  return http::to_response({410, "gone", "This payload is no longer kept.", std::move(why)});
}

asio::awaitable<JournalSegments::Found> find_in(JournalSegments& segments, Digest digest) {
  co_return segments.find(digest);
}

}  // namespace

// The one place where an object leaves.
http::Response ObjectDesk::give(FoundObject object) const {
  if (object.former) return no_longer(*object.former);
  if (object.batch) {
    const auto from = public_from_(*object.batch);
    if (clock_.wall() < from) return not_yet(from);
  }
  auto response = http::reply(200, std::string(type_of(object)), std::move(object.bytes));
  response.headers.add("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

asio::awaitable<http::Response> ObjectDesk::answer(std::string name) {
  auto response = co_await look_for(std::move(name));
  ++counts_[http::problem_reason(response, "given")];
  co_return response;
}

asio::awaitable<http::Response> ObjectDesk::look_for(std::string name) {
  const auto digest = digest_from(name);
  if (!digest) co_return not_found(name);
  auto finding = find_in(segments_, *digest);
  auto found = co_await asio::co_spawn(reader_, std::move(finding), asio::use_awaitable);
  if (!found) {
    system::log(system::Level::error,
                "the journal cannot be searched for an object",
                {{"error", found.error().text}});
    co_return http::to_response({500, "unreadable", "The object cannot be read here.", ""});
  }
  if (!*found) co_return not_found(name);
  co_return give(**std::move(found));
}

void add_object_routes(http::Router& router, const std::string& path, ObjectDesk& desk) {
  const auto prefix = path + "/object/";
  router.add("GET", prefix + "*", [&desk, below = prefix.size()](const http::Request& request) {
    return desk.answer(std::string(request.path().substr(below)));
  });
}

}  // namespace tocsin::collector
