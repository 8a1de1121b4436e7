#include "tests/unit/probes/main/sample_status.h"

namespace tocsin::probe {

using namespace std::chrono_literals;

ProbeStatus sample_status() {
  constexpr WallTime now{1'787'140'800s};
  ProbeStatus status{.written_at = now,
                     .written_at_monotonic = {86'400s},
                     .boot_id = {0x6a, 0xd2},
                     .phase = ProbeStatus::Phase::running,
                     .started_at = now - 3h,
                     .version = "tocsin-probe/0.1.0",
                     .probe = {0xb1, 0x9e},
                     .incarnation = 0xfedc'ba98'7654'3210,
                     .clock_bound = 2ms,
                     .clock_source = record::ClockSource::chrony,
                     .references = {},
                     .plans = {},
                     .letters = {},
                     .spool = {},
                     .collectors = {},
                     .zone_is = ProbeStatus::Zone::needed,
                     .zone = {}};
  status.references.v4 = {{{1, 1}, {2, 2}, {3, 0}}};
  status.references.v6 = {{{1, 1}, {2, 2}, {3, 3}}};
  status.plans.push_back({.name = "watch", .last_batch = {}, .left_out = {}});
  status.plans.push_back(
      {.name = "spec10",
       .last_batch =
           BatchStatus{
               .sequence = 4711, .closed_at = now - 12s, .measured = 1902, .not_measured = 5},
       .left_out = {}});
  status.plans[1].left_out.add(plan::NotMeasured::budget, 5);
  status.letters.push_back({.letter = 'k',
                            .family = plan::Family::v6,
                            .transport = record::Transport::tcp,
                            .outcome = record::Outcome::answered,
                            .rtt = 17'280us,
                            .sent_at = now - 7s});
  status.letters.push_back(
      {.letter = 'm', .outcome = record::Outcome::timeout, .rtt = {}, .sent_at = now - 9s});
  status.spool = {.batches = 40,
                  .bytes = 1'638'400,
                  .bytes_max = 1'073'741'824,
                  .oldest = 4672,
                  .oldest_closed_at = now - 400s,
                  .lost = 0};
  status.collectors.push_back(
      {.name = "geneva",
       .certificate_ends = now + 24h * 30,
       .waiting = 40,
       .last = LastDelivery{.sequence = 4671, .at = now - 390s},
       .acknowledged = 4672,
       .refused = 0,
       .failed = 9,
       .way = CollectorStatus::Way::failing,
       .turned_away = "revoked",
       .in_log = {.proven = 65, .unwitnessed = 2, .unchecked = 0, .dropped = 1}});
  status.collectors.push_back(
      {.name = "nairobi", .certificate_ends = {}, .waiting = 40, .last = {}, .in_log = {}});
  status.zone = ZoneStatus{.serial = 2026081901,
                           .in_force_since = now - 2h,
                           .verified_at = now - 1h,
                           .good_until = now + 24h * 10};
  return status;
}

}  // namespace tocsin::probe
