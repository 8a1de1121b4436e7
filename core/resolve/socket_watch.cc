#include "core/resolve/socket_watch.h"

#include <utility>

namespace tocsin::resolve {

SocketWatch::SocketWatch(const boost::asio::any_io_executor& executor, int socket, Ready ready)
    : descriptor_(executor, socket), ready_(std::move(ready)) {}

void SocketWatch::want(Directions wanted) {
  read_.wanted = wanted.read;
  write_.wanted = wanted.write;
  wait(&SocketWatch::read_);
  wait(&SocketWatch::write_);
}

void SocketWatch::stop() {
  want({});
  if (descriptor_.is_open()) descriptor_.release();
}

// A wait that is no longer wanted is let run: what it brings is looked at when it comes. The
// handler may run after this has stopped or gone, even with success, where it was queued before.
void SocketWatch::wait(Side SocketWatch::* which) {
  auto& side = this->*which;
  if (!side.wanted || side.waiting) return;
  side.waiting = true;
  descriptor_.async_wait(side.what, [watch = weak_from_this(), which](const auto& error) {
    const auto alive = watch.lock();
    if (alive && !error) alive->on_ready(which);
  });
}

void SocketWatch::on_ready(Side SocketWatch::* which) {
  auto& side = this->*which;
  side.waiting = false;
  if (!side.wanted) return;
  const bool reads = side.what == Descriptor::wait_read;
  ready_(descriptor_.native_handle(), {.read = reads, .write = !reads});
  wait(which);
}

}  // namespace tocsin::resolve
