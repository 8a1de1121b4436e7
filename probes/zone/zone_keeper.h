// Keeps a verified root zone at hand: of an earlier run at first, then a fresh one from any letter
// that gives it away, again when a newer serial is seen, twice a day, and sooner where its
// signatures end sooner. The work is done by a child process (child_process.h), so that its memory
// does not stay. One thread.
//
// What is in force is never older than what was in force before, and nothing is once its
// signatures have ended: then TLDs are not measured, rather than measured at addresses that nobody
// vouches for any more.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "core/base/clock.h"
#include "core/base/entropy.h"
#include "core/durable/file_system.h"
#include "core/net/task.h"
#include "core/plan/target.h"
#include "probes/zone/zone_report.h"

namespace tocsin::probe {

struct ZoneSource {
  std::string program = "/proc/self/exe";  // `tocsin-probe`
  std::filesystem::path kept;              // records of the zone in force
  std::optional<std::filesystem::path> anchors;
  plan::TargetSet letters;  // whom to ask
  Duration every = std::chrono::hours(12);
  // Between two that succeeded, whatever serials are seen: a forged one costs a fetch and no more.
  Duration apart = std::chrono::minutes(10);
  Duration retry = std::chrono::minutes(1);  // after a failure, doubled up to `retry_max`
  Duration retry_max = std::chrono::hours(1);
};

// What a zone transfer is taken to move, at the most that is usual.
inline constexpr std::uint64_t zone_transfer_bytes = 3ULL * 1024 * 1024;

// Serial number arithmetic (RFC 1982 section 3.2).
constexpr bool is_newer(std::uint32_t serial, std::uint32_t than) {
  return serial != than && serial - than < 0x8000'0000U;
}

// What is kept in memory of the zone in force; its long lists are whoever's was told of it.
struct HeldZone {
  std::uint32_t serial = 0;
  Digest digest{};
  WallTime good_until;
  WallTime in_force_since;  // in this run
  WallTime verified_at;     // last, be it the same zone again
};

class ZoneKeeper {
 public:
  // What is referred to outlives this.
  struct Surroundings {
    const Clock& clock;
    Entropy& entropy;
    // Books a transfer from this address; false where the host's limits do not allow it.
    std::function<bool(const plan::Address&, std::uint64_t bytes)> may_ask;
    std::function<void(const ZoneReport&)> on_zone;  // another one is in force
    durable::FileSystem& files;
  };

  ZoneKeeper(const boost::asio::any_io_executor& executor, Surroundings around, ZoneSource source);

  // Until it is cancelled.
  net::Task<> run();

  // A letter has answered with this serial.
  void saw(std::uint32_t serial);

  // Nothing before the first zone, and after its signatures have ended.
  const HeldZone* in_force() const;

 private:
  net::Task<> load_kept();
  net::Task<bool> refresh();
  net::Task<bool> ask(const plan::Address& letter);
  net::Task<std::optional<ZoneReport>> report(std::vector<std::string> words);
  net::Task<> wait(Duration longest);
  net::Task<> rest(Duration length);
  Duration until_next() const;
  void keep(const std::filesystem::path& fresh);
  bool is_wanted() const;
  bool take(const ZoneReport& report);
  std::vector<plan::Address> letters_in_order();

  boost::asio::steady_timer timer_;
  Surroundings around_;
  ZoneSource source_;
  std::optional<HeldZone> zone_;
  std::optional<std::uint32_t> newest_seen_;
  std::set<plan::Address> gave_none_;  // when they were asked last: asked after the others
};

}  // namespace tocsin::probe
