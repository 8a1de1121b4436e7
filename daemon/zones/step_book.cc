#include "daemon/zones/step_book.h"

#include "core/entry/zone_step_codec.h"

namespace tocsin::collector {

void StepBook::take(const entry::EntryView& entry, ByteView object) {
  if (entry.kind != entry::Kind::zone_step) return;
  auto step = entry::decode_zone_step(object);
  if (!step) return;
  ++taken_;
  steps_.push_front(*std::move(step));
  if (steps_.size() > steps_max) steps_.pop_back();
}

bool StepBook::ends_with(std::uint32_t before, std::uint32_t after) const {
  return !steps_.empty() && steps_.front().before == before && steps_.front().after == after;
}

std::array<std::size_t, zone::alarm_count> StepBook::alarms_since(WallTime time) const {
  std::array<std::size_t, zone::alarm_count> counts{};
  for (const auto& step : steps_) {
    if (step.first_seen < time) continue;
    for (const auto& change : step.changes) {
      for (const auto alarm : change.alarms) ++counts[static_cast<std::size_t>(alarm)];
    }
  }
  return counts;
}

}  // namespace tocsin::collector
