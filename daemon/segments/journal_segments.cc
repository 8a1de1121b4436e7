#include "daemon/segments/journal_segments.h"

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
  FoundObject found{stored.index, record->entry.kind, FoundObject::As::payload, {}, {}};
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
    retention_.sealed(segment, open_.front().summary());
    const std::lock_guard lock(mutex_);
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
  if (decoded) retention_.take(index, decoded->entry);
  const std::lock_guard lock(mutex_);
  if (segment != open_.back().segment()) open_.emplace_back(segment);
  taken_ = open_.back().take(index, offset, record);
}

JournalSegments::Found JournalSegments::find(const Digest& digest) {
  const auto front = front_of(digest);
  auto found = look(open_places(front), digest);
  const auto sealed = sealed_segments();
  for (auto segment = sealed.rbegin(); segment != sealed.rend(); ++segment) {
    if (found && *found) return found;
    const auto places = sealed_places(*segment, front);
    auto here = places ? look(*places, digest) : Found(tl::unexpected(places.error()));
    if (!here || *here) found = std::move(here);
  }
  return found;
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
    if (!stored) {
      found = tl::unexpected(Error{stored.error().text});
    } else if (auto object = object_in(*stored, digest)) {
      return object;
    }
  }
  return found;
}

}  // namespace tocsin::collector
