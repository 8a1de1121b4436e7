#include "daemon/main/origin_desk.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/base/check.h"
#include "core/system/log.h"
#include "daemon/main/next_origins.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

constexpr Duration pause = std::chrono::hours(1);

}  // namespace

net::Task<> OriginDesk::say() {
  const auto now = world_.clock.wall();
  auto news = next_origins(world_.files, layout_, name_, announced_, now, world_.entropy);
  if (!news) {
    system::log(system::Level::error,
                "the log cannot announce the keys of the years to come",
                {{"error", news.error().text}});
    co_return;
  }
  if (news->empty()) co_return;
  const record::NextOrigins said{*std::move(news), now};
  const auto body = encode(said);
  const auto index = co_await world_.log(entry::Kind::origins, body, Bytes());
  if (!index) co_return;
  const entry::EntryView entry{entry::Kind::origins, body};
  check(announced_.take(entry).has_value(), "what is news contradicts nothing");
  system::log(system::Level::notice,
              "the log announces keys of years to come",
              {{"entry", *index}, {"until", said.origins.back().origin}});
}

net::Task<> OriginDesk::run() {
  for (;;) {
    co_await say();
    timer_.expires_after(pause);
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

}  // namespace tocsin::collector
