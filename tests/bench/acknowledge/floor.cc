#include "tests/bench/acknowledge/floor.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "core/base/check.h"
#include "core/durable/real_file_system.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"

namespace tocsin::bench {
namespace {

// Waits without spinning until `due` has come.
void wait_until(MonotonicTime due, const Clock& clock) {
  boost::asio::io_context io;
  boost::asio::steady_timer timer(io);
  for (auto left = due - clock.monotonic(); left > Duration::zero();
       left = due - clock.monotonic()) {
    timer.expires_after(left);
    timer.wait();
  }
}

}  // namespace

std::vector<Duration> floor_of(const std::filesystem::path& file,
                               const std::vector<Closing>& closings,
                               std::array<std::size_t, 2> bytes_of) {
  const auto files = durable::real_file_system();
  const system::SystemClock clock;
  auto opened = files->create(file, durable::Privacy::owner_only);
  check(opened.has_value(), "the file is made");
  Bytes noise(std::max(bytes_of[0], bytes_of[1]));
  system::SystemEntropy().fill(noise);

  std::vector<Duration> took;
  const auto begin = clock.monotonic();
  for (std::size_t next = 0; next < closings.size();) {
    wait_until(begin + closings[next].at, clock);
    const auto first = next;
    for (const auto now = clock.monotonic() - begin;
         next < closings.size() && closings[next].at <= now;
         ++next) {
      const auto bytes = bytes_of[static_cast<std::size_t>(closings[next].kind)];
      check((*opened)->append(ByteView(noise).first(bytes)).has_value(), "it is written");
    }
    check((*opened)->sync().has_value(), "and synced");
    const auto done = clock.monotonic() - begin;
    for (auto i = first; i < next; ++i) took.push_back(done - closings[i].at);
  }
  return took;
}

}  // namespace tocsin::bench
