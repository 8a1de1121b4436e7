// A name server on loopback over TCP that follows a script on every connection, after it has read
// one query:
//
//   server.send(soa(1)).close();
//   server.send_first(3, soa(1)).reset();
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <vector>

#include "core/base/time.h"
#include "core/net/socket_address.h"
#include "core/net/task.h"
#include "tests/support/peers/answers.h"

namespace tocsin::test {

class TcpPeer {
 public:
  explicit TcpPeer(const boost::asio::any_io_executor& executor);
  // At this port; throws boost::system::system_error where somebody else has it.
  TcpPeer(const boost::asio::any_io_executor& executor, std::uint16_t port);

  net::SocketAddress address() const;

  TcpPeer& send(Answer answer);                            // framed by its length
  TcpPeer& send_first(std::size_t octets, Answer answer);  // of the framed reply
  TcpPeer& drip(Duration pause, Answer answer);            // octet by octet
  TcpPeer& announce(std::uint16_t length);                 // the two octets alone
  TcpPeer& close();                                        // politely
  TcpPeer& reset();                                        // RST
  TcpPeer& hold();                                         // says nothing, for ever

  net::Task<> serve();  // until it is cancelled, one connection after the other

 private:
  using Socket = boost::asio::ip::tcp::socket;
  using Step = std::function<net::Task<>(Socket&, const Bytes& query)>;

  TcpPeer& then(Step step);
  net::Task<> converse(Socket socket);

  boost::asio::ip::tcp::acceptor acceptor_;
  std::vector<Step> steps_;
};

}  // namespace tocsin::test
