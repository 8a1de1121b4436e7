#include "daemon/ingest/durable_mark.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tocsin::collector {

void DurableMark::set() {
  state_ = State::durable;
  set_.cancel();
}

void DurableMark::fail() {
  state_ = State::failed;
  set_.cancel();
}

boost::asio::awaitable<bool> DurableMark::wait() {
  boost::system::error_code cancelled;
  while (state_ == State::open) {
    co_await set_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, cancelled));
  }
  co_return state_ == State::durable;
}

}  // namespace tocsin::collector
