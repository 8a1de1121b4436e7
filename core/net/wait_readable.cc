#include "core/net/wait_readable.h"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tocsin::net {
namespace {

namespace asio = boost::asio;

// Lends the descriptor to Asio, which would close it.
class Lent {
 public:
  Lent(const asio::any_io_executor& executor, int fd) : descriptor_(executor, fd) {}
  ~Lent() { descriptor_.release(); }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;

  asio::posix::stream_descriptor& get() { return descriptor_; }

 private:
  asio::posix::stream_descriptor descriptor_;
};

}  // namespace

Task<> wait_readable(int fd) {
  Lent lent(co_await asio::this_coro::executor, fd);
  co_await lent.get().async_wait(asio::posix::descriptor_base::wait_read, asio::use_awaitable);
}

}  // namespace tocsin::net
