// Waits for a socket that c-ares opened and will close: lent to Asio until `stop`, which must come
// first. Tells its owner each time that the socket can be read or written. One thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <functional>
#include <memory>

namespace tocsin::resolve {

// Of a socket: what it is waited for, or what it is ready for.
struct Directions {
  bool read = false;
  bool write = false;
};

class SocketWatch : public std::enable_shared_from_this<SocketWatch> {
 public:
  using Ready = std::function<void(int socket, Directions)>;

  // `ready` is never called after this has stopped; it may stop this.
  SocketWatch(const boost::asio::any_io_executor& executor, int socket, Ready ready);
  ~SocketWatch() { stop(); }
  SocketWatch(const SocketWatch&) = delete;
  SocketWatch& operator=(const SocketWatch&) = delete;

  void want(Directions wanted);
  void stop();

 private:
  using Descriptor = boost::asio::posix::stream_descriptor;

  struct Side {
    Descriptor::wait_type what;
    bool wanted = false;
    bool waiting = false;
  };

  void wait(Side SocketWatch::* which);
  void on_ready(Side SocketWatch::* which);

  Descriptor descriptor_;
  Ready ready_;
  Side read_{.what = Descriptor::wait_read};
  Side write_{.what = Descriptor::wait_write};
};

}  // namespace tocsin::resolve
