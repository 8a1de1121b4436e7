#include "tests/lab/cage/delay_control.h"

#include <sys/socket.h>

#include <algorithm>

#include "tests/lab/cage/channel.h"
#include "tests/lab/cage/errno_text.h"
#include "tests/lab/model/network_script.h"

namespace tocsin::lab {
namespace {

bool is_delayed(const Link& link) {
  return link.delay > link.delay.zero();
}

std::string delay_of(const Link& link) {
  return std::to_string(link.delay.count());
}

}  // namespace

Status<> DelayControl::start(const Topology& topology,
                             const Network& network,
                             Supervisor& supervisor,
                             const std::string& log_path,
                             std::uint64_t seed) {
  if (std::ranges::none_of(topology.links, is_delayed)) return {};
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
    return fail_errno("cannot make a socket for the delay engine");
  }
  socket_ = Fd(ends[0]);
  const Fd theirs(ends[1]);
  auto status =
      supervisor.start({.name = delay_service,
                        .host = wire_namespace,
                        .command = {"/proc/self/exe", "wire", "--seed", std::to_string(seed)},
                        .where = network.host(wire_namespace),
                        .log_path = log_path},
                       theirs.get());
  for (std::size_t i = 0; status && i < topology.links.size(); ++i) {
    const auto& link = topology.links[i];
    if (!is_delayed(link)) continue;
    status = tell({"cable", wire_interface(i, 'a'), wire_interface(i, 'b'), delay_of(link)});
  }
  return status;
}

Status<> DelayControl::disturb(const Topology& topology, const Disturbance& disturbance) const {
  for (const char end : {'a', 'b'}) {
    const auto status = tell({"impair",
                              wire_interface(disturbance.link, end),
                              delay_of(topology.links[disturbance.link]),
                              std::to_string(disturbance.jitter_us),
                              std::to_string(disturbance.loss),
                              std::to_string(disturbance.duplicate),
                              std::to_string(disturbance.reorder)});
    if (!status) return status;
  }
  return {};
}

Status<> DelayControl::meddle(const MeddledLink& meddling) const {
  return tell_meddler(meddling, "on");
}

Status<> DelayControl::stop_meddling(const MeddledLink& meddling) const {
  return tell_meddler(meddling, "off");
}

Status<> DelayControl::tell_meddler(const MeddledLink& meddling, const std::string& order) const {
  for (const char end : {'a', 'b'}) {
    const auto interface = wire_interface(meddling.link, end);
    const auto status = tell({"meddle", interface, meddling.how, meddling.server, order});
    if (!status) return status;
  }
  return {};
}

Status<> DelayControl::tell(const std::vector<std::string>& words) const {
  if (!socket_) return fail("this profile has no delay engine");
  if (const auto sent = send_message(socket_.get(), words); !sent) return sent;
  const auto answer = receive_message(socket_.get());
  if (!answer) return fail("the delay engine is gone");
  if (answer->words.front() != "ok") return fail("delay engine: " + answer->words.back());
  return {};
}

}  // namespace tocsin::lab
