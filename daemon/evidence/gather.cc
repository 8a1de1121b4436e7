#include "daemon/evidence/gather.h"

#include <algorithm>

#include "core/bundle/account.h"
#include "core/bundle/archive.h"
#include "core/bundle/cut.h"
#include "core/entry/logged_time_stamp.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/entry_bundle.h"
#include "core/tlog/tile_files.h"
#include "daemon/evidence/log_files.h"
#include "daemon/ledger/log_folder.h"

namespace tocsin::collector {
namespace {

// Most entries are envelopes, and none of those is shorter.
constexpr std::uint64_t usual_entry_bytes = 256;

// A checkpoint of this log, with the latest of its witnesses' times, all verified.
Result<Mark> verified(std::string text, const tlog::Policy& policy) {
  const auto note = tlog::parse_note(text);
  if (!note) return tl::unexpected(note.error());
  const auto voices = tlog::voices_for(*note, policy);
  if (!voices) return tl::unexpected(voices.error());
  const auto checkpoint = tlog::parse_checkpoint(note->text);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  Mark mark{std::move(text), checkpoint->tree.size};
  for (const auto& voice : voices->witnesses) {
    if (!voice.at) continue;
    mark.first = std::min(mark.first.value_or(*voice.at), *voice.at);
    mark.at = std::max(mark.at.value_or(*voice.at), *voice.at);
  }
  return mark;
}

class Gathering {
 public:
  Gathering(durable::FileSystem& files,
            const LedgerPlaces& places,
            const EvidenceWish& wish,
            const tlog::Policy& policy)
      : files_(files),
        places_(places),
        wish_(wish),
        policy_(policy),
        folder_(files, places.log),
        source_(files_of_any_size(folder_)),
        survey_(wish.question, wish.late, policy) {}

  Result<Evidence> run() {
    Status<> done = read_checkpoints();
    if (done) done = look_through();
    if (done) done = choose_marks();
    if (done) done = check_size();
    if (done) done = choose_stamped();
    if (done) done = cut();
    if (done) done = add_objects();
    if (!done) return tl::unexpected(done.error());
    return std::move(evidence_);
  }

 private:
  // The cosigned one first: whatever is committed meanwhile is larger.
  Status<> read_checkpoints() {
    const auto cosigned = folder_.cosigned();
    const auto bytes = durable::read_whole(files_, places_.committed, tlog::note_bytes_max);
    if (!bytes) return durable::fail(bytes.error());
    auto committed = verified(std::string(as_text(*bytes)), policy_);
    if (!committed) return fail(places_.committed.string() + ": " + committed.error().text);
    committed_ = *std::move(committed);
    if (!cosigned) return {};
    auto mark = verified(*cosigned, policy_);
    if (mark && mark->at && mark->size <= committed_.size) cosigned_ = *std::move(mark);
    return {};
  }

  Status<> look_through() {
    for (std::uint64_t first = 0; first < committed_.size; first += tlog::tile_width) {
      const auto entries = bundle_at(first / tlog::tile_width);
      if (!entries) return tl::unexpected(entries.error());
      for (std::uint64_t i = 0; i < entries->size(); ++i) survey_.take(first + i, (*entries)[i]);
    }
    const auto& question = wish_.question;
    if (!survey_.batches().empty()) return {};
    return fail("no batch of the plan " + question.plan + " is of " + to_rfc3339(question.from) +
                " to " + to_rfc3339(question.to));
  }

  Result<std::vector<Bytes>> bundle_at(std::uint64_t place) const {
    const auto width = std::min(tlog::tile_width, committed_.size - place * tlog::tile_width);
    const auto bundle = tlog::bundle_from(source_, place, width);
    const auto entries = bundle ? tlog::decode_bundle(*bundle) : std::nullopt;
    if (!entries || entries->size() != width) {
      return fail("the log has no " + tlog::bundle_path(place, width));
    }
    std::vector<Bytes> all;
    for (const auto& entry : *entries) all.emplace_back(entry.begin(), entry.end());
    return all;
  }

  Status<> choose_marks() {
    evidence_.batches = survey_.batches().size();
    evidence_.too_late = survey_.too_late();
    if (survey_.before()) {
      auto before = verified(survey_.before()->note, policy_);
      if (!before) return fail("a recorded checkpoint: " + before.error().text);
      evidence_.before = *std::move(before);
    }
    if (!survey_.after()) {
      const auto last = survey_.batches().back().index;
      const bool cosigned = cosigned_ && cosigned_->size > last;
      evidence_.after = cosigned ? *cosigned_ : committed_;
      evidence_.after_is = cosigned ? Evidence::After::cosigned : Evidence::After::committed;
      return {};
    }
    auto after = verified(survey_.after()->note, policy_);
    if (!after) return fail("a recorded checkpoint: " + after.error().text);
    evidence_.after = *std::move(after);
    evidence_.after_is = Evidence::After::recorded;
    return {};
  }

  // Before anything of it is in memory.
  Status<> check_size() {
    evidence_.first = first();
    const auto bytes_max = bundle::Limits().bytes_max;
    std::uint64_t bytes = (evidence_.after.size - evidence_.first) * usual_entry_bytes;
    for (const auto& batch : survey_.batches()) bytes += batch.payload_bytes;
    if (!survey_.too_many() && bytes <= bytes_max) return {};
    return fail("the answer is too large for a bundle: " +
                std::to_string(evidence_.after.size - evidence_.first) + " entries, " +
                std::to_string(survey_.batches().size()) + " batches of it, about " +
                std::to_string(bytes >> 20) + " MiB; ask for less");
  }

  // Without a checkpoint from before the span only the whole log shows that nothing is left out;
  // a log that has never recorded any can show that for no span.
  std::uint64_t first() const {
    if (evidence_.before) return bundle::range_first(evidence_.before->size);
    return survey_.any_recorded() ? 0 : bundle::range_first(survey_.batches().front().index);
  }

  Result<Bytes> entry_at(std::uint64_t index) const {
    const auto entries = bundle_at(index / tlog::tile_width);
    if (!entries) return tl::unexpected(entries.error());
    return entries->at(index % tlog::tile_width);
  }

  // The first recorded checkpoint from `after` on that any authority has stamped: whatever was
  // there when it was, was there then.
  Status<> choose_stamped() {
    const auto& stamps = survey_.stamps();
    for (auto at = stamps.lower_bound(evidence_.after.size); at != stamps.end(); ++at) {
      const auto bytes = entry_at(at->first);
      if (!bytes) return tl::unexpected(bytes.error());
      const auto recorded = entry::decode(*bytes);
      if (!recorded || recorded->kind != entry::Kind::checkpoint) continue;
      auto tree = verified(std::string(as_text(recorded->body)), policy_);
      if (!tree || tree->size < evidence_.after.size) continue;
      evidence_.stamped = tree->size;
      stamped_ = std::move(tree->note);
      return take_tokens(at->second);
    }
    return {};
  }

  Status<> take_tokens(const std::vector<std::uint64_t>& indexes) {
    for (const auto index : indexes) {
      const auto bytes = entry_at(index);
      if (!bytes) return tl::unexpected(bytes.error());
      const auto entry = entry::decode(*bytes);
      const auto stamp = entry::decode_time_stamp(entry->body);
      tokens_[index] = Bytes(stamp->token.begin(), stamp->token.end());
    }
    evidence_.tokens = tokens_.size();
    return {};
  }

  // The last entry in the tree of `before` with a time-stamp: what is behind it was logged after
  // that.
  std::optional<std::uint64_t> last_stamp_before() const {
    std::optional<std::uint64_t> last;
    for (const auto& [checkpoint, indexes] : survey_.stamps()) {
      for (const auto index : indexes) {
        if (index < evidence_.before->size) last = std::max(last.value_or(index), index);
      }
    }
    return last;
  }

  Status<> cut() {
    bundle::Cut cut{.before = {}, .after = evidence_.after.note, .first = evidence_.first};
    cut.stamped = stamped_;
    cut.tokens = tokens_;
    if (evidence_.before) cut.before = evidence_.before->note;
    for (const auto index : survey_.said()) {
      if (index < evidence_.first) cut.earlier.push_back(index);
    }
    const auto stamp = evidence_.before ? last_stamp_before() : std::nullopt;
    if (stamp && *stamp < evidence_.first) cut.earlier.push_back(*stamp);
    evidence_.earlier = cut.earlier.size();
    auto contents = bundle::cut_from(source_, cut);
    if (!contents) return tl::unexpected(contents.error());
    evidence_.contents = *std::move(contents);
    return {};
  }

  Status<> add_objects() {
    JournalObjects objects(files_, places_.journal, survey_, evidence_.after.size);
    const auto missing = objects.add_to(evidence_.contents);
    if (!missing) return tl::unexpected(missing.error());
    evidence_.missing = *missing;
    return {};
  }

  durable::FileSystem& files_;
  const LedgerPlaces& places_;
  const EvidenceWish& wish_;
  const tlog::Policy& policy_;
  LogFolder folder_;
  tlog::FileSource source_;
  Survey survey_;
  Mark committed_;
  std::optional<Mark> cosigned_;
  std::optional<std::string> stamped_;
  std::map<std::uint64_t, Bytes> tokens_;
  Evidence evidence_;
};

}  // namespace

Result<Evidence> gather(durable::FileSystem& files,
                        const LedgerPlaces& places,
                        const EvidenceWish& wish,
                        const tlog::Policy& policy,
                        WallTime now) {
  const auto& question = wish.question;
  if (auto good = bundle::check_question(question); !good) return tl::unexpected(good.error());
  if (question.from > now) return fail("the span has not begun");
  return Gathering(files, places, wish, policy).run();
}

}  // namespace tocsin::collector
