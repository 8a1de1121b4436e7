#include "daemon/evidence/journal_objects.h"

#include <algorithm>

#include "core/crypto/sha256.h"
#include "core/durable/journal_reader.h"
#include "core/plan/plan.h"
#include "core/plan/root_hints.h"
#include "core/record/plan_codec.h"
#include "core/record/sealed_payload.h"
#include "core/record/target_set.h"

namespace tocsin::collector {
namespace {

// So many records are read before it is asked whether more are wanted.
constexpr std::uint64_t read_at_once = 256;

// What a reader finds below the date of a batch that was closed at midnight.
constexpr Duration around_midnight = std::chrono::minutes(1);

WallTime day_of(WallTime time) {
  return {std::chrono::floor<std::chrono::days>(time.since_epoch)};
}

std::optional<record::Envelope> envelope_in(const entry::JournalRecord& record) {
  if (record.entry.kind != entry::Kind::batch) return std::nullopt;
  const auto body = record.entry.body;
  const auto envelope = record::SignedEnvelope::decode({body.begin(), body.end()});
  if (!envelope) return std::nullopt;
  return envelope->claim();
}

}  // namespace

JournalObjects::JournalObjects(durable::FileSystem& files,
                               durable::FileSystem::Path journal,
                               const Survey& survey,
                               std::uint64_t below)
    : files_(files), journal_(std::move(journal)), survey_(survey), below_(below) {}

Result<MissingObjects> JournalObjects::add_to(bundle::Contents& contents) {
  contents_ = &contents;
  Status<> done = take_payloads();
  if (done) take_compiled_in();
  if (done) done = take_referred(plans_);
  if (done) done = take_referred(target_sets_);
  if (done) done = search();
  if (!done) return tl::unexpected(done.error());
  missing_.plans = plans_.size();
  missing_.target_sets = target_sets_.size();
  for (const auto& [probe, replies] : replies_) missing_.replies += replies.size();
  return missing_;
}

Status<> JournalObjects::read(std::uint64_t first, std::uint64_t below, const Visit& visit) const {
  durable::JournalReader reader(files_, journal_, first);
  auto next = Next::read;
  Status<> visited;
  const auto take = [&](std::uint64_t index, ByteView bytes) {
    if (next == Next::stop || !visited) return;
    const auto record = entry::decode_journal_record(bytes);
    if (record) {
      next = visit(index, *record);
    } else {
      visited = fail("journal record " + std::to_string(index) + " is not one of ours");
    }
  };
  while (visited && next == Next::read && reader.next() < below) {
    const auto until = std::min(below, reader.next() + read_at_once);
    if (const auto done = reader.read(until, take); !done) return durable::fail(done.error());
  }
  return visited;
}

Status<> JournalObjects::take_payloads() {
  const auto& batches = survey_.batches();
  auto batch = batches.begin();
  const auto visit = [&](std::uint64_t index, const entry::JournalRecord& record) {
    if (index == batch->index) take_payload(*batch++, record);
    return batch == batches.end() ? Next::stop : Next::read;
  };
  return read(batches.front().index, batches.back().index + 1, visit);
}

void JournalObjects::take_payload(const RelevantBatch& batch, const entry::JournalRecord& record) {
  const auto envelope = envelope_in(record);
  if (!envelope || envelope->payload != batch.payload ||
      crypto::sha256(record.payload) != batch.payload) {
    ++missing_.payloads;
    return;
  }
  put(batch.payload, record.payload);
  plans_.insert(envelope->plan_digest);
  target_sets_.insert(envelope->target_set);
  const auto day = day_of(envelope->closed_at.wall);
  replies_from_ = replies_.empty() ? day : std::min(replies_from_, day);
  const auto payload = record::open(*envelope, record.payload);
  if (!payload) return;  // it is evidence as it is, and names nothing
  for (const auto& reply : payload->replies) {
    if (reply.kept.empty()) replies_[envelope->probe].insert(reply.digest);
  }
}

void JournalObjects::take_compiled_in() {
  for (const auto& plan : plan::every_plan()) {
    const auto object = record::encode_plan(plan);
    if (plans_.erase(crypto::sha256(object)) > 0) put(crypto::sha256(object), object);
  }
  const auto set = record::encode_target_set(plan::compiled_root_targets());
  if (target_sets_.erase(crypto::sha256(set)) > 0) put(crypto::sha256(set), set);
}

// Those that entries of the log refer to.
Status<> JournalObjects::take_referred(std::set<Digest>& wanted) {
  for (const auto& digest : std::set<Digest>(wanted)) {
    const auto index = survey_.entry_of(digest);
    if (!index || *index >= below_) continue;
    const auto visit = [&](std::uint64_t, const entry::JournalRecord& record) {
      if (crypto::sha256(record.payload) == digest) {
        put(digest, record.payload);
        wanted.erase(digest);
      }
      return Next::stop;
    };
    if (auto done = read(*index, *index + 1, visit); !done) return done;
  }
  return {};
}

// In the payloads of other batches, of any plan, until nothing is lacking.
Status<> JournalObjects::search() {
  const auto is_done = [this] { return target_sets_.empty() && replies_.empty(); };
  if (is_done()) return {};
  const auto visit = [&](std::uint64_t, const entry::JournalRecord& record) {
    const auto envelope = envelope_in(record);
    if (envelope && may_help(*envelope)) {
      if (const auto payload = record::open(*envelope, record.payload)) {
        take_from(*envelope, *payload);
      }
    }
    return is_done() ? Next::stop : Next::read;
  };
  return read(survey_.objects_from(), below_, visit);
}

bool JournalObjects::may_help(const record::Envelope& envelope) const {
  if (target_sets_.contains(envelope.target_set)) return true;
  return replies_.contains(envelope.probe) &&
         envelope.closed_at.wall >= replies_from_ - around_midnight;
}

void JournalObjects::take_from(const record::Envelope& envelope, const record::Payload& payload) {
  const auto* set = record::find_object(payload, envelope.target_set);
  if (set != nullptr && target_sets_.erase(envelope.target_set) > 0) put(envelope.target_set, *set);
  const auto wanted = replies_.find(envelope.probe);
  if (wanted == replies_.end()) return;
  for (const auto& reply : payload.replies) {
    if (reply.kept.empty() || !wanted->second.contains(reply.digest)) continue;
    const bool is_whole = crypto::sha256(reply.kept) == reply.digest;
    if (is_whole) put(reply.digest, reply.kept);
    if (!is_whole && reply.bytes > reply.kept.size()) ++missing_.cut_replies;
    if (is_whole || reply.bytes > reply.kept.size()) wanted->second.erase(reply.digest);
  }
  if (wanted->second.empty()) replies_.erase(wanted);
}

void JournalObjects::put(const Digest& digest, ByteView object) {
  (*contents_)[bundle::object_path(digest)] = Bytes(object.begin(), object.end());
}

}  // namespace tocsin::collector
