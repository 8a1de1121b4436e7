#include "tests/lab/wire/engine.h"

#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "tests/lab/cage/channel.h"
#include "tests/lab/cage/errno_text.h"
#include "tests/lab/wire/delay_line.h"
#include "tests/lab/wire/impairment.h"
#include "tests/lab/wire/meddler.h"

namespace tocsin::lab {
namespace {

constexpr std::size_t frame_bytes_max = 64 * 1024;
constexpr int frames_per_wake = 256;  // so that no direction starves another
constexpr int send_buffer_bytes = 4 << 20;

// One direction of a cable: what enters at one end, and the other end's socket.
struct Direction {
  Fd in;
  int out = -1;
  Impairment impairment = {};
  MonotonicTime last_due = {};
  std::set<std::pair<plan::Address, Meddling>> meddlings = {};  // each with one server
};

class Engine {
 public:
  Engine(int control, std::uint64_t seed, const Clock& clock)
      : control_(control),
        clock_(clock),
        fates_(seed),
        timer_(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)) {}

  void serve();

 private:
  bool hear_control();
  Status<> carry_out(const std::vector<std::string>& words);
  Status<> lay_cable(const std::string& a, const std::string& b, microseconds delay);
  Status<> meddle(const std::vector<std::string>& words);
  Status<> impair(const std::string& interface, const Impairment& impairment);
  void take_in(Direction& direction);
  static std::vector<Onward> meddled(const Direction& direction,
                                     const plan::Address& server,
                                     Meddling how,
                                     const std::vector<Onward>& frames);
  void pass_on(Direction& direction, const Onward& onward);
  static void send_back(const Direction& direction, const Bytes& frame);
  void let_out();
  void set_timer();

  int control_;
  const Clock& clock_;
  Fates fates_;
  Fd timer_;
  std::map<std::string, Direction> directions_;  // by the interface at which frames enter
  DelayLine line_;
  std::array<std::uint8_t, frame_bytes_max> buffer_;
};

// A socket that sees what the interface receives and not what we send by it.
Result<Fd> packet_socket(const std::string& interface) {
  Fd socket(::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  sockaddr_ll address{};
  address.sll_family = AF_PACKET;
  address.sll_protocol = htons(ETH_P_ALL);
  address.sll_ifindex = static_cast<int>(if_nametoindex(interface.c_str()));
  if (!socket || address.sll_ifindex == 0) return fail_errno("no interface " + interface);
  const int yes = 1;
  setsockopt(socket.get(), SOL_PACKET, PACKET_IGNORE_OUTGOING, &yes, sizeof yes);
  setsockopt(socket.get(), SOL_SOCKET, SO_SNDBUF, &send_buffer_bytes, sizeof send_buffer_bytes);
  if (bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    return fail_errno("cannot bind to " + interface);
  }
  return socket;
}

void Engine::serve() {
  for (bool open = true; open;) {
    std::vector<pollfd> events = {{.fd = control_, .events = POLLIN, .revents = 0},
                                  {.fd = timer_.get(), .events = POLLIN, .revents = 0}};
    std::vector<Direction*> sources;
    for (auto& [name, direction] : directions_) {
      events.push_back({.fd = direction.in.get(), .events = POLLIN, .revents = 0});
      sources.push_back(&direction);
    }
    set_timer();
    if (poll(events.data(), events.size(), -1) < 0 && errno != EINTR) return;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      if (events[i + 2].revents != 0) take_in(*sources[i]);
    }
    let_out();
    if (events[0].revents != 0) open = hear_control();
  }
}

void Engine::take_in(Direction& direction) {
  for (int i = 0; i < frames_per_wake; ++i) {
    const auto length = recv(direction.in.get(), buffer_.data(), buffer_.size(), 0);
    if (length <= 0) return;
    std::vector<Onward> frames{{.frame = Bytes(buffer_.begin(), buffer_.begin() + length)}};
    for (const auto& [server, how] : direction.meddlings) {
      frames = meddled(direction, server, how, frames);
    }
    for (const auto& frame : frames) pass_on(direction, frame);
  }
}

std::vector<Onward> Engine::meddled(const Direction& direction,
                                    const plan::Address& server,
                                    Meddling how,
                                    const std::vector<Onward>& frames) {
  std::vector<Onward> all;
  for (const auto& each : frames) {
    auto passing = lab::meddle(how, server, each.frame);
    if (passing.back) send_back(direction, *passing.back);
    for (auto& onward : passing.onward) {
      onward.later += each.later;
      all.push_back(std::move(onward));
    }
  }
  return all;
}

// What is held longer than its way takes is overtaken by what comes after it.
void Engine::pass_on(Direction& direction, const Onward& onward) {
  const auto now = clock_.monotonic();
  const bool overtaken = onward.later > Duration::zero();
  for (const auto& copy : fates_.next(direction.impairment)) {
    auto due = now + copy.hold + onward.later;
    if (copy.order == Copy::Order::kept && !overtaken) {
      due = std::max(due, direction.last_due);
      direction.last_due = due;
    }
    line_.add(due, {.bytes = onward.frame, .out = direction.out});
  }
}

// Who meddles stands at this end of the cable: what he sends back has no way to go.
void Engine::send_back(const Direction& direction, const Bytes& frame) {
  (void)send(direction.in.get(), frame.data(), frame.size(), MSG_DONTWAIT);
}

// A frame that the kernel does not take is lost, as on a real cable whose far end is down.
void Engine::let_out() {
  while (const auto frame = line_.take(clock_.monotonic())) {
    (void)send(frame->out, frame->bytes.data(), frame->bytes.size(), MSG_DONTWAIT);
  }
}

void Engine::set_timer() {
  itimerspec spec{};
  if (const auto due = line_.next_due()) {
    const auto wait = std::max<Duration>(*due - clock_.monotonic(), Duration(1));
    spec.it_value.tv_sec = wait.count() / 1'000'000'000;
    spec.it_value.tv_nsec = wait.count() % 1'000'000'000;
  }
  timerfd_settime(timer_.get(), 0, &spec, nullptr);
}

bool Engine::hear_control() {
  const auto message = receive_message(control_);
  if (!message) return false;
  const auto done = carry_out(message->words);
  const auto answer = done ? std::vector<std::string>{"ok", ""}
                           : std::vector<std::string>{"error", done.error().text};
  return send_message(control_, answer).has_value();
}

Status<> Engine::carry_out(const std::vector<std::string>& words) {
  const auto us = [&](std::size_t i) { return microseconds(std::stoll(words[i])); };
  const auto share = [&](std::size_t i) { return std::stod(words[i]); };
  if (words.size() == 4 && words[0] == "cable") return lay_cable(words[1], words[2], us(3));
  if (words.size() == 5 && words[0] == "meddle") return meddle(words);
  if (words.size() == 7 && words[0] == "impair") {
    return impair(words[1],
                  {.delay = us(2),
                   .jitter = us(3),
                   .loss = share(4),
                   .duplicate = share(5),
                   .reorder = share(6)});
  }
  return fail("not understood");
}

Status<> Engine::lay_cable(const std::string& a, const std::string& b, microseconds delay) {
  auto at_a = packet_socket(a);
  if (!at_a) return tl::unexpected(at_a.error());
  auto at_b = packet_socket(b);
  if (!at_b) return tl::unexpected(at_b.error());
  const int out_a = at_a->get();
  const int out_b = at_b->get();
  const Impairment plain{.delay = delay};
  directions_[a] = {.in = std::move(*at_a), .out = out_b, .impairment = plain};
  directions_[b] = {.in = std::move(*at_b), .out = out_a, .impairment = plain};
  return {};
}

Status<> Engine::meddle(const std::vector<std::string>& words) {
  const auto found = directions_.find(words[1]);
  if (found == directions_.end()) return fail("no cable at " + words[1]);
  const auto server = plan::address_from(words[3]);
  if (!server) return fail("no address is " + words[3]);
  const auto how = meddling_from(words[2]);
  if (!how) return fail("nobody meddles by " + words[2]);
  if (words[4] == "on") {
    found->second.meddlings.emplace(*server, *how);
  } else {
    found->second.meddlings.erase({*server, *how});
  }
  return {};
}

Status<> Engine::impair(const std::string& interface, const Impairment& impairment) {
  const auto found = directions_.find(interface);
  if (found == directions_.end()) return fail("no cable at " + interface);
  found->second.impairment = impairment;
  return {};
}

}  // namespace

int run_engine(int control, std::uint64_t seed, const Clock& clock) {
  Engine(control, seed, clock).serve();
  return 0;
}

}  // namespace tocsin::lab
