#include "core/http/router.h"

#include "core/http/problem.h"

namespace tocsin::http {
namespace {

bool covers(std::string_view route, std::string_view path) {
  if (!route.ends_with("/*")) return route == path;
  return path.starts_with(route.substr(0, route.size() - 1));
}

boost::asio::awaitable<Response> at_once(Response response) {
  co_return response;
}

Response not_found(const Request& request) {
  return to_response({404, "not-found", "There is nothing at this path.", request.target});
}

Response method_not_allowed(const Request& request, std::string allowed) {
  auto response = to_response(
      {405, "method-not-allowed", "This path does not answer this method.", request.method});
  response.headers.add("Allow", std::move(allowed));
  return response;
}

}  // namespace

void Router::add(std::string method, std::string path, Handler handler) {
  routes_.push_back({std::move(method), std::move(path), std::move(handler)});
}

void Router::add_direct(std::string method,
                        std::string path,
                        std::function<Response(const Request&)> answer) {
  add(std::move(method), std::move(path), [answer = std::move(answer)](Request request) {
    return at_once(answer(request));
  });
}

boost::asio::awaitable<Response> Router::answer(Request request) const {
  std::string allowed;
  for (const auto& route : routes_) {
    if (!covers(route.path, request.path())) continue;
    if (route.method == request.method) return route.handler(std::move(request));
    allowed += (allowed.empty() ? "" : ", ") + route.method;
  }
  if (allowed.empty()) return at_once(not_found(request));
  return at_once(method_not_allowed(request, std::move(allowed)));
}

}  // namespace tocsin::http
