#include "daemon/main/zone_routes.h"

#include <memory>

#include "core/http/problem.h"
#include "daemon/export/delegations_json.h"
#include "daemon/main/state_layout.h"

namespace tocsin::collector {
namespace {

constexpr std::string_view feed_path = "/v1/delegations.atom";

// The TLD that a query asks for, empty for all of them; nothing for any other query.
std::optional<std::string_view> tld_of(std::string_view query) {
  constexpr std::string_view key = "tld=";
  if (query.empty()) return query;
  if (!query.starts_with(key)) return std::nullopt;
  query.remove_prefix(key.size());
  if (query.empty() || query.find_first_of("&%+=") != query.npos) return std::nullopt;
  return query;
}

// Made once for each step, however many ask.
class DelegationPages {
 public:
  DelegationPages(const StepBook& steps, std::string origin, WallTime now)
      : steps_(steps), origin_(std::move(origin)), since_(now) {
    make();
  }

  http::Response changes(const http::Request& request) {
    const auto tld = tld_of(request.query());
    if (!tld) {
      return http::to_response({400,
                                "bad-query",
                                "Ask with ?tld=NAME, or without a query.",
                                std::string(request.query())});
    }
    renew();
    const auto json = tld->empty() ? json_ : delegations_json(steps_, *tld);
    return http::reply(200, "application/json", json);
  }

  http::Response feed() {
    renew();
    return http::reply(200, "application/atom+xml", feed_);
  }

 private:
  void renew() {
    if (made_of_ != steps_.taken()) make();
  }

  void make() {
    const std::vector<zone::ZoneStep> newest(steps_.steps().begin(), steps_.steps().end());
    const zone::FeedHead head{.id = "https://" + host_of(origin_) + std::string(feed_path),
                              .author = origin_,
                              .updated = newest.empty() ? since_ : newest.front().first_seen};
    json_ = delegations_json(steps_, "");
    feed_ = atom_feed(head, newest);
    made_of_ = steps_.taken();
  }

  const StepBook& steps_;
  const std::string origin_;
  const WallTime since_;
  std::uint64_t made_of_ = 0;  // so many steps
  std::string json_;
  std::string feed_;
};

}  // namespace

void add_zone_routes(http::Router& router,
                     const StepBook& steps,
                     const std::string& origin,
                     WallTime now) {
  const auto pages = std::make_shared<DelegationPages>(steps, origin, now);
  router.add_direct("GET", "/v1/delegations", [pages](const http::Request& request) {
    return pages->changes(request);
  });
  router.add_direct(
      "GET", std::string(feed_path), [pages](const http::Request&) { return pages->feed(); });
}

}  // namespace tocsin::collector
