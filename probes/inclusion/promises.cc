#include "probes/inclusion/promises.h"

#include <algorithm>
#include <array>

#include "core/base/check.h"

namespace tocsin::probe {
namespace {

constexpr Duration shortest_pause = std::chrono::seconds(1);

Duration pause_after(MonotonicTime now, MonotonicTime end, Duration merge_delay) {
  if (now < end) return std::min(Promises::asked_again_after, end - now);
  return std::clamp(merge_delay, shortest_pause, Promises::attempts_apart);
}

}  // namespace

bool Promises::wants_one(MonotonicTime now) const {
  return now >= next_sample_at_ && waiting_.size() < waiting_max;
}

void Promises::take(Promise promise, MonotonicTime now) {
  const auto delay = std::max(promise.word.maximum_merge_delay, Duration::zero());
  const auto first = asked_after + drawn_below(asked_after);
  next_sample_at_ = now + drawn_below(2 * sampled_every);
  waiting_.push_back(
      {.promise = std::move(promise), .end = now + delay, .ask_at = now + std::min(first, delay)});
}

const Promise* Promises::due(MonotonicTime now) const {
  const auto first = std::ranges::min_element(waiting_, {}, &Waiting::ask_at);
  return first != waiting_.end() && first->ask_at <= now ? &first->promise : nullptr;
}

std::optional<MonotonicTime> Promises::next_due() const {
  const auto first = std::ranges::min_element(waiting_, {}, &Waiting::ask_at);
  return first == waiting_.end() ? std::nullopt : std::optional(first->ask_at);
}

Promises::Step Promises::settle(const Digest& envelope, Found found, MonotonicTime now) {
  const auto is_it = [&](const Waiting& each) { return each.promise.word.envelope == envelope; };
  const auto waiting = std::ranges::find_if(waiting_, is_it);
  check(waiting != waiting_.end(), "only what waits is asked for");
  const auto next = step(*waiting, found, now);
  const bool goes_on = next == Step::wait || next == Step::dropped;
  if (next == Step::proven) ++counts_.proven;
  if (next == Step::unwitnessed) ++counts_.unwitnessed;
  if (next == Step::dropped) ++counts_.dropped;
  if (next == Step::late) ++counts_.late;
  if (next == Step::unchecked && !waiting->dropped) ++counts_.unchecked;
  if (goes_on) {
    waiting->dropped = waiting->dropped || next == Step::dropped;
    waiting->ask_at =
        now + pause_after(now, waiting->end, waiting->promise.word.maximum_merge_delay);
  } else {
    waiting_.erase(waiting);
  }
  return next;
}

Promises::Step Promises::step(Waiting& waiting, Found found, MonotonicTime now) const {
  const bool ended = now >= waiting.end;
  const bool proves = found == Found::witnessed ||
                      (found == Found::signed_only && needs_ == Needs::the_logs_signature);
  if (proves) return there(waiting);
  // Once witnesses have seen a tree without it, the log's own word is not enough.
  if (found == Found::signed_only && ended && !waiting.dropped) return Step::unwitnessed;
  if (found == Found::missing && ended) ++waiting.missing;
  if (waiting.missing == attempts && !waiting.dropped) return Step::dropped;
  return now >= waiting.end + given_up_after ? Step::unchecked : Step::wait;
}

Promises::Step Promises::there(const Waiting& waiting) const {
  return waiting.dropped ? Step::late : Step::proven;
}

Duration Promises::drawn_below(Duration longest) {
  return Duration(entropy_->u64() % static_cast<std::uint64_t>(longest.count()));
}

std::string_view name_of(Promises::Step step) {
  constexpr std::array<std::string_view, 6> names{
      "wait", "proven", "unwitnessed", "dropped", "late", "unchecked"};
  return names[static_cast<std::size_t>(step)];
}

}  // namespace tocsin::probe
