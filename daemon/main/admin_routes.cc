#include "daemon/main/admin_routes.h"

#include "core/http/problem.h"

namespace tocsin::collector {
namespace {

http::Response plain(unsigned status, std::string_view text) {
  return http::reply(status, "text/plain; charset=utf-8", text);
}

http::Response readiness(const std::optional<std::string>& unready) {
  return unready ? plain(503, *unready + "\n") : plain(200, "ready\n");
}

http::Response reloaded(const Status<>& status) {
  if (status) return plain(200, "reloaded\n");
  return http::to_response(
      {500, "reload-failed", "The configuration was not taken.", status.error().text});
}

}  // namespace

http::Router admin_routes(AdminActions actions) {
  http::Router router;
  router.add_direct(
      "GET", "/-/healthy", [](const http::Request&) { return plain(200, "healthy\n"); });
  router.add_direct("GET", "/-/ready", [unready = actions.unready](const http::Request&) {
    return readiness(unready());
  });
  router.add_direct("POST", "/-/reload", [reload = actions.reload](const http::Request&) {
    return reloaded(reload());
  });
  return router;
}

}  // namespace tocsin::collector
