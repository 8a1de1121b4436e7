#include "daemon/ingest/durable_mark.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tocsin::collector {

void DurableMark::set(std::uint64_t index) {
  index_ = index;
  state_ = State::settled;
  set_.cancel();
}

void DurableMark::fail() {
  state_ = State::settled;
  set_.cancel();
}

boost::asio::awaitable<std::optional<std::uint64_t>> DurableMark::wait() {
  boost::system::error_code cancelled;
  while (state_ == State::open) {
    co_await set_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, cancelled));
  }
  co_return index_;
}

}  // namespace tocsin::collector
