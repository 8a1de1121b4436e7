// accuracy-wire A B DELAY_US FILE C D: a cable whose far end keeps the truth.
//
// Forwards every frame between the interfaces A and B, holding each for so long, and writes to FILE
// when which frame came in and went out again, by its own CLOCK_MONOTONIC_RAW. What lies between a
// query's coming in at A and its reply's going out at A is what a client at A has to measure, plus
// the way from the client to here and back, which nothing here can see.
//
// Runs at real-time priority where it may, so that it wakes at once even on a busy machine; how
// late it still was for each frame is written too. First it prints that priority, and how long a
// frame takes over a cable of the same kind, C to D, both ends of which it can see: the wire cost
// in nanoseconds. Ends when its standard input does.
#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "core/base/both_clocks.h"
#include "core/base/bytes.h"
#include "core/base/hex.h"
#include "core/system/clock.h"

namespace tocsin::bench {
namespace {

constexpr std::size_t frame_octets_max = 65536;
constexpr std::size_t octets_kept = 96;  // headers and the beginning of a DNS message
constexpr std::size_t frames_max = 1'000'000;
constexpr int priority = 10;

struct Passage {
  std::size_t end = 0;  // 0: came in at A
  MonotonicTime in;
  Duration late{};  // between the kernel's seeing it and our waking up
  MonotonicTime out;
  Bytes beginning;
};

struct Held {
  Bytes bytes;
  MonotonicTime due;
  std::size_t passage = 0;
};

[[noreturn]] void give_up(const char* what) {
  std::perror(what);
  std::exit(2);
}

int packet_socket(const char* interface) {
  const int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, htons(ETH_P_ALL));
  sockaddr_ll address{};
  address.sll_family = AF_PACKET;
  address.sll_protocol = htons(ETH_P_ALL);
  address.sll_ifindex = static_cast<int>(if_nametoindex(interface));
  const int yes = 1;
  setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &yes, sizeof yes);
  setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &yes, sizeof yes);
  const auto* at = reinterpret_cast<const sockaddr*>(&address);
  if (address.sll_ifindex == 0 || bind(fd, at, sizeof address) != 0) give_up(interface);
  return fd;
}

// A frame, and when the kernel saw it come.
struct Stamped {
  alignas(cmsghdr) std::array<char, 256> control{};
  iovec part;
  msghdr message{};
  ssize_t size;

  Stamped(int socket, std::span<std::uint8_t> buffer, int flags)
      : part{.iov_base = buffer.data(), .iov_len = buffer.size()} {
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    size = recvmsg(socket, &message, flags);
  }
  Stamped(const Stamped&) = delete;
  Stamped& operator=(const Stamped&) = delete;

  // How long ago that was.
  Duration lateness(const BothClocks& now) {
    const auto* header = CMSG_FIRSTHDR(&message);
    if (header == nullptr || header->cmsg_type != SCM_TIMESTAMPNS) return {};
    timespec stamp{};
    std::memcpy(&stamp, CMSG_DATA(header), sizeof stamp);
    const WallTime came{std::chrono::seconds(stamp.tv_sec) + Duration(stamp.tv_nsec)};
    return now.wall - came;
  }
};

class Wire {
 public:
  Wire(const char* a, const char* b, Duration delay)
      : ends_{packet_socket(a), packet_socket(b)}, delay_(delay), buffer_(frame_octets_max) {}

  // Until standard input ends.
  void carry() {
    while (passages_.size() < frames_max) {
      std::array<pollfd, 3> events{{{.fd = ends_[0], .events = POLLIN, .revents = 0},
                                    {.fd = ends_[1], .events = POLLIN, .revents = 0},
                                    {.fd = STDIN_FILENO, .events = POLLIN, .revents = 0}}};
      const auto wait = until_next();
      if (ppoll(events.data(), events.size(), wait ? &*wait : nullptr, nullptr) < 0) return;
      for (const std::size_t end : {0, 1}) {
        if (events[end].revents != 0) take_in(end);
      }
      let_out();
      if (events[2].revents != 0) return;
    }
  }

  void write(std::FILE* file) const {
    for (const auto& p : passages_) {
      std::fprintf(file,
                   "%zu %lld %lld %lld %s\n",
                   p.end,
                   static_cast<long long>(p.in.since_boot.count()),
                   static_cast<long long>(p.late.count()),
                   static_cast<long long>(p.out.since_boot.count()),
                   to_hex(p.beginning).c_str());
    }
  }

 private:
  std::optional<timespec> until_next() const {
    std::optional<MonotonicTime> due;
    for (const auto& queue : held_) {
      if (!queue.empty() && (!due || queue.front().due < *due)) due = queue.front().due;
    }
    if (!due) return std::nullopt;
    const auto wait = std::max<Duration>(*due - clock_.monotonic(), Duration(1)).count();
    return timespec{.tv_sec = wait / 1'000'000'000, .tv_nsec = wait % 1'000'000'000};
  }

  void take_in(std::size_t end) {
    Stamped got(ends_[end], buffer_, MSG_DONTWAIT);
    const auto now = read_both(clock_);
    if (got.size <= 0) return;
    const auto bytes = ByteView(buffer_).first(static_cast<std::size_t>(got.size));
    const auto kept = bytes.first(std::min(bytes.size(), octets_kept));
    passages_.push_back({.end = end,
                         .in = now.before,
                         .late = got.lateness(now),
                         .out = {},
                         .beginning = {kept.begin(), kept.end()}});
    held_[end].push_back({.bytes = {bytes.begin(), bytes.end()},
                          .due = now.before + delay_,
                          .passage = passages_.size() - 1});
  }

  void let_out() {
    for (const std::size_t end : {0, 1}) {
      auto& queue = held_[end];
      while (!queue.empty() && queue.front().due <= clock_.monotonic()) {
        const auto& frame = queue.front();
        passages_[frame.passage].out = clock_.monotonic();
        (void)send(ends_[1 - end], frame.bytes.data(), frame.bytes.size(), MSG_DONTWAIT);
        queue.pop_front();
      }
    }
  }

  const system::SystemClock clock_;
  std::array<int, 2> ends_;
  Duration delay_;
  Bytes buffer_;
  std::array<std::deque<Held>, 2> held_;  // by the end that they came in at
  std::vector<Passage> passages_;
};

// Whether the kernel lets us: the figures mean less without.
bool become_prompt() {
  const sched_param parameters{.sched_priority = priority};
  mlockall(MCL_CURRENT | MCL_FUTURE);
  return sched_setscheduler(0, SCHED_FIFO, &parameters) == 0;
}

// From before send(2) to the kernel's seeing the frame at the other end, after a sleep as long as a
// frame is usually held: caches are as cold and the core as deep asleep as they are then.
Duration cost_of_one(int near, int far) {
  const system::SystemClock clock;
  const timespec rest{.tv_sec = 0, .tv_nsec = 10'000'000};
  ppoll(nullptr, 0, &rest, nullptr);
  Bytes frame(60, 0xff);
  frame[12] = 0x88;  // an EtherType for experiments (IEEE 802, local)
  frame[13] = 0xb5;
  const auto before = clock.monotonic();
  if (send(near, frame.data(), frame.size(), 0) < 0) give_up("send");
  for (;;) {
    Stamped got(far, frame, 0);
    const auto now = read_both(clock);
    if (got.size == 60 && frame[12] == 0x88) return now.middle() - got.lateness(now) - before;
  }
}

Duration wire_cost(const char* near, const char* far) {
  const int from = packet_socket(near);
  const int to = packet_socket(far);
  std::vector<Duration> costs;
  for (int i = 0; i < 101; ++i) costs.push_back(cost_of_one(from, to));
  std::ranges::nth_element(costs, costs.begin() + 50);
  close(from);
  close(to);
  return costs[50];
}

int run(const char* const* words) {
  const char* path = words[3];
  const bool prompt = become_prompt();
  const auto cost = wire_cost(words[4], words[5]).count();
  Wire wire(words[0], words[1], std::chrono::microseconds(std::atoll(words[2])));
  std::printf("%s %lld\n", prompt ? "real-time" : "normal", static_cast<long long>(cost));
  std::fflush(stdout);
  wire.carry();
  std::FILE* file = std::fopen(path, "w");
  if (file == nullptr) give_up(path);
  wire.write(file);
  return std::fclose(file) == 0 ? 0 : 2;
}

}  // namespace
}  // namespace tocsin::bench

int main(int argc, char** argv) {
  if (argc != 7) {
    std::fprintf(stderr, "usage: accuracy-wire A B DELAY_US FILE C D\n");
    return 2;
  }
  return tocsin::bench::run(argv + 1);
}
