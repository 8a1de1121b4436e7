#include "core/assess/month_columns.h"

#include <algorithm>
#include <tuple>

#include "core/base/check.h"
#include "core/dns/codes.h"

namespace tocsin::assess {
namespace {

using record::Outcome;
using std::chrono::duration_cast;
using std::chrono::microseconds;

constexpr Duration timeout = std::chrono::seconds(4);  // [ywz, twf]

bool in_time(const Measurement& measurement) {
  return !measurement.rtt || *measurement.rtt <= timeout;
}

// A truncated reply is a reply: it has its RCODE.
bool is_reply(const Measurement& measurement) {
  return measurement.outcome == Outcome::answered || measurement.outcome == Outcome::truncated;
}

std::size_t letter_of(char rsi) {
  check(rsi >= 'a' && rsi <= 'z', "a root server has a letter");
  return static_cast<std::size_t>(rsi - 'a');
}

std::uint32_t microseconds_in(Duration offset) {
  return static_cast<std::uint32_t>(duration_cast<microseconds>(offset).count());
}

// When it was sent into its interval, as far as that says which comes first: a truncated reply
// gives way to whatever TCP, which is asked then, had to say [hjw].
std::uint32_t turn_of(Place place, const Measurement& measurement) {
  const bool gives_way = measurement.outcome == Outcome::truncated;
  return microseconds_in(gives_way ? place.offset + interval_length : place.offset);
}

void resize(SoaSeries& series, std::size_t intervals) {
  series.sent_at.assign(intervals, never_sent);
  series.rtt.resize(intervals);
  series.serial.resize(intervals);
  series.state.resize(intervals);
  series.has_serial.resize(intervals);
}

void resize(CorrectnessSeries& series, std::size_t intervals) {
  series.sent_at.assign(intervals, never_sent);
  series.state.resize(intervals);
}

}  // namespace

bool LeftOut::has_all(std::span<const char> rsis, std::size_t interval) const {
  return std::ranges::all_of(rsis, [&](char rsi) { return has(rsi, interval); });
}

bool LeftOut::add(char rsi, std::size_t interval) {
  if (has(rsi, interval)) return false;
  rsis_[interval] |= bit_of(rsi);
  return true;
}

std::size_t path_of(const Measurement& measurement) {
  const std::size_t v6 = measurement.family == plan::Family::v6 ? 2 : 0;
  return v6 + (measurement.transport == record::Transport::tcp ? 1 : 0);
}

SoaState soa_state(const Measurement& measurement) {
  if (measurement.outcome == Outcome::intercepted) return SoaState::missing;
  const bool good = measurement.rcode == static_cast<std::uint16_t>(dns::Rcode::noerror);
  const bool timed = measurement.rtt.has_value() && in_time(measurement);
  const bool available = is_reply(measurement) && good && timed;
  return available ? SoaState::available : SoaState::unavailable;
}

CorrectnessState correctness_state(const Measurement& measurement) {
  if (measurement.outcome == Outcome::intercepted) return CorrectnessState::missing;
  // Whoever has judged a reply has seen its RCODE.
  const bool good = !measurement.rcode ||
                    measurement.rcode == static_cast<std::uint16_t>(dns::Rcode::noerror) ||
                    measurement.rcode == static_cast<std::uint16_t>(dns::Rcode::nxdomain);
  if (!is_reply(measurement) || !good || !in_time(measurement)) {
    return CorrectnessState::not_received;
  }
  if (!measurement.correct) return CorrectnessState::not_judged;
  return *measurement.correct ? CorrectnessState::correct : CorrectnessState::incorrect;
}

std::string_view name_of(Path path) {
  const bool udp = path.transport == record::Transport::udp;
  if (path.family == plan::Family::v4) return udp ? "ipv4_udp" : "ipv4_tcp";
  return udp ? "ipv6_udp" : "ipv6_tcp";
}

MonthColumns::VantagePoint& MonthColumns::vantage_point(std::string_view name) {
  auto found = names_.find(name);
  if (found == names_.end()) {
    found = names_.emplace(std::string(name), vantage_points_.size()).first;
    vantage_points_.push_back(std::make_unique<VantagePoint>());
    vantage_points_.back()->name = name;
  }
  return *vantage_points_[found->second];
}

template <class Series>
Series* MonthColumns::series(std::unique_ptr<Series>& slot) {
  if (slot) return slot.get();
  if (series_count_ == series_max) return nullptr;
  ++series_count_;
  slot = std::make_unique<Series>();
  resize(*slot, month_.intervals());
  return slot.get();
}

Status<> MonthColumns::add(const Measurement& measurement) {
  const auto place = month_.place_of(measurement.t);
  if (!place) {
    ++counts_.outside;
    return {};
  }
  const auto rsi = letter_of(measurement.rsi);
  const auto too_many = [] {
    return fail("more than " + std::to_string(series_max) +
                " series of vantage point, letter, family and transport");
  };
  if (series_count_ == series_max && !names_.contains(measurement.vp)) return too_many();
  auto& at = vantage_point(measurement.vp);
  if (measurement.kind == MeasurementKind::soa) {
    auto* row = series(at.soa[rsi][path_of(measurement)]);
    if (row == nullptr) return too_many();
    add_soa(*row, *place, measurement);
  } else {
    auto* row = series(at.correctness[rsi]);
    if (row == nullptr) return too_many();
    add_correctness(*row, *place, measurement);
  }
  has_rsi_[rsi] = 1;
  counts_.intercepted += measurement.outcome == Outcome::intercepted ? 1 : 0;
  return {};
}

Status<> MonthColumns::put(std::string_view vp, char rsi, std::size_t path, SoaSeries row) {
  return put(vp, rsi, vantage_point(vp).soa[letter_of(rsi)][path], std::move(row));
}

Status<> MonthColumns::put(std::string_view vp, char rsi, CorrectnessSeries row) {
  return put(vp, rsi, vantage_point(vp).correctness[letter_of(rsi)], std::move(row));
}

template <class Series>
Status<> MonthColumns::put(std::string_view vp,
                           char rsi,
                           std::unique_ptr<Series>& slot,
                           Series row) {
  check(row.state.size() == month_.intervals(), "a row has a cell for each interval");
  if (slot) return fail(std::string(vp) + " has a row of " + rsi + " twice");
  if (series_count_ == series_max) return fail("more rows than there may be");
  ++series_count_;
  slot = std::make_unique<Series>(std::move(row));
  has_rsi_[letter_of(rsi)] = 1;
  return {};
}

void MonthColumns::add_soa(SoaSeries& series, Place place, const Measurement& measurement) {
  const auto at = place.interval;
  const auto sent_at = microseconds_in(place.offset);
  ++counts_.soa;
  const auto state = soa_state(measurement);
  const bool available = state == SoaState::available;
  const std::uint8_t has_serial = available && measurement.serial ? 1 : 0;
  const auto rtt = available ? static_cast<std::uint32_t>(measurement.rtt->count()) : 0;
  const auto serial = has_serial != 0 ? *measurement.serial : 0;
  if (series.sent_at[at] != never_sent) {
    ++counts_.repeated;
    // Of two sent at the same time the worse one, so that their order does not matter.
    const auto mine = std::tuple(sent_at, state, ~rtt, has_serial, serial);
    const auto theirs = std::tuple(series.sent_at[at],
                                   series.state[at],
                                   ~series.rtt[at],
                                   series.has_serial[at],
                                   series.serial[at]);
    if (theirs <= mine) return;
  }
  series.sent_at[at] = sent_at;
  series.state[at] = state;
  series.rtt[at] = rtt;
  series.has_serial[at] = has_serial;
  series.serial[at] = serial;
}

void MonthColumns::add_correctness(CorrectnessSeries& series,
                                   Place place,
                                   const Measurement& measurement) {
  const auto at = place.interval;
  const auto sent_at = turn_of(place, measurement);
  ++counts_.correctness;
  const auto state = correctness_state(measurement);
  if (series.sent_at[at] != never_sent) {
    ++counts_.repeated;
    if (std::tuple(series.sent_at[at], series.state[at]) <= std::tuple(sent_at, state)) return;
  }
  series.sent_at[at] = sent_at;
  series.state[at] = state;
}

std::uint64_t MonthColumns::VantagePoint::measured(char rsi, std::size_t interval) const {
  const auto letter = letter_of(rsi);
  const auto is_there = [interval](const auto& series) {
    return series && series->sent_at[interval] != never_sent;
  };
  const auto soas = std::ranges::count_if(soa[letter], is_there);
  return static_cast<std::uint64_t>(soas) + (is_there(correctness[letter]) ? 1 : 0);
}

std::uint64_t MonthColumns::exclude(const Portion& portion) {
  const auto intervals = month_.touched_by(portion.from, portion.until);
  if (intervals.begin == intervals.end) return 0;
  if (portion.vp.empty()) {
    std::uint64_t measurements = 0;
    for (auto& each : vantage_points_) measurements += exclude(*each, portion, intervals);
    return measurements;
  }
  const auto found = names_.find(portion.vp);
  return found == names_.end() ? 0 : exclude(*vantage_points_[found->second], portion, intervals);
}

std::uint64_t MonthColumns::exclude(VantagePoint& from,
                                    const Portion& portion,
                                    Intervals intervals) {
  std::uint64_t measurements = 0;
  from.left_out.resize(month_.intervals());
  for (const char rsi : rsis()) {
    if (!portion.letters.empty() && portion.letters.find(rsi) == std::string::npos) continue;
    for (auto i = intervals.begin; i < intervals.end; ++i) {
      const auto measured = from.measured(rsi, i);
      measurements += measured;
      if (from.left_out.add(rsi, i)) counts_.excluded += measured;
    }
  }
  return measurements;
}

const std::string& MonthColumns::name(std::size_t vantage_point) const {
  return vantage_points_[vantage_point]->name;
}

std::optional<std::size_t> MonthColumns::find(std::string_view vp) const {
  const auto found = names_.find(vp);
  return found == names_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::size_t> MonthColumns::by_name() const {
  std::vector<std::size_t> indices;
  for (const auto& [name, index] : names_) indices.push_back(index);
  return indices;
}

std::vector<char> MonthColumns::rsis() const {
  std::vector<char> letters;
  for (std::size_t i = 0; i < rsi_max; ++i) {
    if (has_rsi_[i] != 0) letters.push_back(static_cast<char>('a' + i));
  }
  return letters;
}

const SoaSeries* MonthColumns::soa(std::size_t vantage_point, char rsi, std::size_t path) const {
  return vantage_points_[vantage_point]->soa[static_cast<std::size_t>(rsi - 'a')][path].get();
}

const CorrectnessSeries* MonthColumns::correctness(std::size_t vantage_point, char rsi) const {
  return vantage_points_[vantage_point]->correctness[static_cast<std::size_t>(rsi - 'a')].get();
}

const LeftOut& MonthColumns::left_out(std::size_t vantage_point) const {
  return vantage_points_[vantage_point]->left_out;
}

}  // namespace tocsin::assess
