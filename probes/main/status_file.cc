#include "probes/main/status_file.h"

#include "core/system/log.h"
#include "probes/main/status_json.h"

namespace tocsin::probe {
namespace {

constexpr Duration apart = std::chrono::seconds(5);

WallTime wall_at(const BothClocks& now, MonotonicTime time) {
  return now.wall - (now.after - time);
}

std::uint64_t lost_of(const SpoolCounts& counts) {
  return counts.thinned + counts.unreadable + counts.never_closed + counts.not_written;
}

std::uint64_t failed_of(const LaneCounts& counts) {
  return counts.no_answer + counts.not_acknowledged + counts.busy + counts.not_about_the_batch +
         counts.turned_away + counts.outbox_errors;
}

CollectorStatus::Way way_of(const Lane& lane) {
  using Way = CollectorStatus::Way;
  const auto& counts = lane.counts();
  if (counts.acknowledged + counts.refused + failed_of(counts) == 0) return Way::untried;
  return lane.delivering() ? Way::open : Way::failing;
}

InLogStatus in_log_of(const InclusionCounts& counts) {
  return {.proven = counts.proven,
          .unwitnessed = counts.unwitnessed,
          .unchecked = counts.unchecked,
          .dropped = counts.dropped};
}

}  // namespace

StatusFile::StatusFile(Surroundings around, Constants constants)
    : around_(std::move(around)),
      constants_(std::move(constants)),
      started_at_(around_.clock.wall()) {}

void StatusFile::batch_closed() {
  const auto now = around_.clock.monotonic();
  if (written_at_ && now - *written_at_ < apart) return;
  write(ProbeStatus::Phase::running);
}

void StatusFile::write(ProbeStatus::Phase phase) {
  written_at_ = around_.clock.monotonic();
  const auto text = encode_status(status(phase));
  constexpr auto privacy = durable::Privacy::owner_only;
  const auto done =
      durable::write_atomically(around_.files, constants_.path, as_bytes(text), privacy);
  // A line when it starts to fail, not one for each attempt.
  if (!done && writes_) {
    system::log(system::Level::warning, "status not written", {{"why", done.error().text}});
  }
  writes_ = done.has_value();
}

ProbeStatus StatusFile::status(ProbeStatus::Phase phase) const {
  const auto now = read_both(around_.clock);
  const auto clock = around_.clock_watch.reading();
  using Zone = ProbeStatus::Zone;
  return {.written_at = now.wall,
          .written_at_monotonic = now.after,
          .boot_id = constants_.boot_id,
          .phase = phase,
          .started_at = started_at_,
          .version = "tocsin-probe/" TOCSIN_VERSION,
          .probe = constants_.probe,
          .incarnation = around_.spool.incarnation(),
          .clock_bound = clock.bound,
          .clock_source = clock.source,
          .references = around_.references.counts(now.after),
          .plans = around_.plans().status(),
          .letters = around_.last_seen.all(now),
          .spool = spool_status(now),
          .collectors = collectors(now),
          .zone_is = around_.plans().needs_zone() ? Zone::needed : Zone::not_needed,
          .zone = zone()};
}

SpoolStatus StatusFile::spool_status(const BothClocks& now) const {
  const auto& spool = around_.spool;
  SpoolStatus status{.batches = spool.batches(),
                     .bytes = spool.bytes(),
                     .bytes_max = constants_.spool_bytes_max,
                     .oldest = spool.oldest(),
                     .oldest_closed_at = {},
                     .lost = lost_of(spool.counts())};
  const auto closed_at = spool.oldest_closed_at();
  if (closed_at) status.oldest_closed_at = wall_at(now, *closed_at);
  return status;
}

std::vector<CollectorStatus> StatusFile::collectors(const BothClocks& now) const {
  std::vector<CollectorStatus> all;
  for (std::size_t i = 0; i < around_.uplink.lanes().size(); ++i) {
    const auto& lane = *around_.uplink.lanes()[i];
    CollectorStatus collector{.name = lane.name(),
                              .certificate_ends = constants_.certificates_end.at(i),
                              .waiting = around_.spool.waiting_for(lane.name()),
                              .last = {},
                              .acknowledged = lane.counts().acknowledged,
                              .refused = lane.counts().refused,
                              .failed = failed_of(lane.counts()),
                              .way = way_of(lane),
                              .in_log = in_log_of(around_.inclusion.counts(i))};
    if (const auto why = lane.turned_away()) collector.turned_away = name_of(*why);
    if (const auto& last = lane.last_acknowledged()) {
      collector.last = LastDelivery{.sequence = last->sequence, .at = wall_at(now, last->at)};
    }
    all.push_back(std::move(collector));
  }
  return all;
}

std::optional<ZoneStatus> StatusFile::zone() const {
  const auto* held = around_.plans().zone();
  if (held == nullptr) return std::nullopt;
  return ZoneStatus{.serial = held->serial,
                    .in_force_since = held->in_force_since,
                    .verified_at = held->verified_at,
                    .good_until = held->good_until};
}

}  // namespace tocsin::probe
