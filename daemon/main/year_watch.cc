#include "daemon/main/year_watch.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/system/log.h"
#include "daemon/main/turn.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

constexpr Duration pause = std::chrono::milliseconds(250);
constexpr Duration again_after = std::chrono::hours(1);

}  // namespace

void YearWatch::heard(const record::ProbeId& probe,
                      WallTime closed_at,
                      record::Admission admission) {
  new_year_.heard(probe, closed_at, admission, world_.clock.monotonic());
}

void YearWatch::postpone() {
  not_before_ = world_.clock.monotonic() + again_after;
}

net::Task<> YearWatch::run() {
  for (;;) {
    auto next = next_log(state_, world_.origins.announced(), world_.clock.wall());
    if (next && is_due(*next)) {
      next_ = std::move(next);
      world_.due();
      co_return;
    }
    timer_.expires_after(pause);
    const auto [cancelled] = co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
    if (cancelled) co_return;
  }
}

bool YearWatch::is_due(const record::NextOrigin& next) {
  const auto now = world_.clock.monotonic();
  if (now < not_before_ || !new_year_.has_come(next.from, now)) return false;
  const auto can = can_turn(world_.files, layout_, state_, next);
  if (can) return true;
  postpone();
  system::log(system::Level::error,
              "the log of the new year cannot begin: that of the old one goes on",
              {{"origin", next.origin}, {"error", can.error().text}});
  return false;
}

}  // namespace tocsin::collector
