#include "tests/lab/cage/readiness.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

#include <array>

#include "tests/lab/cage/errno_text.h"
#include "tests/lab/model/cabling.h"

namespace tocsin::lab {
namespace {

constexpr int rounds_per_second = 20;

// RFC 1035 section 4.1: id, flags (RD off), one question: the root, SOA, IN.
constexpr std::array<std::uint8_t, 17> soa_query = {
    0x7a, 0x3c, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 1};
constexpr std::uint8_t response_flag = 0x80;
constexpr std::uint8_t authoritative_flag = 0x04;
constexpr std::uint8_t rcode_mask = 0x0f;

Fd socket_towards(const std::string& address) {
  sockaddr_in6 ipv6{};
  ipv6.sin6_family = AF_INET6;
  ipv6.sin6_port = htons(53);
  sockaddr_in ipv4{};
  ipv4.sin_family = AF_INET;
  ipv4.sin_port = htons(53);
  const bool v6 = is_ipv6(address);
  inet_pton(v6 ? AF_INET6 : AF_INET,
            address.c_str(),
            v6 ? static_cast<void*>(&ipv6.sin6_addr) : static_cast<void*>(&ipv4.sin_addr));
  Fd socket(::socket(v6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const auto* to = v6 ? reinterpret_cast<sockaddr*>(&ipv6) : reinterpret_cast<sockaddr*>(&ipv4);
  // Without a route yet, connect fails, and the next round tries again.
  if (connect(socket.get(), to, v6 ? sizeof ipv6 : sizeof ipv4) != 0) return Fd();
  return socket;
}

bool satisfies(const std::uint8_t* reply, ssize_t length, Question::Wanted wanted) {
  if (length < 12 || reply[0] != soa_query[0] || reply[1] != soa_query[1]) return false;
  if ((reply[2] & response_flag) == 0) return false;
  if (wanted == Question::Wanted::any_reply) return true;
  return (reply[2] & authoritative_flag) != 0 && (reply[3] & rcode_mask) == 0;
}

struct Pending {
  const Question* question;
  Fd socket = {};
  bool answered = false;
};

void ask(Pending& pending) {
  if (!pending.socket) {
    pending.question->from->enter(
        [&] { pending.socket = socket_towards(pending.question->address); });
  }
  if (pending.socket) (void)send(pending.socket.get(), soa_query.data(), soa_query.size(), 0);
}

void hear(Pending& pending) {
  std::array<std::uint8_t, 4096> reply;
  const auto length = recv(pending.socket.get(), reply.data(), reply.size(), 0);
  if (satisfies(reply.data(), length, pending.question->wanted)) {
    pending.answered = true;
    pending.socket.close();
  }
}

Fd ticks() {
  Fd timer(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
  const timespec period{.tv_sec = 0, .tv_nsec = 1'000'000'000 / rounds_per_second};
  const itimerspec spec{.it_interval = period, .it_value = period};
  timerfd_settime(timer.get(), 0, &spec, nullptr);
  return timer;
}

// One round: ask all that are open, then hear what comes until the tick. True when none is open.
bool round(std::vector<Pending>& all, const Fd& timer) {
  std::vector<pollfd> events = {{.fd = timer.get(), .events = POLLIN, .revents = 0}};
  std::vector<Pending*> open;
  for (auto& pending : all) {
    if (pending.answered) continue;
    ask(pending);
    events.push_back({.fd = pending.socket.get(), .events = POLLIN, .revents = 0});
    open.push_back(&pending);
  }
  std::size_t missing = open.size();
  while (missing > 0 && poll(events.data(), events.size(), -1) > 0) {
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (events[i + 1].fd < 0 || events[i + 1].revents == 0) continue;
      hear(*open[i]);
      if (!open[i]->answered) continue;
      events[i + 1].fd = -1;
      --missing;
    }
    std::uint64_t count = 0;
    if (events[0].revents != 0) return read(timer.get(), &count, sizeof count) < 0;
  }
  return missing == 0;
}

// A socket keeps the way that it found when it was made, also where that was none yet: once in some
// thirty labs a server did not hear itself over IPv6 for 30 s, while everybody else did.
void renew_sockets(std::vector<Pending>& all) {
  for (auto& pending : all) pending.socket.close();
}

std::string unanswered(const std::vector<Pending>& all) {
  std::string text;
  for (const auto& pending : all) {
    if (pending.answered) continue;
    text += " " + pending.question->address + " from " + pending.question->from_name + ";";
  }
  return text;
}

}  // namespace

Status<> wait_for_answers(const std::vector<Question>& questions, int seconds) {
  std::vector<Pending> all;
  for (const auto& question : questions) all.push_back({.question = &question});
  const auto timer = ticks();
  for (int i = 0; i < seconds * rounds_per_second; ++i) {
    if (round(all, timer)) return {};
    if ((i + 1) % rounds_per_second == 0) renew_sockets(all);
  }
  return fail("no answer within " + std::to_string(seconds) + " s:" + unanswered(all));
}

}  // namespace tocsin::lab
