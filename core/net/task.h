// A coroutine that runs on an io_context. It starts when it is awaited or given to a TaskGroup.
#pragma once

#include <boost/asio/awaitable.hpp>

namespace tocsin::net {

template <class T = void>
using Task = boost::asio::awaitable<T>;

}  // namespace tocsin::net
