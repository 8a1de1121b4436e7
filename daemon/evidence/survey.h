// What of a log belongs to a question, found out in one pass over its entries: which batches answer
// it, between which recorded checkpoints they lie, and what was logged earlier of probes and plans.
// Keeps what goes into the bundle and no more, however long the log is. Pure.
//
// | mark   | is                                                                             |
// |--------|--------------------------------------------------------------------------------|
// | before | the largest recorded tree that all its witnesses had seen by the question's    |
// |        | beginning, and that none of its batches is in                                  |
// | after  | the first recorded tree that no witness had seen until so long after its end,  |
// |        | and that all of its batches are in                                             |
//
// Batches that come a day later still are left out and counted: else anybody who sends old batches
// could make every bundle as long as the log.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/digest.h"
#include "core/bundle/claim.h"
#include "core/entry/entry.h"
#include "core/record/signed_envelope.h"
#include "core/tlog/policy.h"

namespace tocsin::collector {

// A checkpoint of the log, and its witnesses' times.
struct Mark {
  std::string note;
  std::uint64_t size = 0;
  std::optional<WallTime> first = {};  // no witness had seen it earlier
  std::optional<WallTime> at = {};     // all of them had seen it by then
};

// Of those witnesses of the policy whose signatures are below the note, by what they say: nothing
// is verified. The times alone; nothing where there is none.
std::optional<Mark> times_said(const tlog::Note& note, const tlog::Policy& policy);

struct RelevantBatch {
  std::uint64_t index = 0;
  Digest payload{};
  std::uint32_t payload_bytes = 0;
};

class Survey {
 public:
  // As many as a bundle has room for.
  static constexpr std::size_t batches_max = 1'000'000;
  static constexpr Duration latest = std::chrono::hours(24);
  // A target set is sent along with every 360th batch of a plan, which may be thirty hours.
  static constexpr Duration objects_age_max = std::chrono::hours(36);

  // The policy outlives this; `late`: so long after its end the range ends at the earliest.
  Survey(bundle::Question question, Duration late, const tlog::Policy& policy);

  // Every entry of the log, in its order.
  void take(std::uint64_t index, ByteView entry);

  const std::vector<RelevantBatch>& batches() const { return batches_; }
  bool too_many() const { return too_many_; }
  std::uint64_t too_late() const { return too_late_; }

  const std::optional<Mark>& before() const { return before_; }
  const std::optional<Mark>& after() const { return after_; }
  bool any_recorded() const { return any_recorded_; }

  // Which entries have time-stamps of a recorded checkpoint, by the index of its entry.
  const std::map<std::uint64_t, std::vector<std::uint64_t>>& stamps() const { return stamps_; }

  // Enrolments, countries' statements and revocations, plans and opt-outs, by index.
  const std::vector<std::uint64_t>& said() const { return said_; }
  // Which entry names this plan or target set.
  std::optional<std::uint64_t> entry_of(const Digest& object) const;
  // From here on there may be what the batches refer to.
  std::uint64_t objects_from() const;

 private:
  void take_batch(std::uint64_t index, ByteView body);
  void take_checkpoint(std::uint64_t index, ByteView body);
  void take_stamp(std::uint64_t index, ByteView body);
  void take_reference(std::uint64_t index, ByteView body);

  bundle::Question question_;
  Duration late_;
  const tlog::Policy& policy_;
  std::vector<RelevantBatch> batches_;
  bool too_many_ = false;
  bool over_ = false;  // what comes now comes too late
  std::uint64_t too_late_ = 0;
  std::optional<Mark> before_;
  std::optional<Mark> after_;
  bool any_recorded_ = false;
  std::map<std::uint64_t, std::vector<std::uint64_t>> stamps_;
  std::vector<std::uint64_t> said_;
  std::map<Digest, std::uint64_t> referred_;
  std::optional<std::uint64_t> first_recent_;
};

}  // namespace tocsin::collector
