// What the probe's own host allows. No plan can raise it, wherever the plan comes from.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/time.h"
#include "core/plan/target.h"

namespace tocsin::plan {

inline constexpr std::uint16_t dns_port = 53;

struct Ceilings {
  std::uint32_t queries_per_second = 50;
  std::uint64_t bytes_per_day = 600ULL * 1024 * 1024;  // sent and received, headers included
};

// Why something that was due was left out. It is counted, and it is never a failure of the target.
enum class NotMeasured : std::uint8_t {
  not_allowed = 0,  // no root or verified TLD address, reference or resolver of the host; port 53
  rate = 1,         // over the host's queries per second
  bytes = 2,        // over the host's bytes per day
  late = 3,         // the probe slept, was stopped or was too busy at the time
  host = 4,         // the host could not ask: no socket, port or time to run, its own firewall
  budget = 5,       // more than all probes together may ask of the address
  no_zone = 6,      // no verified root zone whose signatures hold
  opt_out = 7,      // the address's operator takes none of it, or less
};

inline constexpr std::size_t not_measured_count = 8;

std::string_view name_of(NotMeasured reason);

// How many were left out for each reason.
struct NotMeasuredCounts {
  std::array<std::uint64_t, not_measured_count> by_reason{};

  void add(NotMeasured reason, std::uint64_t count = 1);
  std::uint64_t total() const;
  std::string text() const;  // "late 3, host 1"; "none"
  NotMeasuredCounts& operator+=(const NotMeasuredCounts& others);
  bool operator==(const NotMeasuredCounts&) const = default;
};

enum class Way : std::uint8_t { udp, tcp };

// Whom to ask at all, and how much. One owner, one thread.
class Limits {
 public:
  // `targets`: root endpoints.
  Limits(const TargetSet& targets, std::span<const Address> references, Ceilings ceilings);

  // These root endpoints, instead of those of before.
  void allow_root(const TargetSet& targets);

  // The endpoints of TLDs from a root zone that the probe has verified itself, instead of those of
  // an earlier one.
  void allow_tlds(const TargetSet& targets);

  // The resolvers that this host's own programs ask, instead of those of before.
  void allow_resolvers(std::vector<Address> all) { allowed_resolvers_ = std::move(all); }

  // Operators' wishes, instead of those of before: no two queries to such an address are nearer to
  // each other, and with never() there are none. They only lower what is asked, and no word from
  // afar ends the watch: a root server is asked over each transport, once in `letter_pause_max` at
  // the least (just below the minute of the watch over TCP), and what is no name server of a zone,
  // a reference or a resolver of this host, is asked as if nothing had been said.
  using Pauses = std::map<Address, Duration>;
  void pause(const Pauses& between_queries);
  static constexpr Duration never() { return Duration::max(); }
  static constexpr Duration letter_pause_max = std::chrono::seconds(55);

  bool admits(const Address& address, std::uint16_t port) const;
  bool admits(const Endpoint& endpoint) const { return admits(endpoint.address, dns_port); }

  // Books one exchange of at most `bytes` or says why it must not be. Times never go backwards.
  // Guaranteed: in no second more than `queries_per_second`, in no 24 hours more than
  // `bytes_per_day`, of which at most a 24th at once. Of both, servers of TLDs and resolvers get
  // four fifths at most, so that tests of theirs for which the host has no room are left out and
  // those of the watch are not.
  std::optional<NotMeasured> spend(const Address& address,
                                   MonotonicTime now,
                                   std::uint64_t bytes,
                                   Way way = Way::udp);

  // Books so many queries of a trace at once, or none of them. They give way to those of the watch
  // as servers of TLDs do, and whose operator takes less than all is not traced.
  std::optional<NotMeasured> spend_on_trace(const Address& address,
                                            MonotonicTime now,
                                            std::uint64_t bytes,
                                            std::size_t queries);

 private:
  enum class Rank : std::uint8_t { first, behind };
  struct Booking {
    std::uint64_t bytes = 0;
    std::size_t queries = 1;
    Way way = Way::udp;
    Rank rank = Rank::first;
  };

  std::optional<NotMeasured> book(const Address& address,
                                  MonotonicTime now,
                                  const Booking& booking);
  using Turn = std::pair<Address, Way>;  // of a name server that is no root server: of both ways

  Rank rank_of(const Address& address) const;
  std::size_t asked_in_last_second(MonotonicTime now);
  bool is_paused(const Address& address, Way way, MonotonicTime now) const;
  Turn turn_of(const Address& address, Way way) const;
  void refill(MonotonicTime now);

  std::set<Address> root_;
  std::set<Address> references_;
  Pauses pauses_;
  std::map<Turn, MonotonicTime> last_turns_;  // of addresses with a pause
  std::vector<Address> allowed_tlds_;         // ascending
  std::vector<Address> allowed_resolvers_;
  Ceilings ceilings_;
  std::deque<MonotonicTime> last_second_;  // when its queries were booked
  double bytes_left_;                      // of what may be spent at once
  std::optional<MonotonicTime> refilled_at_;
};

}  // namespace tocsin::plan
