#include "daemon/main/collector_routes.h"

#include "core/crypto/sha256.h"
#include "core/record/submission.h"
#include "daemon/cosign/cosign_routes.h"
#include "daemon/ledger/inclusion_routes.h"
#include "daemon/ledger/log_routes.h"
#include "daemon/main/zone_routes.h"

namespace tocsin::collector {
namespace {

http::Router probe_routes(const Answering& by) {
  http::Router router;
  router.add(
      "POST", std::string(record::submission_path), [&ingest = by.ingest](http::Request request) {
        return ingest.post_batch(std::move(request));
      });
  router.add("POST",
             std::string(record::refusal_notice_path),
             [&refusals = by.refusals](http::Request request) {
               return refusals.post(std::move(request));
             });
  router.add_direct("GET",
                    std::string(record::plan_offer_path),
                    [&plans = by.plans](const http::Request&) { return plans.offer(); });
  router.add_direct("GET",
                    std::string(record::zone_path),
                    [&zones = by.zones](const http::Request&) { return zones.newest(); });
  std::vector<ProvingLog> logs;
  for (const auto& served : by.logs) {
    const auto origin = crypto::sha256(as_bytes(served.log.origin));
    logs.push_back({origin, served.folder, served.batches});
  }
  add_inclusion_routes(router, std::move(logs));
  return router;
}

http::Router enrolment_routes(const Answering& by) {
  http::Router router;
  router.add("POST", "/v1/enroll", [&enrolment = by.enrolment](http::Request request) {
    return enrolment.post_enroll(std::move(request));
  });
  return router;
}

http::Router open_routes(const Answering& by) {
  http::Router router;
  for (const auto& served : by.logs) {
    const auto& path = served.log.path;
    add_log_routes(router, path, served.folder);
    add_object_routes(router, path, served.objects);
    add_cosign_routes(router, path, served.folder, served.cosigning);
  }
  add_zone_routes(router, by.zones.steps(), by.logs.back().log.origin, by.now);
  router.add("GET", "/v1/root", [&live = by.live](const http::Request&) { return live.root(); });
  router.add_direct("GET", "/neighbours", [page = by.neighbours](const http::Request&) {
    return http::reply(200, "text/plain; charset=utf-8", page());
  });
  return router;
}

http::Router host_routes(Answering by) {
  auto router = admin_routes(std::move(by.admin));
  router.add("GET",
             "/metrics",
             [&live = by.live, counters = std::move(by.counters)](const http::Request&) {
               return live.metrics(counters());
             });
  // What each country reaches now is not for everybody before the country wishes it.
  router.add("GET", "/v1/dependence", [&live = by.live](const http::Request&) {
    return live.dependence(LivePages::Form::json);
  });
  router.add("GET", "/v1/dependence.txt", [&live = by.live](const http::Request&) {
    return live.dependence(LivePages::Form::text);
  });
  return router;
}

}  // namespace

Routers routers_of(Answering answering) {
  Routers routers;
  routers.probes = probe_routes(answering);
  routers.enrolment = enrolment_routes(answering);
  routers.open = open_routes(answering);
  routers.admin = host_routes(std::move(answering));
  return routers;
}

}  // namespace tocsin::collector
