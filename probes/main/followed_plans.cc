#include "probes/main/followed_plans.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/system/log.h"
#include "probes/plans/agreed.h"

namespace tocsin::probe {
namespace {

namespace asio = boost::asio;

// Words begin and end by the clock, whether or not a collector can be asked.
constexpr auto looks_every = std::chrono::minutes(5);

}  // namespace

FollowedPlans::FollowedPlans(const asio::any_io_executor& executor,
                             Surroundings around,
                             config::ProbeOptions options,
                             Make make)
    : around_(around),
      options_(std::move(options)),
      make_(std::move(make)),
      changed_(executor),
      agreed_(agreed_now()),
      measuring_(measuring()) {}

net::Task<> FollowedPlans::keep() {
  for (;;) {
    const auto now = around_.clock.wall();
    const auto fleet = std::max(options_.fleet_size, agreed_.front().fleet);
    around_.limits.pause(agreed_pauses(around_.offers.offers(), now, fleet));
    if (std::exchange(root_moved_, false) || agreed_ != agreed_now()) {
      co_await begin_anew();
      continue;  // offers may have changed meanwhile
    }
    changed_.expires_after(looks_every);
    co_await changed_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

net::Task<> FollowedPlans::begin_anew() {
  co_await measuring_->stop();
  left_out_ = left_out();
  const auto before = std::exchange(agreed_, agreed_now());
  measuring_ = measuring();
  measuring_->start();
  if (agreed_ == before) co_return;
  system::log(
      system::Level::notice, "other plans are followed", {{"plans", measuring_->plans().names()}});
}

void FollowedPlans::root_moved() {
  root_moved_ = true;
  changed_.cancel();
}

plan::NotMeasuredCounts FollowedPlans::left_out() const {
  auto counts = left_out_;
  counts += measuring_->plans().left_out();
  return counts;
}

std::vector<plan::Plan> FollowedPlans::agreed_now() const {
  auto configured = options_.plans;
  configured.insert(configured.begin(), options_.watch);
  return agreed_plans(configured, around_.offers.offers());
}

std::unique_ptr<Measuring> FollowedPlans::measuring() const {
  auto options = options_;
  options.watch = agreed_.front();
  options.fleet_size = std::max(options.fleet_size, options.watch.fleet);
  options.plans.assign(agreed_.begin() + 1, agreed_.end());
  return make_(options);
}

}  // namespace tocsin::probe
