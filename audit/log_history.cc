#include "audit/log_history.h"

#include "core/record/sealed_payload.h"
#include "core/record/signed_acknowledgement.h"
#include "core/window/root_history.h"

namespace tocsin::audit {
namespace {

class Replay {
 public:
  explicit Replay(const HistoryQuestion& question)
      : question_(question),
        history_({.from = question.from,
                  .anchors = question.anchors,
                  .roster = entry::Roster(question.countries)}) {}

  Status<> take(const entry::JournalRecord& record) {
    const auto index = next_++;
    if (question_.size && index >= *question_.size) return {};
    if (record.entry.kind == entry::Kind::batch) return take_batch(index, record), Status<>();
    return history_.learn(index, record.entry, record.payload);
  }

  assess::LogWindows at(WallTime now) const { return history_.at(now); }

 private:
  // What the collector has not acknowledged, or what is not by the probe's key, says nothing.
  void take_batch(std::uint64_t index, const entry::JournalRecord& record) {
    const auto body = record.entry.body;
    const auto word = record::open_acknowledgement(record.acknowledgement, question_.log_key);
    auto envelope = record::SignedEnvelope::decode({body.begin(), body.end()});
    if (!word || !envelope || word->envelope != record::envelope_digest(body)) return;
    const auto verified = history_.roster().verify(*std::move(envelope));
    if (!verified) return;
    const auto& said = verified->envelope();
    record::Payload payload;
    if (history_.reads_payload(index, said)) {
      auto opened = record::open(said, record.payload);
      if (!opened) return;
      payload = *std::move(opened);
    }
    history_.take(index, {said, payload, word->at, word->admission});
  }

  const HistoryQuestion& question_;
  std::uint64_t next_ = 0;
  window::RootHistory history_;
};

}  // namespace

Result<assess::LogWindows> windows_of(const CollectorLog& log, HistoryQuestion question) {
  const auto size = log.checkpoint().tree.size;
  if (question.size.value_or(size) > size) {
    return fail("the log has only " + std::to_string(size) + " entries");
  }
  Replay replay(question);
  const auto take = [&replay](const auto& record) { return replay.take(record); };
  if (auto done = log.read(take); !done) return tl::unexpected(done.error());
  return replay.at(question.at);
}

}  // namespace tocsin::audit
