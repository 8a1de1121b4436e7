#include "core/plan/limits.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace tocsin::plan {
namespace {

using namespace std::chrono_literals;

double at_once(const Ceilings& ceilings) {
  return static_cast<double>(ceilings.bytes_per_day) / 24;
}

// What may be spent at once is taken from the day's sum, so that no 24 hours hold more than it.
double per_nanosecond(const Ceilings& ceilings) {
  const auto day = std::chrono::duration_cast<Duration>(24h).count();
  return (static_cast<double>(ceilings.bytes_per_day) - at_once(ceilings)) /
         static_cast<double>(day);
}

// Of each ceiling one part in so many is kept for root servers and references.
constexpr std::uint32_t kept_part = 5;

}  // namespace

std::string_view name_of(NotMeasured reason) {
  constexpr std::array<std::string_view, not_measured_count> names{
      "not_allowed", "rate", "bytes", "late", "host", "budget", "no_zone", "opt_out"};
  return names[static_cast<std::size_t>(reason)];
}

void NotMeasuredCounts::add(NotMeasured reason, std::uint64_t count) {
  by_reason[static_cast<std::size_t>(reason)] += count;
}

std::uint64_t NotMeasuredCounts::total() const {
  return std::accumulate(by_reason.begin(), by_reason.end(), std::uint64_t{0});
}

std::string NotMeasuredCounts::text() const {
  std::string text;
  for (std::size_t i = 0; i < by_reason.size(); ++i) {
    if (by_reason[i] == 0) continue;
    const std::string name(name_of(static_cast<NotMeasured>(i)));
    text += (text.empty() ? "" : ", ") + name + " " + std::to_string(by_reason[i]);
  }
  return text.empty() ? "none" : text;
}

NotMeasuredCounts& NotMeasuredCounts::operator+=(const NotMeasuredCounts& others) {
  for (std::size_t i = 0; i < by_reason.size(); ++i) by_reason[i] += others.by_reason[i];
  return *this;
}

Limits::Limits(const TargetSet& targets, std::span<const Address> references, Ceilings ceilings)
    : references_(references.begin(), references.end()),
      ceilings_(ceilings),
      bytes_left_(at_once(ceilings)) {
  allow_root(targets);
}

void Limits::allow_root(const TargetSet& targets) {
  root_.clear();
  for (const auto& endpoint : targets.endpoints) root_.insert(endpoint.address);
}

void Limits::pause(const Pauses& between_queries) {
  pauses_ = between_queries;
  for (auto& [address, between] : pauses_) {
    if (root_.contains(address)) between = std::min(between, letter_pause_max);
  }
  std::erase_if(last_turns_, [&](const auto& last) { return !pauses_.contains(last.first.first); });
}

void Limits::allow_tlds(const TargetSet& targets) {
  allowed_tlds_.clear();
  for (const auto& endpoint : targets.endpoints) allowed_tlds_.push_back(endpoint.address);
  std::ranges::sort(allowed_tlds_);
  const auto repeated = std::ranges::unique(allowed_tlds_);
  allowed_tlds_.erase(repeated.begin(), repeated.end());
  allowed_tlds_.shrink_to_fit();
}

bool Limits::admits(const Address& address, std::uint16_t port) const {
  if (port != dns_port) return false;
  return rank_of(address) == Rank::first || std::ranges::binary_search(allowed_tlds_, address) ||
         std::ranges::find(allowed_resolvers_, address) != allowed_resolvers_.end();
}

std::optional<NotMeasured> Limits::spend(const Address& address,
                                         MonotonicTime now,
                                         std::uint64_t bytes,
                                         Way way) {
  return book(address, now, {.bytes = bytes, .way = way, .rank = rank_of(address)});
}

std::optional<NotMeasured> Limits::spend_on_trace(const Address& address,
                                                  MonotonicTime now,
                                                  std::uint64_t bytes,
                                                  std::size_t queries) {
  if (pauses_.contains(address)) return NotMeasured::opt_out;
  return book(address, now, {.bytes = bytes, .queries = queries, .rank = Rank::behind});
}

std::optional<NotMeasured> Limits::book(const Address& address,
                                        MonotonicTime now,
                                        const Booking& booking) {
  if (!admits(address, dns_port)) return NotMeasured::not_allowed;
  if (is_paused(address, booking.way, now)) return NotMeasured::opt_out;
  const bool first = booking.rank == Rank::first;
  const auto kept_rate = first ? 0 : ceilings_.queries_per_second / kept_part;
  const auto asked = asked_in_last_second(now) + booking.queries;
  if (asked + kept_rate > ceilings_.queries_per_second) return NotMeasured::rate;
  refill(now);
  const auto kept_bytes = first ? 0 : at_once(ceilings_) / kept_part;
  if (static_cast<double>(booking.bytes) + kept_bytes > bytes_left_) return NotMeasured::bytes;
  bytes_left_ -= static_cast<double>(booking.bytes);
  last_second_.insert(last_second_.end(), booking.queries, now);
  if (pauses_.contains(address)) last_turns_[turn_of(address, booking.way)] = now;
  return std::nullopt;
}

bool Limits::is_paused(const Address& address, Way way, MonotonicTime now) const {
  const auto pause = pauses_.find(address);
  if (pause == pauses_.end() || references_.contains(address)) return false;
  if (std::ranges::find(allowed_resolvers_, address) != allowed_resolvers_.end()) return false;
  if (pause->second == never()) return true;
  const auto last = last_turns_.find(turn_of(address, way));
  return last != last_turns_.end() && now - last->second < pause->second;
}

Limits::Turn Limits::turn_of(const Address& address, Way way) const {
  return {address, root_.contains(address) ? way : Way::udp};
}

Limits::Rank Limits::rank_of(const Address& address) const {
  return root_.contains(address) || references_.contains(address) ? Rank::first : Rank::behind;
}

std::size_t Limits::asked_in_last_second(MonotonicTime now) {
  while (!last_second_.empty() && now - last_second_.front() >= 1s) last_second_.pop_front();
  return last_second_.size();
}

void Limits::refill(MonotonicTime now) {
  const auto since = now - refilled_at_.value_or(now);
  refilled_at_ = now;
  const auto gained = static_cast<double>(since.count()) * per_nanosecond(ceilings_);
  bytes_left_ = std::min(bytes_left_ + gained, at_once(ceilings_));
}

}  // namespace tocsin::plan
