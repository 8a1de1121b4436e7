#include "daemon/enrol/roster_recorder.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

constexpr Duration idle = std::chrono::hours(1);

}  // namespace

RosterRecorder::RosterRecorder(const asio::any_io_executor& executor,
                               const Clock& clock,
                               StatedRoster stated,
                               Log log,
                               Duration apart)
    : timer_(executor),
      clock_(clock),
      stated_(std::move(stated)),
      log_(std::move(log)),
      apart_(apart),
      not_before_(clock.monotonic() + apart) {}

net::Task<std::optional<std::uint64_t>> RosterRecorder::log(entry::Kind kind,
                                                            Bytes body,
                                                            Bytes object) {
  Entry entry{kind, StatedRoster::wants(kind) ? body : Bytes()};
  ++on_their_way_;
  const auto index = co_await log_(kind, std::move(body), std::move(object));
  --on_their_way_;
  if (index && StatedRoster::wants(kind)) durable_.emplace(*index, std::move(entry));
  take_in();
  co_return index;
}

void RosterRecorder::published(std::uint64_t size) {
  published_ = size;
  take_in();
}

// What is published was handed over before, so it is here unless it is still on its way.
void RosterRecorder::take_in() {
  if (on_their_way_ > 0) return;
  while (!durable_.empty() && durable_.begin()->first < published_) {
    const auto& [index, entry] = *durable_.begin();
    stated_.take(index, entry::EntryView{entry.kind, entry.body});
    durable_.erase(durable_.begin());
  }
  known_ = published_;
  timer_.cancel();
}

net::Task<> RosterRecorder::run() {
  for (;;) {
    if (const auto pause = until_next(); pause > Duration::zero()) {
      timer_.expires_after(pause);
      co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
      continue;
    }
    not_before_ = clock_.monotonic() + apart_;
    co_await record();
  }
}

Duration RosterRecorder::until_next() const {
  if (known_ == recorded_ || !stated_.has_grown(known_)) return idle;
  return std::max(not_before_ - clock_.monotonic(), Duration::zero());
}

// Once, whatever becomes of it: a later one says more.
net::Task<> RosterRecorder::record() {
  recorded_ = known_;
  auto statement = stated_.state(known_, clock_.wall());
  auto body = encode(statement.snapshot);
  co_await log(entry::Kind::roster, std::move(body), std::move(statement.object));
}

}  // namespace tocsin::collector
