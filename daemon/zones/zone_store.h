// Keeps every version of the root zone in the log: fetched by AXFR from the configured servers when
// a newer serial is seen, and now and then without; verified; said in the log with the zone as its
// object. The newest is at hand for probes (GET /v1/zone) and for whoever judges by it.
//
//   a serial is seen -> AXFR -> verify (another thread) -> entry and object in the log -> in force
//                                                       -> what changed since the one before: an
//                                                       entry
//
// On the Asio thread, but for the verifying.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/entropy.h"
#include "core/http/message.h"
#include "core/net/task.h"
#include "core/xfr/fault.h"
#include "daemon/zones/looked_at.h"
#include "daemon/zones/step_book.h"
#include "daemon/zones/zone_book.h"

namespace tocsin::collector {

struct ZoneSources {
  std::vector<plan::Address> servers;  // none: nothing is ever fetched
  zone::TrustAnchors anchors;
  Duration every = std::chrono::hours(6);
  // Between two fetches, whatever serials probes say that they saw: after one that brought a new
  // zone, and after one that did not though it should have; that is doubled each time, so that a
  // probe that lies costs the servers little.
  Duration apart = std::chrono::seconds(10);
  Duration retry = std::chrono::seconds(30);
  Duration retry_max = std::chrono::minutes(10);
};

struct ZoneCounts {
  std::map<std::string, std::uint64_t> fetches;  // "verified", "does_not_verify", "no_zone", or
                                                 // what a transfer ended with (core/xfr/fault.h)
};

class ZoneStore {
 public:
  // Everything referred to outlives this.
  struct Surroundings {
    const Clock& clock;
    Entropy& entropy;
    // The records of the zone that this server gives (core/xfr/axfr.h).
    std::function<net::Task<Result<Bytes, xfr::Fault>>(plan::Address)> fetch;
    // Writes an entry and its object into the log; the entry's index, once it is durable.
    std::function<net::Task<std::optional<std::uint64_t>>(entry::Kind, Bytes body, Bytes object)>
        log;
  };

  ZoneStore(const boost::asio::any_io_executor& executor,
            Surroundings around,
            ZoneSources sources,
            ZoneBook book,
            StepBook steps);

  // Until it is cancelled.
  net::Task<> run();

  // Somebody has seen this serial. He may lie: it costs a fetch, and those are apart.
  void saw(std::uint32_t serial);

  // GET /v1/zone
  http::Response newest() const;

  const ZoneBook& book() const { return book_; }
  const StepBook& steps() const { return steps_; }
  const ZoneCounts& counts() const { return counts_; }
  // The newest zone, while its signatures hold.
  const zone::VerifiedZone* in_force() const;

 private:
  net::Task<> open_kept();
  net::Task<> refresh();
  net::Task<bool> ask(plan::Address server);
  net::Task<> keep(LookedAt looked);
  net::Task<> say_step();
  net::Task<> wait(Duration longest);
  net::Task<> rest(Duration length);
  Duration until_next() const;
  bool is_wanted() const;
  std::vector<plan::Address> servers_in_drawn_order();
  void count(std::string_view how) { ++counts_.fetches[std::string(how)]; }

  // On the verifying thread; comes back when it is done.
  net::Task<> elsewhere(std::function<void()> work);

  boost::asio::thread_pool verifier_{1};
  boost::asio::steady_timer timer_;
  Surroundings around_;
  ZoneSources sources_;
  ZoneBook book_;
  StepBook steps_;
  ZoneCounts counts_;
  std::optional<zone::VerifiedZone> newest_;  // of the book's newest, where it was verified by now
  std::optional<std::uint32_t> newest_seen_;
};

}  // namespace tocsin::collector
