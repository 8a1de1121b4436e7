// A time server, or chronyd, on loopback that follows a script: every question gets all replies, in
// order. It runs as a task beside what it tests.
#pragma once

#include <boost/asio/ip/udp.hpp>
#include <functional>
#include <vector>

#include "core/base/clock.h"
#include "core/net/socket_address.h"
#include "core/net/task.h"

namespace tocsin::probe {

// Out of a question, the reply.
using TimeReply = std::function<Bytes(ByteView)>;

// A good server's, whose clock is so far ahead of ours.
TimeReply time_ahead(const Clock& clock, Duration ahead);
TimeReply with_octet(std::size_t at, std::uint8_t value, TimeReply reply);
TimeReply kiss(std::string_view code);
TimeReply cut(std::size_t size, TimeReply reply);
// chronyd's, whose root dispersion is about a second.
TimeReply chrony_report();

class TimePeer {
 public:
  explicit TimePeer(const boost::asio::any_io_executor& executor);

  net::SocketAddress address() const;
  TimePeer& reply_with(TimeReply reply);
  TimePeer& reply_from_another_port(TimeReply reply);

  net::Task<> serve();  // until it is cancelled
  std::size_t questions() const { return questions_; }

 private:
  struct Step {
    TimeReply reply;
    boost::asio::ip::udp::socket* from;
  };

  boost::asio::ip::udp::socket socket_;
  boost::asio::ip::udp::socket other_port_;
  std::vector<Step> steps_;
  std::size_t questions_ = 0;
};

}  // namespace tocsin::probe
