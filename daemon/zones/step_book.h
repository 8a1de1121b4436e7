// What changed from each root zone to the next, as the log says it. Rebuilt from the journal's
// entries; one thread at a time.
#pragma once

#include <array>
#include <deque>

#include "core/entry/entry.h"
#include "core/zone/difference_feed.h"

namespace tocsin::collector {

class StepBook {
 public:
  static constexpr std::size_t steps_max = 128;  // the newest; about two months of them

  // An entry of the log, with its object. Others than steps are passed over, and so is what cannot
  // be read.
  void take(const entry::EntryView& entry, ByteView object);

  const std::deque<zone::ZoneStep>& steps() const { return steps_; }  // the newest first
  std::uint64_t taken() const { return taken_; }                      // in all

  // Whether the newest is from this serial to that.
  bool ends_with(std::uint32_t before, std::uint32_t after) const;

  // In how many delegations each alarm was raised in steps from then on, by its number.
  std::array<std::size_t, zone::alarm_count> alarms_since(WallTime time) const;

 private:
  std::deque<zone::ZoneStep> steps_;
  std::uint64_t taken_ = 0;
};

}  // namespace tocsin::collector
