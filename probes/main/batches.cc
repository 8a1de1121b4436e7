#include "probes/main/batches.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <numeric>

#include "core/system/clock_reading.h"
#include "core/system/log.h"
#include "probes/batch/recordable.h"

namespace tocsin::probe {
namespace {

namespace asio = boost::asio;

bool is_of_tlds(const plan::Plan& plan) {
  return std::ranges::any_of(plan.measures, [](const plan::Measure& measure) {
    return measure.zones == plan::Zones::tlds;
  });
}

}  // namespace

Batches::Batches(const asio::any_io_executor& executor,
                 Surroundings around,
                 Author author,
                 const plan::Plan& plan,
                 const plan::TargetSet& targets)
    : timer_(executor),
      around_(std::move(around)),
      boot_id_(author.boot_id),
      writer_(std::move(author), plan, targets),
      importance_(is_of_tlds(plan) ? Importance::tld : Importance::root),
      closes_empty_(plan.name == plan::watch().name),
      policy_(plan, around_.clock.monotonic()),
      changes_(targets, plan.early_close.outcomes),
      open_(around_.clock.monotonic()),
      draws_(around_.entropy) {}

void Batches::add(record::Observation observation) {
  if (!is_recordable(observation.measurement)) return not_measured(plan::NotMeasured::host);
  if (open_.full()) close();
  if (open_.full()) return not_measured(plan::NotMeasured::host);
  const bool changed = changes_.note(observation.measurement) == ChangeWatch::Verdict::changed;
  open_.add(std::move(observation));
  if (!changed) return;
  policy_.want_early();
  timer_.cancel();  // the time to close may have come nearer
}

void Batches::add(const record::Lookup& lookup) {
  if (!is_recordable(lookup)) return not_measured(plan::NotMeasured::host);
  if (open_.full()) close();
  if (open_.full()) return not_measured(plan::NotMeasured::host);
  open_.add(lookup);
}

void Batches::not_measured(plan::NotMeasured reason, std::uint64_t count) {
  left_out_.add(reason, count);
  open_.add_not_measured(count);
}

net::Task<> Batches::run() {
  for (;;) {
    const auto now = around_.clock.monotonic();
    if (policy_.due(now)) close();
    timer_.expires_after(policy_.next() - now);
    // Time is up, or `add` has woken us, or we are cancelled: then the next wait ends this task.
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

void Batches::close() {
  const auto now = around_.clock.monotonic();
  if (open_.empty() && !closes_empty_) {
    open_ = OpenBatch(now);
    policy_.closed(now);
    return;
  }
  const auto kept = keep();
  policy_.closed(around_.clock.monotonic());
  note(kept);
  if (kept) around_.on_closed();
}

// The number of the batch that is in the spool now.
Result<std::uint64_t> Batches::keep() {
  const auto sequence = around_.spool.next();
  if (!sequence) return sequence;
  auto last_words = closing(*sequence);
  Batch batch{.sequence = *sequence,
              .importance = importance_,
              .closed_at = last_words.at.monotonic,
              .boot_id = boot_id_,
              .gaps = last_words.gaps,
              .envelope = {},
              .payload = {}};
  OpenBatch next(last_words.at.monotonic);
  forget_lost_replies();
  known_.at(last_words.at.wall);
  auto closed = writer_.close(std::exchange(open_, std::move(next)), std::move(last_words), known_);
  batch.envelope = closed.envelope.bytes();
  batch.payload = std::move(closed.payload);
  if (const auto added = around_.spool.add(batch); !added) return fail(added.error().text);
  known_.add(closed.replies);
  remember(closed.envelope.envelope());
  return sequence;
}

void Batches::remember(const record::Envelope& envelope) {
  const auto& outcomes = envelope.outcomes;
  last_batch_ =
      BatchStatus{.sequence = envelope.sequence,
                  .closed_at = envelope.closed_at.wall,
                  .measured = std::accumulate(outcomes.begin(), outcomes.end(), std::uint64_t{0}),
                  .not_measured = envelope.not_measured};
}

// What a collector will never have from us cannot be named to it.
void Batches::forget_lost_replies() {
  const auto& counts = around_.spool.counts();
  const auto lost =
      counts.thinned + counts.unreadable + counts.refused + counts.acknowledged_elsewhere;
  if (lost != batches_lost_) known_.forget();
  batches_lost_ = lost;
}

Closing Batches::closing(std::uint64_t sequence) {
  Closing closing;
  closing.sequence = sequence;
  closing.previous = around_.spool.last_envelope();
  closing.at = around_.clock_reading ? around_.clock_reading()
                                     : system::read_clock(around_.clock, system::read_discipline());
  closing.references = around_.references.counts(closing.at.monotonic);
  closing.gaps = around_.spool.gaps_to_tell();
  if (around_.commitments) closing.commitments = around_.commitments();
  if (around_.checkpoints) closing.checkpoints = around_.checkpoints();
  closing.ports = around_.ports;
  draws_.renew();
  closing.secrets = draws_.to_tell();
  return closing;
}

// A line when it starts to fail and when it works again, not one for each batch.
void Batches::note(const Result<std::uint64_t>& kept) {
  if (kept.has_value() == keeping_) return;
  keeping_ = kept.has_value();
  if (kept) {
    system::log(system::Level::notice, "batches are kept again", {{"sequence", *kept}});
  } else {
    system::log(system::Level::error, "batches are not kept", {{"why", kept.error().text}});
  }
}

}  // namespace tocsin::probe
