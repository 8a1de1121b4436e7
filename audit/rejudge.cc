#include "audit/rejudge.h"

#include <ostream>
#include <set>

#include "core/assess/series_codec.h"

namespace tocsin::audit {
namespace {

using assess::CorrectnessSeries;
using assess::MonthColumns;
using assess::SoaCell;
using assess::SoaSeries;

constexpr std::string_view soa_cells[] = {
    "nothing", "intercepted", "unavailable", "available", "available"};
constexpr std::string_view correctness_cells[] = {
    "nothing", "intercepted", "not received", "not judged", "incorrect", "correct"};

std::string text_of(const SoaSeries* row, std::size_t interval) {
  const auto cell = row == nullptr ? SoaCell::nothing : cell_of(*row, interval);
  std::string text(soa_cells[static_cast<std::size_t>(cell)]);
  if (cell < SoaCell::available) return text;
  text += " in " + std::to_string(row->rtt[interval]) + " ns";
  if (cell == SoaCell::available) return text + " without serial";
  return text + " with serial " + std::to_string(row->serial[interval]);
}

std::string text_of(const CorrectnessSeries* row, std::size_t interval) {
  using assess::CorrectnessCell;
  const auto cell = row == nullptr ? CorrectnessCell::nothing : cell_of(*row, interval);
  return std::string(correctness_cells[static_cast<std::size_t>(cell)]);
}

bool same(const SoaSeries& a, const SoaSeries& b, std::size_t interval) {
  return cell_of(a, interval) == cell_of(b, interval) && a.rtt[interval] == b.rtt[interval] &&
         a.serial[interval] == b.serial[interval];
}

bool same(const CorrectnessSeries& a, const CorrectnessSeries& b, std::size_t interval) {
  return cell_of(a, interval) == cell_of(b, interval);
}

template <class Series>
bool is_measured(const Series* row, std::size_t interval) {
  return row != nullptr && row->sent_at[interval] != assess::never_sent;
}

class Comparer {
 public:
  Comparer(std::ostream& out, const MonthColumns& stored, const MonthColumns& fresh)
      : out_(out), stored_(stored), fresh_(fresh) {}

  void compare_rows() {
    std::set<std::string> vps;
    for (const auto* each : {&stored_, &fresh_}) {
      for (const auto i : each->by_name()) vps.insert(each->name(i));
    }
    for (const auto& vp : vps) compare_vp(vp);
  }

  template <class Counts>
  void compare(const Counts& stored,
               const Counts& fresh,
               std::initializer_list<std::pair<const char*, std::uint64_t Counts::*>> members) {
    for (const auto& [name, member] : members) {
      if (stored.*member == fresh.*member) continue;
      say(name, std::to_string(stored.*member), std::to_string(fresh.*member));
    }
  }

  void say(const std::string& what, const std::string& stored, const std::string& fresh) {
    ++found_.differences;
    out_ << what << ": stored " << stored << "; now " << fresh << "\n";
  }

  Comparison found() const { return found_; }

 private:
  void compare_vp(const std::string& vp) {
    const auto before = stored_.find(vp);
    const auto now = fresh_.find(vp);
    for (char rsi = 'a'; rsi <= 'z'; ++rsi) {
      const auto name = vp + " " + rsi;
      for (std::size_t path = 0; path < assess::path_count; ++path) {
        compare_row(name + " " + std::string(name_of(assess::paths[path])),
                    before ? stored_.soa(*before, rsi, path) : nullptr,
                    now ? fresh_.soa(*now, rsi, path) : nullptr);
      }
      compare_row(name + " correctness",
                  before ? stored_.correctness(*before, rsi) : nullptr,
                  now ? fresh_.correctness(*now, rsi) : nullptr);
    }
  }

  template <class Series>
  void compare_row(const std::string& name, const Series* stored, const Series* fresh) {
    if (stored == nullptr && fresh == nullptr) return;
    for (std::uint32_t i = 0; i < stored_.month().intervals(); ++i) {
      if (!is_measured(stored, i) && !is_measured(fresh, i)) continue;
      ++found_.cells;
      if (stored != nullptr && fresh != nullptr && same(*stored, *fresh, i)) continue;
      const auto begin = stored_.month().begin() + i * assess::interval_length;
      say(name + " " + to_rfc3339(begin), text_of(stored, i), text_of(fresh, i));
    }
  }

  std::ostream& out_;
  const MonthColumns& stored_;
  const MonthColumns& fresh_;
  Comparison found_;
};

}  // namespace

Comparison print_differences(std::ostream& out,
                             const ColumnsFile& stored,
                             const LogOrigin& log,
                             const MonthColumns& fresh) {
  using assess::ColumnCounts;
  Comparer comparer(out, stored.columns, fresh);
  const auto& origin = stored.origin;
  if (origin.zones != log.zones) comparer.say("zones", "others", "those given");
  if (origin.entries != log.entries) {
    comparer.say("entries on probes and measurements",
                 std::to_string(origin.entries.size()),
                 std::to_string(log.entries.size()) + ", and not the same");
  }
  comparer.compare<LogCounts>(origin.counts,
                              log.counts,
                              {{"batches", &LogCounts::batches},
                               {"measurements", &LogCounts::measurements},
                               {"batches not acknowledged", &LogCounts::not_acknowledged},
                               {"batches not signed", &LogCounts::not_signed},
                               {"batches unreadable", &LogCounts::unreadable},
                               {"batches of unknown targets", &LogCounts::unknown_targets},
                               {"measurements not vouched for", &LogCounts::not_attested},
                               {"measurements cut off", &LogCounts::cut_off}});
  comparer.compare<ColumnCounts>(stored.columns.counts(),
                                 fresh.counts(),
                                 {{"SOA measurements", &ColumnCounts::soa},
                                  {"correctness measurements", &ColumnCounts::correctness},
                                  {"repeated", &ColumnCounts::repeated},
                                  {"of other months", &ColumnCounts::outside},
                                  {"intercepted", &ColumnCounts::intercepted}});
  comparer.compare_rows();
  return comparer.found();
}

}  // namespace tocsin::audit
