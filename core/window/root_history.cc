#include "core/window/root_history.h"

#include <algorithm>

#include "core/entry/object.h"
#include "core/record/target_set.h"

namespace tocsin::window {

RootHistory::RootHistory(Beginning beginning)
    : from_(beginning.from),
      size_(beginning.from),
      roster_(std::move(beginning.roster)),
      day_(std::move(beginning.targets)),
      judge_(std::move(beginning.anchors), std::move(beginning.zones)) {}

Status<> RootHistory::learn(std::uint64_t index, const entry::EntryView& entry, ByteView object) {
  if (!follows(entry.kind)) return {};
  size_ = std::max(size_, index + 1);
  if (entry.kind == entry::Kind::target_set) return learn_targets(entry.body, object), Status<>();
  if (entry.kind != entry::Kind::zone) return roster_.learn(entry);
  judge_.learn(index, entry.body, object);
  return {};
}

// An object that is another, or none, is as if it were not there.
void RootHistory::learn_targets(ByteView body, ByteView object) {
  const auto reference = entry::decode_object_reference(body);
  const auto set = record::decode_target_set(object);
  if (set && reference == entry::refer_to(object)) day_.learn(reference->digest, *set);
}

void RootHistory::take(std::uint64_t index, const Batch& batch) {
  if (index < from_) return day_.learn(batch.envelope, batch.payload);
  size_ = index + 1;
  const auto* probe = roster_.find(batch.envelope.probe);
  if (probe == nullptr) return;
  const auto attested = [probe](WallTime time) { return probe->attested_at(time) != nullptr; };
  const auto wait = [this](const auto& response, const auto& reply) {
    judge_.wait(response, reply);
  };
  day_.take({.probe = probe->name,
             .envelope = batch.envelope,
             .payload = batch.payload,
             .arrival = batch.arrival,
             .admission = batch.admission},
            attested,
            wait);
  judge_.judge_due(batch.arrival, [this](const auto& response) { day_.judged(response); });
}

bool RootHistory::reads_payload(std::uint64_t index, const record::Envelope& envelope) const {
  return !day_.knows(envelope.target_set) || (index >= from_ && assess::RootDay::reads(envelope));
}

assess::LogWindows RootHistory::at(WallTime now) const {
  assess::LogWindows windows{.from = from_, .size = size_};
  for (std::size_t i = 0; i < assess::all_windows.size(); ++i) {
    windows.figures[i] = day_.figures(assess::all_windows[i], now);
  }
  return windows;
}

}  // namespace tocsin::window
