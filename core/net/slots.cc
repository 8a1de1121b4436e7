#include "core/net/slots.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tocsin::net {

namespace asio = boost::asio;

Slots::Slots(const asio::any_io_executor& executor, std::size_t count)
    : freed_(executor, asio::steady_timer::time_point::max()), free_(count) {}

Task<Slots::Slot> Slots::acquire() {
  while (free_ == 0) co_await freed_.async_wait(asio::as_tuple(asio::use_awaitable));
  --free_;
  co_return Slot(this);
}

void Slots::give_back() {
  ++free_;
  freed_.cancel_one();
}

}  // namespace tocsin::net
