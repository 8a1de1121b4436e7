#include "daemon/segments/segment_minutes.h"

#include <algorithm>
#include <functional>
#include <map>

#include "core/durable/journal_reader.h"
#include "core/entry/journal_record.h"
#include "core/record/sealed_payload.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/signed_envelope.h"

namespace tocsin::collector {
namespace {

struct Batch {
  std::uint64_t index = 0;
  const record::Envelope& envelope;
  ByteView payload;
  WallTime taken;  // by the collector, or as its probe closed it: the later
};
using Visit = std::function<Status<>(const Batch& batch)>;

Status<> take(std::uint64_t index, ByteView bytes, const std::string& plan, const Visit& visit) {
  const auto record = entry::decode_journal_record(bytes);
  if (!record) return fail("is none of ours");
  if (record->entry.kind != entry::Kind::batch || record->acknowledgement.empty()) return {};
  const auto body = record->entry.body;
  const auto envelope = record::SignedEnvelope::decode({body.begin(), body.end()});
  const auto word = record::peek_acknowledgement(record->acknowledgement);
  if (!envelope || !word) return fail("is no batch");
  const bool is_trusted = word->admission != record::Admission::time_not_trusted;
  if (envelope->claim().plan != plan || !is_trusted) return {};
  const auto taken = std::max(word->at, envelope->claim().closed_at.wall);
  return visit({index, envelope->claim(), record->payload, taken});
}

// Each batch that has its place in the minutes, in the order of the log.
Status<> each_batch(durable::FileSystem& files,
                    const durable::FileSystem::Path& journal,
                    const SegmentRange& range,
                    const std::string& plan,
                    const Visit& visit) {
  durable::JournalReader reader(files, journal, range.first);
  Status<> taken;
  const auto read = reader.read(range.next, [&](std::uint64_t index, ByteView bytes) {
    if (!taken) return;
    taken = take(index, bytes, plan, visit);
    if (!taken) taken = fail("record " + std::to_string(index) + ": " + taken.error().text);
  });
  if (!read) return durable::fail(read.error());
  return taken;
}

// Of batches whose payloads are there, or gone.
class MinutesCheck {
 public:
  MinutesCheck(const LogsMinutes& entry,
               const record::MinuteResults& results,
               const entry::PayloadPromises& promises)
      : entry_(entry), results_(results), promises_(promises) {
    for (const auto& batch : results.batches) unseen_[batch.leaf] = &batch;
  }

  Status<> take(const Batch& batch) {
    const auto minutes = unseen_.find(batch.index);
    if (minutes == unseen_.end()) return fail("is not among the minutes");
    if (!record::agree(results_, *minutes->second, batch.envelope)) {
      return fail("has other minutes than its probe has signed for");
    }
    unseen_.erase(minutes);
    if (!batch.payload.empty()) return take_again(batch);
    all_there_ = false;
    return may_be_gone(batch) ? Status<>() : fail("is gone and was promised for longer");
  }

  std::string why() && {
    if (!unseen_.empty()) {
      return "record " + std::to_string(unseen_.begin()->first) + " has no place in the minutes";
    }
    const bool same = !all_there_ || std::move(anew_).results() == results_;
    return same ? "" : "the minutes are not those of the payloads";
  }

 private:
  Status<> take_again(const Batch& batch) {
    if (!all_there_) return {};
    const auto opened = record::open(batch.envelope, batch.payload);
    const bool is_taken = opened && anew_.take(batch.index, batch.envelope, *opened);
    return is_taken ? Status<>() : fail("its payload cannot be read");
  }

  bool may_be_gone(const Batch& batch) const {
    const auto& logged = entry_.logged;
    const auto end = promises_.end_of(logged.plan, logged.first, batch.taken, entry_.index);
    return end && end->at <= logged.at;
  }

  const LogsMinutes& entry_;
  const record::MinuteResults& results_;
  const entry::PayloadPromises& promises_;
  std::map<std::uint64_t, const record::MinutesOfBatch*> unseen_;  // by leaf
  record::MinuteSum anew_;
  bool all_there_ = true;
};

}  // namespace

Result<record::MinuteResults> minutes_of(durable::FileSystem& files,
                                         const durable::FileSystem::Path& journal,
                                         const SegmentRange& segment,
                                         const std::string& plan) {
  record::MinuteSum sum;
  const auto visit = [&](const Batch& batch) -> Status<> {
    const auto opened = record::open(batch.envelope, batch.payload);
    if (!opened) return fail("its payload: " + std::string(name_of(opened.error().fault)));
    if (!sum.take(batch.index, batch.envelope, *opened)) return fail("cannot be dated");
    return {};
  };
  if (auto read = each_batch(files, journal, segment, plan, visit); !read) {
    return tl::unexpected(read.error());
  }
  return std::move(sum).results();
}

std::string check_minutes(durable::FileSystem& files,
                          const durable::FileSystem::Path& journal,
                          const LogsMinutes& entry,
                          const record::MinuteResults& results,
                          const entry::PayloadPromises& promises) {
  MinutesCheck check(entry, results, promises);
  const auto& [plan, first, next, object, at] = entry.logged;
  const auto visit = [&](const Batch& batch) { return check.take(batch); };
  const auto read = each_batch(files, journal, {first, next}, plan, visit);
  return read ? std::move(check).why() : read.error().text;
}

}  // namespace tocsin::collector
