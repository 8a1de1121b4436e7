#include "daemon/main/rebuild.h"

#include "core/record/enrolment.h"
#include "core/record/sealed_payload.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/signed_envelope.h"
#include "daemon/ingest/journal_record.h"

namespace tocsin::collector {
namespace {

// Takes in one record after the other; the first that does not fit ends it.
class Rebuilding {
 public:
  explicit Rebuilding(const CountryKeys& countries) : countries_(countries) {}

  void take(std::uint64_t index, ByteView bytes) {
    if (!error_.empty()) return;
    const auto record = decode_journal_record(bytes);
    if (record) rebuilt_.plans.take(index, record->entry, record->payload);
    const auto why = record ? take(*record) : to_error("record", record.error()).text;
    if (!why.empty()) error_ = "journal record " + std::to_string(index) + ": " + why;
  }

  Result<Rebuilt> finish() && {
    if (!error_.empty()) return fail(error_);
    return std::move(rebuilt_);
  }

 private:
  // Why it does not fit; nothing where it does.
  std::string take(const JournalRecord& record) {
    switch (record.entry.kind) {
      case entry::Kind::batch:
        return take_batch(record);
      case entry::Kind::enrolment:
        return take_enrolment(record.entry.body);
      case entry::Kind::attestation:
        return take_attestation(record.entry.body);
      default:
        return {};  // of a later version, and none of our state
    }
  }

  std::string take_batch(const JournalRecord& record) {
    if (record.acknowledgement.empty()) return ++rebuilt_.evidence, std::string();
    const auto body = record.entry.body;
    const auto envelope = record::SignedEnvelope::decode({body.begin(), body.end()});
    if (!envelope) return to_error("envelope", envelope.error()).text;
    const auto acknowledgement = record::peek_acknowledgement(record.acknowledgement);
    if (!acknowledgement) return "acknowledgement cannot be read";
    const auto digest = record::envelope_digest(body);
    const auto& claim = envelope->claim();
    const auto decision = rebuilt_.chains.decide(claim, digest, {acknowledgement->at, {}});
    if (!std::holds_alternative<record::Admission>(decision)) {
      return "batch does not fit those before it";
    }
    rebuilt_.chains.apply(claim, digest, {acknowledgement->at, acknowledgement->admission});
    learn_targets(claim, record.payload);
    ++rebuilt_.batches;
    return {};
  }

  // A probe sends its target set along about once an hour, and nobody may have to wait for that
  // after a restart. Payloads are unpacked only until the set that they refer to is known.
  void learn_targets(const record::Envelope& envelope, ByteView payload) {
    if (rebuilt_.targets.knows(envelope.target_set)) return;
    if (const auto opened = record::open(envelope, payload)) {
      rebuilt_.targets.learn(envelope.target_set, *opened);
    }
  }

  std::string take_enrolment(ByteView body) {
    const auto enrolment = record::open_enrolment(body);
    if (!enrolment) return "enrolment: " + std::string(name_of(enrolment.error()));
    if (!rebuilt_.registry.may_enrol(enrolment->name, enrolment->key)) {
      return "enrolment of " + enrolment->name + " contradicts an earlier one";
    }
    rebuilt_.registry.enrol(enrolment->name, enrolment->key);
    return {};
  }

  std::string take_attestation(ByteView body) {
    const auto claimed = record::peek_attestation(body);
    if (!claimed) return "attestation cannot be read";
    const auto* probe = rebuilt_.registry.find(claimed->probe);
    if (probe == nullptr) return "attestation of a probe that is not enrolled";
    // Whether it covers a moment is asked at that moment; here its date is no reason to refuse it.
    auto checked = check_attestation(body, countries_, claimed->probe, claimed->key, claimed->from);
    if (checked) {
      rebuilt_.registry.attest(claimed->probe, std::move(*checked));
    } else {
      ++rebuilt_.attestations_ignored;
    }
    return {};
  }

  const CountryKeys& countries_;
  Rebuilt rebuilt_;
  std::string error_;
};

}  // namespace

Result<Rebuilt> rebuild(durable::FileSystem& files,
                        const durable::FileSystem::Path& journal,
                        const CountryKeys& countries) {
  Rebuilding rebuilding(countries);
  const auto read =
      durable::read_journal(files, journal, 0, [&](std::uint64_t index, ByteView bytes) {
        rebuilding.take(index, bytes);
      });
  if (!read) return durable::fail(read.error());
  return std::move(rebuilding).finish();
}

}  // namespace tocsin::collector
