#include "daemon/main/journal_check.h"

#include <span>

#include "core/crypto/sha256.h"
#include "core/entry/logged_time_stamp.h"
#include "core/entry/object.h"
#include "core/record/annotation.h"
#include "core/record/attestation.h"
#include "core/record/minute_results.h"
#include "core/record/opt_out.h"
#include "core/record/payload_policy.h"
#include "core/record/refusal_notice.h"
#include "core/record/revocation.h"
#include "core/record/sealed_payload.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/submission.h"
#include "core/record/zone_version.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/note_check.h"

namespace tocsin::collector {
namespace {

std::string check_object(const entry::JournalRecord& record) {
  const auto reference = entry::decode_object_reference(record.entry.body);
  if (!reference) return "names no object";
  return *reference == entry::refer_to(record.payload) ? "" : "its object is another";
}

std::string check_zone(const entry::JournalRecord& record) {
  const auto version = record::decode_zone_version(record.entry.body);
  if (!version) return "is no version of a zone";
  const bool same = version->object == crypto::sha256(record.payload) &&
                    version->object_bytes == record.payload.size();
  return same ? "" : "its zone is another";
}

}  // namespace

void JournalCheck::take(std::uint64_t index, ByteView bytes) {
  ++records_;
  const auto record = entry::decode_journal_record(bytes);
  const auto why = record ? check(index, *record) : "is no record";
  if (why.empty()) return;
  ++wrong_;
  if (told_.size() < told_max) told_.push_back("record " + std::to_string(index) + ": " + why);
}

std::string JournalCheck::check(std::uint64_t index, const entry::JournalRecord& record) {
  using entry::Kind;
  if (auto why = check_roster(index, record); !why.empty()) return why;
  promises_.take(index, record.entry);
  switch (record.entry.kind) {
    case Kind::batch:
      return check_batch(index, record);
    case Kind::enrolment: {
      const auto learnt = roster_.learn(record.entry);
      return learnt ? "" : learnt.error().text;
    }
    case Kind::attestation:
      return record::peek_attestation(record.entry.body) ? "" : "is no attestation";
    case Kind::revocation:
      return record::peek_revocation(record.entry.body) ? "" : "is no revocation";
    case Kind::opt_out:
      return record::open_opt_out(record.entry.body) ? "" : "is no operator's word";
    case Kind::annotation:
      return record::open_annotation(record.entry.body) ? "" : "is no annotation";
    case Kind::refusal_notice:
      return check_refusal(record);
    case Kind::target_set:
    case Kind::plan:
    case Kind::zone_step:
      return check_object(record);
    case Kind::zone:
      return check_zone(record);
    case Kind::payload_policy:
      return record::decode_payload_policy(record.entry.body) ? "" : "is no policy of payloads";
    case Kind::minute_results:
      return check_logged_minutes(index, record);
    case Kind::origins: {
      const auto right = origins_.take(record.entry);
      return right ? "" : right.error().text;
    }
    case Kind::checkpoint:
      return check_checkpoint(record.entry.body);
    case Kind::time_stamp:
      return entry::decode_time_stamp(record.entry.body) ? "" : "is no time-stamp";
    default:
      return {};  // of a later version
  }
}

// Whether they are those of their batches is for who can read those again.
std::string JournalCheck::check_logged_minutes(std::uint64_t index,
                                               const entry::JournalRecord& record) {
  const auto logged = entry::decode_logged_minutes(record.entry.body);
  if (!logged || logged->next > index) return "is no minutes of what was logged before";
  if (logged->results != entry::refer_to(record.payload)) return "its object is another";
  if (!record::open_minute_results(record.payload)) return "its object cannot be read";
  minutes_.emplace(index, *logged);
  return {};
}

// Every entry, because a snapshot is made of those before it.
std::string JournalCheck::check_roster(std::uint64_t index, const entry::JournalRecord& record) {
  if (const auto right = stated_.take(index, record.entry); !right) return right.error().text;
  if (record.entry.kind != entry::Kind::roster) return {};
  const auto stated = entry::decode_roster_snapshot(record.entry.body)->roster;
  if (record.payload.empty()) {
    return rosters_.contains(stated.digest) ? "" : "no record before it has its object";
  }
  rosters_.insert(stated.digest);
  return stated == entry::refer_to(record.payload) ? "" : "its object is another";
}

// Who cosigned it is for a reader to know; that it is this log's is not.
std::string JournalCheck::check_checkpoint(ByteView body) const {
  const auto note = tlog::parse_note(as_text(body));
  if (!note) return "is no signed note";
  const auto checkpoint = tlog::parse_checkpoint(note->text);
  if (!checkpoint) return "is no checkpoint";
  const auto key = tlog::verifier_key(checkpoint->origin, tlog::Algorithm::ed25519, log_key_);
  return tlog::check_note(*note, std::span(&key, 1)) ? "" : "was not signed by the log";
}

// What is beside it is the batch that it names.
std::string JournalCheck::check_refusal(const entry::JournalRecord& record) const {
  const auto notice = record::peek_refusal_notice(record.entry.body);
  if (!notice) return "is no notice of a refusal";
  const auto* probe = roster_.find(notice->probe);
  if (probe == nullptr || !probe->keys.contains(notice->key_epoch) ||
      !record::open_refusal_notice(record.entry.body, probe->keys.at(notice->key_epoch))) {
    return "was not signed by the key that its probe enrolled with";
  }
  const auto batch = record::decode_submission(record.payload);
  if (!batch) return "has no batch beside it";
  return record::envelope_digest(batch->envelope) == notice->envelope ? "" : "its batch is another";
}

// Evidence has no acknowledgement; whether it was signed decides that it is evidence.
std::string JournalCheck::check_batch(std::uint64_t index, const entry::JournalRecord& record) {
  const auto body = record.entry.body;
  auto envelope = record::SignedEnvelope::decode({body.begin(), body.end()});
  if (!envelope) return "is no envelope";
  const auto verified = roster_.verify(*std::move(envelope));
  if (!verified) return "was not signed by the key that its probe enrolled with";
  if (auto why = check_payload(index, verified->envelope(), record); !why.empty()) return why;
  if (record.acknowledgement.empty()) return {};
  const auto word = record::open_acknowledgement(record.acknowledgement, log_key_);
  if (!word) return "its acknowledgement was not signed by the log";
  return word->envelope == verified->digest() ? "" : "its acknowledgement is of another batch";
}

// Whether one that is gone may be is for who has read everything.
std::string JournalCheck::check_payload(std::uint64_t index,
                                        const record::Envelope& envelope,
                                        const entry::JournalRecord& record) {
  if (record.payload.empty() && !record.acknowledgement.empty()) {
    const auto word = record::peek_acknowledgement(record.acknowledgement);
    const bool is_trusted = word && word->admission != record::Admission::time_not_trusted;
    if (!is_trusted) return "its payload is gone, and nobody knows how old it was";
    auto& gone = gone_[envelope.plan];
    gone.resize(index);
    gone.push_back(true);
    return {};
  }
  const auto payload = record::open(envelope, record.payload);
  return payload ? "" : "its payload: " + std::string(name_of(payload.error().fault));
}

}  // namespace tocsin::collector
