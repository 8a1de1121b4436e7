#include "daemon/segments/segment_minutes.h"

#include <functional>
#include <map>

#include "core/durable/journal_reader.h"
#include "core/entry/journal_record.h"
#include "core/record/sealed_payload.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/signed_envelope.h"

namespace tocsin::collector {
namespace {

using Visit = std::function<Status<>(
    std::uint64_t index, const record::Envelope& envelope, ByteView payload)>;

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
  return visit(index, envelope->claim(), record->payload);
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
  explicit MinutesCheck(const record::MinuteResults& results) : results_(results) {
    for (const auto& batch : results.batches) unseen_[batch.leaf] = &batch;
  }

  Status<> take(std::uint64_t index, const record::Envelope& envelope, ByteView payload) {
    const auto batch = unseen_.find(index);
    if (batch == unseen_.end()) return fail("is not among the minutes");
    if (!record::agree(results_, *batch->second, envelope)) {
      return fail("has other minutes than its probe has signed for");
    }
    unseen_.erase(batch);
    if (payload.empty()) all_there_ = false;
    const auto opened =
        all_there_ ? record::open(envelope, payload) : tl::unexpected(record::PayloadError());
    all_there_ = opened && anew_.take(index, envelope, *opened);
    return {};
  }

  std::string why() && {
    if (!unseen_.empty()) {
      return "record " + std::to_string(unseen_.begin()->first) + " has no place in the minutes";
    }
    const bool same = !all_there_ || std::move(anew_).results() == results_;
    return same ? "" : "the minutes are not those of the payloads";
  }

 private:
  const record::MinuteResults& results_;
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
  const auto visit =
      [&](std::uint64_t index, const record::Envelope& envelope, ByteView payload) -> Status<> {
    const auto opened = record::open(envelope, payload);
    if (!opened) return fail("its payload: " + std::string(name_of(opened.error().fault)));
    if (!sum.take(index, envelope, *opened)) return fail("cannot be dated");
    return {};
  };
  if (auto read = each_batch(files, journal, segment, plan, visit); !read) {
    return tl::unexpected(read.error());
  }
  return std::move(sum).results();
}

std::string check_minutes(durable::FileSystem& files,
                          const durable::FileSystem::Path& journal,
                          const entry::LoggedMinutes& logged,
                          const record::MinuteResults& results) {
  MinutesCheck check(results);
  const auto visit = [&](std::uint64_t index, const record::Envelope& envelope, ByteView payload) {
    return check.take(index, envelope, payload);
  };
  const auto read = each_batch(files, journal, {logged.first, logged.next}, logged.plan, visit);
  return read ? std::move(check).why() : read.error().text;
}

}  // namespace tocsin::collector
