// Measurements of the root out of a collector's log: each batch by the key that its probe enrolled
// with, each probe by the word of a country whose key the reader brings. Takes two readings of the
// log, because what a batch refers to may come after it. Pure.
//
// What is left out is counted: nothing of it is taken as a failure of the root.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "audit/measurement_file.h"
#include "audit/reply_judge.h"
#include "core/assess/root_measurement.h"
#include "core/entry/journal_record.h"
#include "core/entry/roster.h"
#include "core/record/annotation.h"
#include "core/record/cut_times.h"
#include "core/record/measurement.h"
#include "core/record/payload.h"
#include "core/record/signed_envelope.h"

namespace tocsin::audit {

using entry::CountryKeys;

// An isolated probe's measurements count for its country, and have no voice in a global figure.
enum class Isolated : std::uint8_t { kept, left_out };

// Whose envelopes are looked at: of what is handed over, or of every batch in the log.
enum class Envelopes : std::uint8_t { of_plan, all };

struct LogQuestion {
  std::string plan;  // batches of this plan
  CountryKeys countries;
  crypto::PublicKey log_key{};  // has acknowledged each batch that counts
  Isolated isolated = Isolated::kept;
  Envelopes envelopes = Envelopes::of_plan;
};

struct LogCounts {
  std::uint64_t batches = 0;       // of the plan
  std::uint64_t measurements = 0;  // handed over
  // Batches left out.
  std::uint64_t not_acknowledged = 0;  // contradict another, or so dated that nobody believes it
  std::uint64_t not_signed = 0;        // not by the key of an enrolled probe
  std::uint64_t unreadable = 0;        // a payload that is not what the envelope says
  std::uint64_t unknown_targets = 0;   // their target set is nowhere in the log
  // Measurements left out.
  std::uint64_t not_attested =
      0;                      // no country has vouched for the probe then, or no clock says when
  std::uint64_t cut_off = 0;  // the probe's own way may have been cut (core/record/cut_times.h)

  bool operator==(const LogCounts&) const = default;
};

class LogMeasurements {
 public:
  // Replies that are kept for judging: those of a month of 20 vantage points are a quarter of it.
  static constexpr std::uint64_t reply_octets_max = 1ULL << 30;

  static constexpr std::size_t annotations_max = 65'536;

  // The judge may be none: then correctness is not judged.
  LogMeasurements(LogQuestion question, ReplyJudge* judge);

  // The first reading.
  Status<> learn(const entry::JournalRecord& record);
  // The second one.
  Status<> hand_over(const entry::JournalRecord& record, const MeasurementSink& sink);

  const LogCounts& counts() const { return counts_; }
  // Of batches of other plans, where all envelopes are looked at: so many, and what is wrong.
  const LogCounts& others() const { return others_; }
  // Each once, whoever signed it.
  const std::vector<record::Annotation>& annotations() const { return annotations_; }
  const entry::Roster& roster() const { return roster_; }

 private:
  Status<> learn_targets(const entry::JournalRecord& record);
  Status<> learn_annotation(ByteView body);
  Status<> learn_batch(const entry::JournalRecord& record);
  void learn_cuts(const record::SignedEnvelope& envelope);
  Status<> learn_replies(const record::Payload& payload);
  std::optional<record::VerifiedEnvelope> counted(const entry::JournalRecord& record);
  Status<> hand_over(const record::Envelope& envelope,
                     const record::Payload& payload,
                     const record::Measurement& row,
                     const MeasurementSink& sink);
  bool cut_off(const record::Envelope& envelope, plan::Family family, WallTime time) const;
  std::optional<bool> judged(const record::Payload& payload,
                             const record::Answer& answer,
                             WallTime at);

  LogQuestion question_;
  ReplyJudge* judge_;
  LogCounts counts_;
  LogCounts others_;
  entry::Roster roster_;
  assess::RootTargets targets_;
  record::CutTimes cuts_;
  std::set<Digest> annotations_seen_;
  std::vector<record::Annotation> annotations_;
  std::map<Digest, Bytes> replies_;  // whole ones
  std::uint64_t reply_octets_ = 0;
};

}  // namespace tocsin::audit
