// A name server of a few lines in a process of its own, so that its work is not counted: answers
// every query over UDP and TCP on one port of loopback with a SOA, until it is destroyed.
#pragma once

#include <sys/types.h>

#include "core/net/socket_address.h"

namespace tocsin::bench {

class Responder {
 public:
  Responder();
  ~Responder();
  Responder(const Responder&) = delete;
  Responder& operator=(const Responder&) = delete;

  const net::SocketAddress& address() const { return address_; }

 private:
  net::SocketAddress address_;
  pid_t child_ = -1;
};

// Microseconds of CPU, user and kernel, of this process, or of its children that have ended.
double own_cpu();
double childrens_cpu();

}  // namespace tocsin::bench
