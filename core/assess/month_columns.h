// A month of measurements as columns: one row of cells for each vantage point, RSI, family and
// transport, one cell for each interval. 13 octets for a cell: 120 MB for 20 vantage points.
//
// A cell has one measurement. Of several in one interval the first that was sent counts, in
// whatever order they come [xyl]: a second attempt must not mend a first one. To a correctness test
// a truncated reply is no result where TCP was asked then [hjw]. Those left out are counted.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/assess/annotation.h"
#include "core/assess/measurement.h"
#include "core/assess/month.h"
#include "core/base/result.h"

namespace tocsin::assess {

inline constexpr std::size_t rsi_max = 26;
inline constexpr std::size_t path_count = 4;  // family and transport
// About 78 vantage points with 13 letters: 480 MB.
inline constexpr std::size_t series_max = 4'096;

// ipv4_udp, ipv4_tcp, ipv6_udp, ipv6_tcp.
struct Path {
  plan::Family family{};
  record::Transport transport{};
};
inline constexpr std::array<Path, path_count> paths{{
    {plan::Family::v4, record::Transport::udp},
    {plan::Family::v4, record::Transport::tcp},
    {plan::Family::v6, record::Transport::udp},
    {plan::Family::v6, record::Transport::tcp},
}};
std::string_view name_of(Path path);

// A reply with RCODE 0 within four seconds [yve, ywz]; any other RCODE, no reply, or no connection
// is unavailable [ppo, dfl]. What was intercepted is missing.
enum class SoaState : std::uint8_t { missing, unavailable, available };

SoaState soa_state(const Measurement& measurement);

// Index into `paths`.
std::size_t path_of(const Measurement& measurement);

struct SoaSeries {
  std::vector<std::uint32_t> sent_at;  // microseconds into the interval, to tell the first
  std::vector<std::uint32_t> rtt;      // nanoseconds, of what is available
  std::vector<std::uint32_t> serial;
  std::vector<SoaState> state;
  std::vector<std::uint8_t> has_serial;  // of what is available [tub]
};

// Received is a reply with RCODE 0 or 3 within four seconds [twf, ote].
enum class CorrectnessState : std::uint8_t {
  missing,
  not_received,
  not_judged,
  incorrect,
  correct
};

CorrectnessState correctness_state(const Measurement& measurement);

struct CorrectnessSeries {
  std::vector<std::uint32_t> sent_at;  // as of SOA; an interval later where it was truncated
  std::vector<CorrectnessState> state;
};

// What is left out of one vantage point's month, by interval: of which RSIs. Empty: nothing.
class LeftOut {
 public:
  bool has(char rsi, std::size_t interval) const {
    return !rsis_.empty() && (rsis_[interval] & bit_of(rsi)) != 0;
  }
  bool has_all(std::span<const char> rsis, std::size_t interval) const;

  // False where it was left out before.
  bool add(char rsi, std::size_t interval);
  void resize(std::size_t intervals) { rsis_.resize(intervals); }

 private:
  static std::uint32_t bit_of(char rsi) { return 1U << (rsi - 'a'); }

  std::vector<std::uint32_t> rsis_;  // a bit for each letter
};

struct ColumnCounts {
  std::uint64_t soa = 0;
  std::uint64_t correctness = 0;
  std::uint64_t repeated = 0;     // left out: not the first of their interval
  std::uint64_t outside = 0;      // left out: of another month
  std::uint64_t intercepted = 0;  // in the month, and nothing said of the server
  std::uint64_t excluded = 0;     // left out, each once

  bool operator==(const ColumnCounts&) const = default;
};

// `sent_at` of a cell without a measurement.
inline constexpr std::uint32_t never_sent = 0xffffffff;

class MonthColumns {
 public:
  explicit MonthColumns(Month month) : month_(month) {}

  // An error where there are more series than `series_max`.
  Status<> add(const Measurement& measurement);

  // From here on this part is neither measured nor missing. Of how many measurements it is,
  // whether or not some of them were left out before. After the last `add`.
  std::uint64_t exclude(const Portion& portion);

  // Rows and counts that were taken apart before (series_codec.h), instead of `add`. An error where
  // the row is there, or there are more than `series_max`.
  Status<> put(std::string_view vp, char rsi, std::size_t path, SoaSeries row);
  Status<> put(std::string_view vp, char rsi, CorrectnessSeries row);
  void put(const ColumnCounts& counts) { counts_ = counts; }

  const Month& month() const { return month_; }
  const ColumnCounts& counts() const { return counts_; }
  std::size_t vantage_point_count() const { return vantage_points_.size(); }
  const std::string& name(std::size_t vantage_point) const;
  std::optional<std::size_t> find(std::string_view vp) const;  // by its name
  std::vector<std::size_t> by_name() const;                    // all of them, ascending
  std::vector<char> rsis() const;  // with an SOA or correctness measurement, ascending

  // nullptr where nothing was measured.
  const SoaSeries* soa(std::size_t vantage_point, char rsi, std::size_t path) const;
  const CorrectnessSeries* correctness(std::size_t vantage_point, char rsi) const;
  const LeftOut& left_out(std::size_t vantage_point) const;

 private:
  struct VantagePoint {
    std::string name;
    std::array<std::array<std::unique_ptr<SoaSeries>, path_count>, rsi_max> soa;
    std::array<std::unique_ptr<CorrectnessSeries>, rsi_max> correctness;
    LeftOut left_out;

    std::uint64_t measured(char rsi, std::size_t interval) const;
  };

  VantagePoint& vantage_point(std::string_view name);
  std::uint64_t exclude(VantagePoint& from, const Portion& portion, Intervals intervals);
  template <class Series>
  Status<> put(std::string_view vp, char rsi, std::unique_ptr<Series>& slot, Series row);
  template <class Series>
  Series* series(std::unique_ptr<Series>& slot);
  void add_soa(SoaSeries& series, Place place, const Measurement& measurement);
  void add_correctness(CorrectnessSeries& series, Place place, const Measurement& measurement);

  Month month_;
  ColumnCounts counts_;
  std::map<std::string, std::size_t, std::less<>> names_;
  std::vector<std::unique_ptr<VantagePoint>> vantage_points_;
  std::array<std::uint8_t, rsi_max> has_rsi_{};
  std::size_t series_count_ = 0;
};

}  // namespace tocsin::assess
