// Keeps a verified root zone at hand: of an earlier run at first, then a fresh one from a collector
// that has it, or else from any letter that gives it away; again when a newer serial is seen, twice
// a day, and sooner where its signatures end sooner. The work is done by a child process
// (child_process.h), so that its memory does not stay. One thread.
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

// Somebody who has the zone ready: a collector. He spares the letters, and is believed no more.
struct ZoneGiver {
  std::string name;
  // Writes the zone's object, as the log has it (core/record/zone_version.h), into this file.
  std::function<net::Task<Status<>>(std::filesystem::path)> fetch_into;
};

struct ZoneSource {
  std::string program = "/proc/self/exe";  // `tocsin-probe`
  std::filesystem::path kept;              // records of the zone in force
  std::optional<std::filesystem::path> anchors;
  std::vector<ZoneGiver> collectors;  // whom to ask first
  plan::TargetSet letters;            // and then
  Duration every = std::chrono::hours(12);
  // Between two that succeeded, whatever serials are seen: a forged one costs a fetch and no more.
  Duration apart = std::chrono::minutes(10);
  // A newer serial is seen by a whole fleet at once, and collectors need a moment to have its zone:
  // whoever saw it waits for a third of this, and then for a drawn part of it.
  Duration spread = std::chrono::minutes(1);
  Duration retry = std::chrono::minutes(1);  // after a failure, doubled up to `retry_max`
  Duration retry_max = std::chrono::hours(1);
};

// What a zone transfer is taken to move, at the most that is usual.
inline constexpr std::uint64_t zone_transfer_bytes = 3ULL * 1024 * 1024;

// What is kept in memory of the zone in force; its long lists are whoever's was told of it.
struct HeldZone {
  std::uint32_t serial = 0;
  Digest digest{};
  WallTime good_until;
  WallTime in_force_since;  // in this run
  WallTime verified_at;     // last, be it the same zone again
  plan::TargetSet root;     // the root's own name servers
};

class ZoneKeeper {
 public:
  // What is referred to outlives this.
  struct Surroundings {
    const Clock& clock;
    Entropy& entropy;
    // Books a transfer from this address; false where the host's limits do not allow it.
    std::function<net::Task<bool>(plan::Address, std::uint64_t bytes)> may_ask;
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
  net::Task<bool> ask_collectors();
  net::Task<bool> ask_letters();
  net::Task<bool> ask(const ZoneGiver& collector);
  net::Task<bool> ask(const plan::Address& letter);
  net::Task<bool> take_fresh(std::string from, std::vector<std::string> words);
  net::Task<std::optional<ZoneReport>> report(std::string from, std::vector<std::string> words);
  net::Task<> wait(Duration longest);
  net::Task<> rest(Duration length);
  Duration until_next() const;
  void keep(const std::filesystem::path& fresh);
  bool is_wanted() const;
  bool take(const ZoneReport& report, const std::string& from);
  std::vector<plan::Address> letters_in_order();
  template <class T>
  void draw(std::vector<T>& items);
  Duration drawn_below(Duration longest);

  boost::asio::steady_timer timer_;
  Surroundings around_;
  ZoneSource source_;
  std::optional<HeldZone> zone_;
  std::optional<std::uint32_t> newest_seen_;
  std::set<plan::Address> gave_none_;  // when they were asked last: asked after the others
};

}  // namespace tocsin::probe
