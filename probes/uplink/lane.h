// The way from the spool to one collector: newest batch first, one at a time, until it has them
// all; then it sleeps until a batch comes in. A collector that does not answer, or does not
// acknowledge, is tried again later and later, or at once when the host's way is back; one that
// says that the country has taken back its word for this probe, in the end hourly. A batch to which
// the collector gives a bad answer is left for the next round, so that what lies behind it goes on.
// Lanes share nothing but the outbox, so a dead or slow collector delays nobody else.
//
// Owned by an Uplink; runs as one task on the probe's thread.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <limits>
#include <memory>
#include <optional>
#include <string>

#include "core/base/clock.h"
#include "core/entry/log_keys.h"
#include "core/http/message.h"
#include "core/net/backoff.h"
#include "core/net/task.h"
#include "probes/uplink/answer.h"
#include "probes/uplink/outbox.h"

namespace tocsin::probe {

// The seam to the network: http::Client in production, a script in tests.
class Transport {
 public:
  virtual ~Transport() = default;
  virtual net::Task<Result<http::Response>> send(http::Request request) = 0;
};

struct LaneCounts {
  std::uint64_t acknowledged = 0;
  std::uint64_t refused = 0;
  std::uint64_t no_answer = 0;
  std::uint64_t not_acknowledged = 0;  // answers that pretend
  std::uint64_t busy = 0;
  std::uint64_t not_about_the_batch = 0;
  std::uint64_t turned_away = 0;
  std::uint64_t outbox_errors = 0;
};

struct LastAcknowledged {
  std::uint64_t sequence = 0;
  MonotonicTime at;
};

struct LaneOptions {
  std::string name;  // of the collector, for the log
  entry::LogKeys log_keys;
};

class Lane {
 public:
  Lane(boost::asio::any_io_executor executor,
       Outbox& outbox,
       Outbox::Collector collector,
       LaneOptions options,
       std::unique_ptr<Transport> transport,
       const Clock& clock,
       Entropy& entropy);

  // Ends only by cancellation.
  net::Task<> run();

  // A batch came in.
  void wake();

  // The host's own way into the world is open again: earlier failures no longer say anything of the
  // collector, so a pause after them ends now, and the next one is short.
  void way_is_back();

  const std::string& name() const { return options_.name; }
  const LaneCounts& counts() const { return counts_; }
  // Nothing before the first.
  const std::optional<LastAcknowledged>& last_acknowledged() const { return last_acknowledged_; }
  bool delivering() const { return delivering_; }  // the last attempt was acknowledged
  // Why the collector takes nothing of this probe, from when it says so until it takes something.
  const std::optional<TurnedAway>& turned_away() const { return turned_away_; }

 private:
  static constexpr auto everything = std::numeric_limits<std::uint64_t>::max();

  net::Task<> deliver(Outgoing outgoing);
  net::Task<> pause();
  net::Task<> sleep_until_woken();

  http::Request request_for(const Outgoing& outgoing) const;
  Status<> settle(const Outgoing& outgoing, const Answer& answer, ByteView body);
  void note(const Retry& retry);
  void note(TurnedAway why);
  void note(std::string_view problem);

  boost::asio::steady_timer timer_;
  Outbox& outbox_;
  Outbox::Collector collector_;
  LaneOptions options_;
  std::unique_ptr<Transport> transport_;
  const Clock& clock_;
  Entropy& entropy_;
  net::Backoff backoff_;
  LaneCounts counts_;
  std::optional<LastAcknowledged> last_acknowledged_;
  std::optional<TurnedAway> turned_away_;
  bool woken_ = false;
  bool delivering_ = true;
  bool failed_ = false;   // the attempt just made
  bool pausing_ = false;  // after it
  // In this round everything from here on has been tried; a round starts at the newest.
  std::uint64_t below_ = everything;
};

}  // namespace tocsin::probe
