// What coroutines wait for between "handed to the journal thread" and "on disk". On the one thread
// of its io_context: the journal thread posts there to set it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace tocsin::collector {

class DurableMark {
 public:
  explicit DurableMark(boost::asio::io_context& io)
      : set_(io, boost::asio::steady_timer::time_point::max()) {}

  void set();   // it is durable
  void fail();  // it never will be: the collector stops

  // Any number of coroutines. True once it is durable.
  boost::asio::awaitable<bool> wait();

 private:
  enum class State { open, durable, failed };

  State state_ = State::open;
  boost::asio::steady_timer set_;
};

}  // namespace tocsin::collector
