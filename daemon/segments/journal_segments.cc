#include "daemon/segments/journal_segments.h"

#include <algorithm>

#include "core/crypto/sha256.h"
#include "core/record/sealed_payload.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/signed_envelope.h"
#include "daemon/ingest/batch_index.h"
#include "daemon/segments/summary_codec.h"

namespace tocsin::collector {
namespace {

std::optional<Bytes> target_set_in(const entry::JournalRecord& record, const Digest& digest) {
  if (record.entry.kind != entry::Kind::batch) return std::nullopt;
  const auto body = record.entry.body;
  const auto envelope = record::SignedEnvelope::decode({body.begin(), body.end()});
  const auto payload = envelope ? record::open(envelope->claim(), record.payload)
                                : tl::unexpected(record::PayloadError{});
  const auto* object = payload ? record::find_object(*payload, digest) : nullptr;
  return object == nullptr ? std::nullopt : std::optional(*object);
}

durable::FileError unreadable(const Error& error) {
  return {std::errc::io_error, error.text};
}

// Nothing but the leaf and its acknowledgement.
std::optional<Bytes> without_payload(ByteView bytes) {
  const auto record = entry::decode_journal_record(bytes);
  if (!record) return std::nullopt;
  return entry::encode_journal_record({record->entry, {}, record->acknowledgement});
}

// Of a batch whose payload is gone, and had this digest.
std::optional<FormerPayload> former_in(const entry::JournalRecord& record, const Digest& digest) {
  const bool is_gone = record.entry.kind == entry::Kind::batch && record.payload.empty() &&
                       !record.acknowledgement.empty();
  if (!is_gone) return std::nullopt;
  const auto body = record.entry.body;
  const auto envelope = record::SignedEnvelope::decode({body.begin(), body.end()});
  if (!envelope || envelope->claim().payload != digest) return std::nullopt;
  return FormerPayload{envelope->claim().plan};
}

std::optional<OfBatch> batch_in(const entry::JournalRecord& record) {
  const auto body = record.entry.body;
  const auto envelope = record::SignedEnvelope::decode({body.begin(), body.end()});
  if (!envelope) return std::nullopt;
  const auto word = record::peek_acknowledgement(record.acknowledgement);
  return OfBatch{envelope->claim().probe, word ? word->at : envelope->claim().closed_at.wall};
}

std::optional<FoundObject> object_in(const durable::StoredRecord& stored, const Digest& digest) {
  const auto record = entry::decode_journal_record(stored.bytes);
  if (!record) return std::nullopt;
  FoundObject found{stored.index, record->entry.kind, FoundObject::As::payload, {}};
  if (auto former = former_in(*record, digest)) {
    found.batch = batch_in(*record);
    found.former = std::move(former);
    return found;
  }
  if (crypto::sha256(record->payload) == digest) {
    if (found.kind == entry::Kind::batch) found.batch = batch_in(*record);
    if (found.kind == entry::Kind::batch && !found.batch) return std::nullopt;
    found.bytes.assign(record->payload.begin(), record->payload.end());
    return found;
  }
  auto set = target_set_in(*record, digest);
  if (!set) return std::nullopt;
  found.as = FoundObject::As::target_set;
  found.bytes = *std::move(set);
  return found;
}

// What is there is better than what was, and that better than an error.
void prefer(JournalSegments::Found& found, JournalSegments::Found other) {
  const bool none_yet = !found || !*found;
  if (other ? other->has_value() : none_yet) found = std::move(other);
}

bool is_there(const JournalSegments::Found& found) {
  return found && *found && !(*found)->former;
}

}  // namespace

JournalSegments::JournalSegments(durable::FileSystem& following,
                                 durable::FileSystem& finding,
                                 durable::FileSystem::Path journal,
                                 std::vector<SegmentRange> sealed,
                                 Summarizer newest,
                                 std::uint64_t next,
                                 RetentionBook retention)
    : following_(following),
      finding_(finding),
      journal_(std::move(journal)),
      reader_(following, journal_, next),
      retention_(std::move(retention)),
      sealed_(std::move(sealed)) {
  open_.push_back(std::move(newest));
}

Status<> JournalSegments::follow(std::uint64_t durable_below) {
  if (!taken_) return taken_;
  const auto read = reader_.read(
      durable_below, [this](std::uint64_t index, ByteView record) { take(index, record); });
  if (!taken_) return taken_;
  if (!read) return durable::fail(read.error());
  while (open_.size() > 1) {
    if (auto done = seal(following_, journal_, open_.front()); !done) return done;
    const SegmentRange segment{open_[0].segment(), open_[1].segment()};
    const auto summary = open_.front().summary();
    const std::lock_guard lock(mutex_);
    retention_.sealed(segment, summary);
    sealed_.push_back(segment);
    open_.pop_front();
  }
  return {};
}

// Only this thread changes what is open, so that only that is done under the lock.
void JournalSegments::take(std::uint64_t index, ByteView record) {
  if (!taken_) return;
  const auto& [segment, offset] = reader_.place();
  const auto decoded = entry::decode_journal_record(record);
  const std::lock_guard lock(mutex_);
  if (decoded) retention_.take(index, decoded->entry);
  if (segment != open_.back().segment()) open_.emplace_back(segment);
  taken_ = open_.back().take(index, offset, record);
}

JournalSegments::Found JournalSegments::find(const Digest& digest) {
  const auto front = front_of(digest);
  auto found = look(open_places(front), digest);
  const auto sealed = sealed_segments();
  for (auto segment = sealed.rbegin(); segment != sealed.rend() && !is_there(found); ++segment) {
    prefer(found, look_into(*segment, front, digest));
  }
  if (found && *found && (*found)->former) explain(**found);
  return found;
}

JournalSegments::Found JournalSegments::look_into(const SegmentRange& segment,
                                                  std::uint64_t front,
                                                  const Digest& digest) {
  const std::lock_guard lock(segment_);
  const auto places = sealed_places(segment, front);
  return places ? look(*places, digest) : Found(tl::unexpected(places.error()));
}

void JournalSegments::explain(FoundObject& found) {
  const std::lock_guard lock(mutex_);
  found.former->gone = retention_.gone(found.former->plan, found.record, found.batch->taken);
}

void JournalSegments::summed_up(const DuePayloads& due) {
  const std::lock_guard lock(mutex_);
  retention_.summed_up(due);
}

void JournalSegments::cannot_go(const DuePayloads& due) {
  const std::lock_guard lock(mutex_);
  retention_.cannot_go(due);
}

durable::FileResult<std::uint64_t> JournalSegments::thin(const DuePayloads& due) {
  const auto summed = sum_up(following_, journal_, due.segment);
  if (!summed) return fail_with(unreadable(summed.error()));
  const auto held = summed->held(due.plan);
  const auto thinning = [&](std::uint64_t index, ByteView record) {
    return std::ranges::binary_search(held, index) ? without_payload(record) : std::nullopt;
  };
  const auto thinned = durable::ThinnedSegment::write(
      following_, journal_, due.segment.first, due.segment.next, thinning);
  if (!thinned) return fail_with(thinned.error());
  if (const auto done = replace(*thinned, due.segment); !done) return fail_with(done.error());
  bytes_freed_ += thinned->bytes_freed();
  return thinned->bytes_freed();
}

// The old sidecar is gone by then; a start makes the new one where this does not.
durable::FileStatus JournalSegments::replace(durable::ThinnedSegment thinned,
                                             const SegmentRange& segment) {
  const std::lock_guard nobody_looks(segment_);
  if (const auto done = thinned.replace(); !done) return done;
  const auto summed = sum_up(following_, journal_, segment);
  if (!summed) return fail_with(unreadable(summed.error()));
  if (const auto sealed = seal(following_, journal_, *summed); !sealed) {
    return fail_with(unreadable(sealed.error()));
  }
  const std::lock_guard lock(mutex_);
  retention_.sealed(segment, summed->summary());
  return {};
}

JournalSegments::Places JournalSegments::open_places(std::uint64_t front) {
  Places places;
  const std::lock_guard lock(mutex_);
  for (const auto& summed : open_) {
    for (const auto offset : summed.offsets_of(front)) places.push_back({summed.segment(), offset});
  }
  return places;
}

std::vector<SegmentRange> JournalSegments::sealed_segments() {
  const std::lock_guard lock(mutex_);
  return sealed_;
}

Result<JournalSegments::Places> JournalSegments::sealed_places(const SegmentRange& segment,
                                                               std::uint64_t front) {
  const auto sidecar = sidecar_of(segment);
  if (!sidecar) return tl::unexpected(sidecar.error());
  const auto byte = static_cast<std::uint8_t>(front >> 56U);
  const auto counts = sidecar->piece(objects_part, 0, object_counts_bytes);
  const auto [begin, end] = object_lines(counts, byte);
  if (begin >= end) return Places();
  const auto lines = sidecar->piece(objects_part,
                                    object_counts_bytes + begin * object_line_bytes,
                                    (end - begin) * object_line_bytes);
  Places places;
  for (const auto& place : decode_object_lines(lines)) {
    if (place.front == front) places.push_back({segment.first, place.offset});
  }
  return places;
}

// One whose objects cannot be believed is made anew.
Result<durable::Sidecar> JournalSegments::sidecar_of(const SegmentRange& segment) {
  auto sidecar = durable::Sidecar::open(finding_, journal_, segment.first);
  if (sidecar && (checked_.contains(segment.first) || sidecar->part(objects_part))) {
    checked_.insert(segment.first);
    return *std::move(sidecar);
  }
  const auto summed = sum_up(finding_, journal_, segment);
  if (!summed) return tl::unexpected(summed.error());
  if (auto sealed = seal(finding_, journal_, *summed); !sealed) {
    return tl::unexpected(sealed.error());
  }
  sidecar = durable::Sidecar::open(finding_, journal_, segment.first);
  if (!sidecar) return fail("the sidecar of segment " + std::to_string(segment.first) + " is gone");
  return *std::move(sidecar);
}

JournalSegments::Found JournalSegments::look(const Places& places, const Digest& digest) const {
  Found found;
  for (const auto& place : places) {
    const auto stored = durable::read_record(finding_, journal_, place);
    prefer(found,
           stored ? Found(object_in(*stored, digest))
                  : Found(tl::unexpected(Error{stored.error().text})));
    if (is_there(found)) return found;
  }
  return found;
}

}  // namespace tocsin::collector
