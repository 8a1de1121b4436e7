// A name server on loopback that follows a script:
//
//   server.expect(".").reply_with(with_wrong_id(soa(1))).and_then(soa(2));
//
// Every query gets all replies of the script, in order. It runs as a task beside what it tests.
#pragma once

#include <boost/asio/ip/udp.hpp>
#include <vector>

#include "core/base/time.h"
#include "core/net/socket_address.h"
#include "core/net/task.h"
#include "tests/support/peers/answers.h"

namespace tocsin::test {

class UdpPeer {
 public:
  explicit UdpPeer(const boost::asio::any_io_executor& executor,
                   plan::Family family = plan::Family::v4);

  net::SocketAddress address() const;

  // Aborts where a query is not for this name's SOA: then the test itself is wrong.
  UdpPeer& expect(std::string_view name);
  UdpPeer& reply_with(Answer answer);
  UdpPeer& and_then(Answer answer) { return reply_with(std::move(answer)); }
  UdpPeer& after(Duration pause);  // before the next reply
  UdpPeer& reply_from_another_port(Answer answer);

  net::Task<> serve();  // until it is cancelled
  const std::vector<std::uint16_t>& ids_seen() const { return ids_; }
  const std::vector<std::uint16_t>& ports_seen() const { return ports_; }
  const std::vector<std::string>& names_seen() const { return names_; }  // in the case asked

 private:
  struct Step {
    Answer answer;
    Duration pause{};
    boost::asio::ip::udp::socket* from;
  };

  void note(ByteView query, const boost::asio::ip::udp::endpoint& from);

  boost::asio::ip::udp::socket socket_;
  boost::asio::ip::udp::socket other_port_;
  std::optional<dns::Name> expected_;
  std::vector<Step> steps_;
  Duration pause_{};
  std::vector<std::uint16_t> ids_;
  std::vector<std::uint16_t> ports_;
  std::vector<std::string> names_;
};

}  // namespace tocsin::test
