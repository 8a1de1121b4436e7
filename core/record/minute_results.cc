#include "core/record/minute_results.h"

#include <algorithm>
#include <map>

#include "core/record/measured_time.h"

namespace tocsin::record {
namespace {

using namespace std::chrono_literals;

constexpr int undefined_from = 5;  // times the service level

TestResult result_of(const Measurement& row, const Payload& payload) {
  TestResult result{.type = payload.questions[row.question].type,
                    .transport = row.transport,
                    .outcome = row.outcome,
                    .speed = speed_of(row.transport, row.rtt)};
  if (const auto* answer = payload.answer_of(row)) result.answer = {answer->flags, answer->rcode};
  return result;
}

template <class Each>
std::uint32_t index_in(std::vector<Each>& table, const Each& wanted) {
  const auto found = std::ranges::find(table, wanted);
  const auto index = static_cast<std::uint32_t>(found - table.begin());
  if (found == table.end()) table.push_back(wanted);
  return index;
}

}  // namespace

Speed speed_of(Transport transport, const std::optional<Duration>& rtt) {
  if (!rtt) return Speed::untimed;
  const Duration level = transport == Transport::udp ? 500ms : 1500ms;
  if (*rtt <= level) return Speed::within;
  return *rtt <= undefined_from * level ? Speed::slower : Speed::undefined;
}

bool agree(const MinuteResults& all, const MinutesOfBatch& batch, const Envelope& envelope) {
  if (all.target_sets[batch.target_set] != envelope.target_set) return false;
  decltype(envelope.outcomes) counts{};
  for (const auto& minute : batch.minutes) {
    for (const auto& test : minute.tests) {
      ++counts[static_cast<std::size_t>(all.results[test.result].outcome)];
    }
  }
  return counts == envelope.outcomes;
}

bool MinuteSum::take(std::uint64_t leaf, const Envelope& envelope, const Payload& payload) {
  std::map<std::int64_t, std::vector<Test>> minutes;
  for (const auto& row : payload.measurements) {
    const auto at = measured_at(envelope.closed_at, row.sent_at);
    if (!at) return false;
    minutes[at->since_epoch / 1min].push_back(
        {row.endpoint, index_in(seen_, result_of(row, payload))});
  }
  MinutesOfBatch batch{leaf, index_in(sum_.target_sets, envelope.target_set), {}};
  for (auto& [number, tests] : minutes) batch.minutes.push_back({number, std::move(tests)});
  sum_.batches.push_back(std::move(batch));
  return true;
}

// Results get the order in which anybody else would number them.
MinuteResults MinuteSum::results() && {
  sum_.results = seen_;
  std::ranges::sort(sum_.results);
  std::vector<std::uint32_t> renumbered;
  for (const auto& result : seen_) {
    const auto place = std::ranges::lower_bound(sum_.results, result);
    renumbered.push_back(static_cast<std::uint32_t>(place - sum_.results.begin()));
  }
  for (auto& batch : sum_.batches) {
    for (auto& [number, tests] : batch.minutes) {
      for (auto& test : tests) test.result = renumbered[test.result];
      std::ranges::sort(tests);
    }
  }
  return std::move(sum_);
}

}  // namespace tocsin::record
