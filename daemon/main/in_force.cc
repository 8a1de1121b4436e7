#include "daemon/main/in_force.h"

#include <deque>
#include <map>
#include <set>

#include "core/durable/journal_reader.h"
#include "core/entry/journal_record.h"
#include "core/entry/object.h"
#include "core/record/payload_policy.h"
#include "core/record/plan_codec.h"
#include "core/record/sealed_payload.h"
#include "core/record/signed_envelope.h"
#include "core/record/zone_version.h"
#include "core/window/root_history.h"
#include "daemon/segments/sidecars.h"

namespace tocsin::collector {
namespace {

using durable::RecordPlace;

class InForce {
 public:
  InForce(durable::FileSystem& files, const durable::FileSystem::Path& journal)
      : files_(files), journal_(journal) {}

  Status<> read(std::uint64_t size) {
    const auto sealed = sealed_segments(files_, journal_);
    if (!sealed) return tl::unexpected(sealed.error());
    for (const auto& segment : *sealed) {
      const auto front = summary_of(files_, journal_, segment, SummaryDepth::front);
      if (!front) return tl::unexpected(front.error());
      if (auto done = take(segment.first, *front); !done) return done;
    }
    const auto first = sealed->empty() ? 0 : sealed->back().next;
    const auto newest = sum_up(files_, journal_, {first, size});
    return newest ? take(first, newest->summary()) : tl::unexpected(newest.error());
  }

  Status<> put(const std::function<Status<>(ByteView record)>& put) const {
    auto places = all_;
    for (const auto& [name, place] : plans_) places.insert(place);
    if (payloads_) places.insert(*payloads_);
    places.insert(zones_.begin(), zones_.end());
    for (const auto& place : places) {
      const auto stored = durable::read_record(files_, journal_, place);
      if (!stored) return durable::fail(stored.error());
      if (auto done = put(stored->bytes); !done) return done;
    }
    return put_target_sets(put);
  }

 private:
  struct TargetsUse {
    std::uint64_t order = 0;
    std::optional<RecordPlace> brought_at;
  };

  Status<> take(std::uint64_t segment, const SegmentSummary& front) {
    for (const auto& said : front.said) {
      const auto entry = entry::decode(said.entry);
      if (!entry) return fail("journal record " + std::to_string(said.index) + " is no entry");
      if (auto done = take(*entry, {segment, said.offset}); !done) return done;
    }
    for (const auto& [set, brought_at] : front.target_sets) {
      auto& use = target_sets_[set];
      use.order = ++uses_;
      if (brought_at) use.brought_at = RecordPlace{segment, *brought_at};
    }
    return {};
  }

  Status<> take(const entry::EntryView& entry, RecordPlace place) {
    using entry::Kind;
    switch (entry.kind) {
      case Kind::enrolment:
      case Kind::attestation:
      case Kind::revocation:
      case Kind::opt_out:
      case Kind::annotation:
      case Kind::origins:
        all_.insert(place);
        return {};
      case Kind::plan:
        return take_plan(place);
      case Kind::payload_policy:
        if (record::decode_payload_policy(entry.body)) payloads_ = place;
        return {};
      case Kind::zone:
        take_zone(entry, place);
        return {};
      case Kind::target_set: {
        const auto reference = entry::decode_object_reference(entry.body);
        if (reference) target_sets_[reference->digest] = {++uses_, place};
        return {};
      }
      default:
        return {};
    }
  }

  // Replies of the first days are judged by those of the last.
  void take_zone(const entry::EntryView& entry, RecordPlace place) {
    const auto version = record::decode_zone_version(entry.body);
    if (!version || !version->verified()) return;
    zones_.push_back(place);
    if (zones_.size() > window::RecentZones::zones_max) zones_.pop_front();
  }

  // What cannot be read says nothing, here as in the log that ends.
  Status<> take_plan(RecordPlace place) {
    const auto stored = durable::read_record(files_, journal_, place);
    if (!stored) return durable::fail(stored.error());
    const auto record = entry::decode_journal_record(stored->bytes);
    if (!record) return {};
    if (const auto plan = record::decode_plan(record->payload)) plans_[plan->name] = place;
    return {};
  }

  Status<> put_target_sets(const std::function<Status<>(ByteView record)>& put) const {
    std::map<std::uint64_t, std::pair<Digest, RecordPlace>> by_use;
    for (const auto& [set, use] : target_sets_) {
      if (use.brought_at) by_use[use.order] = {set, *use.brought_at};
    }
    while (by_use.size() > window::RootHistory::target_sets_max) by_use.erase(by_use.begin());
    for (const auto& [order, used] : by_use) {
      const auto stored = durable::read_record(files_, journal_, used.second);
      if (!stored) return durable::fail(stored.error());
      const auto set = target_set_in(stored->bytes, used.first);
      if (!set) continue;
      const auto reference = encode(entry::refer_to(*set));
      const entry::EntryView entry{entry::Kind::target_set, reference};
      if (auto done = put(entry::encode_journal_record({entry, *set})); !done) return done;
    }
    return {};
  }

  // The object of an entry of its own, or of the batch that brings it along.
  static std::optional<Bytes> target_set_in(ByteView bytes, const Digest& set) {
    const auto record = entry::decode_journal_record(bytes);
    if (!record) return std::nullopt;
    if (record->entry.kind == entry::Kind::target_set) {
      return Bytes(record->payload.begin(), record->payload.end());
    }
    const auto body = record->entry.body;
    const auto envelope = record::SignedEnvelope::decode({body.begin(), body.end()});
    if (!envelope) return std::nullopt;
    const auto payload = record::open(envelope->claim(), record->payload);
    const auto* object = payload ? record::find_object(*payload, set) : nullptr;
    return object == nullptr ? std::nullopt : std::optional(*object);
  }

  durable::FileSystem& files_;
  const durable::FileSystem::Path& journal_;
  std::set<RecordPlace> all_;
  std::map<std::string, RecordPlace> plans_;  // the newest of each name
  std::optional<RecordPlace> payloads_;
  std::deque<RecordPlace> zones_;  // the last that verified
  std::map<Digest, TargetsUse> target_sets_;
  std::uint64_t uses_ = 0;
};

}  // namespace

Status<> each_in_force(durable::FileSystem& files,
                       const durable::FileSystem::Path& journal,
                       std::uint64_t size,
                       const std::function<Status<>(ByteView record)>& put) {
  InForce in_force(files, journal);
  if (auto read = in_force.read(size); !read) return read;
  return in_force.put(put);
}

}  // namespace tocsin::collector
