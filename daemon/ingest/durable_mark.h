// What coroutines wait for between "handed to the journal thread" and "on disk". On the one thread
// of its io_context: the journal thread posts there to set it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <optional>

namespace tocsin::collector {

class DurableMark {
 public:
  explicit DurableMark(boost::asio::io_context& io)
      : set_(io, boost::asio::steady_timer::time_point::max()) {}

  void set(std::uint64_t index);  // it is durable, and this record of the journal
  void fail();                    // it never will be: the collector stops

  // Any number of coroutines. Its index once it is durable; nothing where it never will be.
  boost::asio::awaitable<std::optional<std::uint64_t>> wait();

 private:
  enum class State { open, settled };

  State state_ = State::open;
  std::optional<std::uint64_t> index_;
  boost::asio::steady_timer set_;
};

}  // namespace tocsin::collector
