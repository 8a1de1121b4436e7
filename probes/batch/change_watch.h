// Notices that a root letter has changed: that it answered before and now fails repeatedly, or the
// other way round. Such news does not wait for the end of a batch's period. Pure; one thread.
#pragma once

#include <cstdint>
#include <map>
#include <utility>

#include "core/plan/target.h"
#include "core/record/measurement.h"

namespace tocsin::probe {

class ChangeWatch {
 public:
  // `repeats`: as many outcomes in a row, other than before, are a change.
  ChangeWatch(const plan::TargetSet& targets, std::uint32_t repeats);

  enum class Verdict { as_before, changed };

  // Targets are taken to answer until they repeatedly do not. Those that are not root letters never
  // change: their batches close when their round ends.
  Verdict note(const record::Measurement& measurement);

 private:
  struct Series {
    bool answers = true;
    std::uint32_t contrary = 0;  // outcomes in a row that say otherwise
  };

  std::vector<bool> is_letter_;  // by endpoint
  std::uint32_t repeats_;
  std::map<std::pair<std::uint32_t, record::Transport>, Series> series_;
};

}  // namespace tocsin::probe
