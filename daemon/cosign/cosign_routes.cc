#include "daemon/cosign/cosign_routes.h"

#include "core/http/problem.h"

namespace tocsin::collector {
namespace {

http::Response note_reply(std::string_view note) {
  if (note.empty()) return http::to_response({404, "not-found", "There is none yet.", ""});
  auto response = http::reply(200, "text/plain; charset=utf-8", note);
  response.headers.add("Cache-Control", "no-cache");
  return response;
}

boost::asio::awaitable<http::Response> serve_candidate(CosignThread& cosign) {
  const auto note = co_await cosign.candidate();
  co_return note_reply(note);
}

boost::asio::awaitable<http::Response> take(CosignThread& cosign, http::Request request) {
  std::string note(as_text(request.body));
  const auto taken = co_await cosign.take(std::move(note));
  if (taken) co_return http::reply(200, "text/plain; charset=utf-8", std::string_view("taken\n"));
  http::Problem problem;
  problem.status = 422;
  problem.slug = "not-taken";
  problem.title = "The cosignature was not taken.";
  problem.detail = taken.error().text;
  co_return http::to_response(problem);
}

}  // namespace

void add_cosign_routes(http::Router& router,
                       const std::string& path,
                       const LogFolder& folder,
                       CosignThread* cosign) {
  router.add_direct("GET", path + "/cosigned", [&folder](const http::Request&) {
    return note_reply(folder.cosigned().value_or(""));
  });
  if (cosign == nullptr) return;
  router.add("GET", path + "/candidate", [cosign](const http::Request&) {
    return serve_candidate(*cosign);
  });
  router.add("POST", path + "/cosignature", [cosign](http::Request request) {
    return take(*cosign, std::move(request));
  });
}

}  // namespace tocsin::collector
