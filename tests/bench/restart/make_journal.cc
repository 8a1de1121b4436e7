// Writes a journal as 150 probes make it, each link signed and acknowledged:
//
//   restart-journal STATE RECORDS SEGMENT_BYTES
//
// Payloads are about a kilobyte, from a few that are used again; every 360th batch brings its
// target set along, one in a thousand is lost on its way.
#include <cstdlib>
#include <iostream>
#include <random>

#include "core/base/check.h"
#include "core/durable/journal.h"
#include "core/durable/real_file_system.h"
#include "core/entry/journal_record.h"
#include "core/record/enrolment.h"
#include "core/record/sealed_payload.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/signed_envelope.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin {
namespace {

constexpr std::size_t probe_count = 150;
constexpr std::uint64_t brings_targets_every = 360;
constexpr std::size_t payload_bytes_beside = 700;
constexpr std::uint64_t synced_every = 10'000;
constexpr WallTime begun{std::chrono::seconds(1787140800)};

// A payload, and an envelope that says of it what sealing says.
struct Sealed {
  record::Envelope envelope;
  Bytes payload;
};

Sealed sealed(std::mt19937& random, const std::vector<Bytes>& objects) {
  auto payload = record::sample::payload();
  payload.objects = objects;
  auto& beside = payload.objects.emplace_back(payload_bytes_beside);
  for (auto& byte : beside) byte = static_cast<std::uint8_t>(random());
  Sealed out{record::sample::unsealed_envelope(), {}};
  out.envelope.gaps.clear();
  out.payload = record::seal(payload, record::sample::resolution, out.envelope);
  return out;
}

struct Probe {
  crypto::SigningKey key;
  std::uint64_t phase = 0;  // probes begin at any time
  std::uint64_t sequence = 0;
  Digest previous{};
};

class Fleet {
 public:
  Fleet(durable::Journal& journal, crypto::SigningKey log_key)
      : journal_(journal), log_key_(std::move(log_key)) {
    const auto objects = record::sample::payload().objects;
    for (int i = 0; i < 16; ++i) bringing_.push_back(sealed(random_, objects));
    for (int i = 0; i < 256; ++i) usual_.push_back(sealed(random_, {}));
    for (std::size_t i = 0; i < probe_count; ++i) enrol(i);
  }

  void live(std::uint64_t records) {
    while (journal_.next_index() < records) {
      for (auto& probe : probes_) send(probe);
    }
    check(journal_.sync().has_value(), "the journal is synced");
  }

 private:
  void enrol(std::size_t number) {
    const ByteArray<32> seed{static_cast<std::uint8_t>(number), 1};
    auto& probe = probes_.emplace_back(
        Probe{crypto::SigningKey::from_seed(seed), random_() % brings_targets_every});
    record::Enrolment enrolment;
    enrolment.name = "no-" + std::to_string(number);
    enrolment.key = probe.key.public_key();
    enrolment.probe = record::probe_id_of(enrolment.key);
    enrolment.proof = record::sign_enrolment_proof(enrolment.request, probe.key);
    write({{entry::Kind::enrolment, encode(enrolment)}});
  }

  void send(Probe& probe) {
    const auto& kinds =
        (probe.sequence + probe.phase) % brings_targets_every == 0 ? bringing_ : usual_;
    const auto& what = kinds[random_() % kinds.size()];
    auto envelope = what.envelope;
    envelope.probe = record::probe_id_of(probe.key.public_key());
    envelope.key_epoch = 0;
    envelope.incarnation = 1;
    envelope.sequence = probe.sequence++;
    envelope.previous = probe.previous;
    const auto signed_envelope = record::VerifiedEnvelope::sign(std::move(envelope), probe.key);
    probe.previous = signed_envelope.digest();
    if (random_() % 1000 == 0) return;
    const record::Acknowledgement word{.origin = "geneva.example/log",
                                       .envelope = probe.previous,
                                       .at = begun + std::chrono::milliseconds(50 * written_),
                                       .maximum_merge_delay = std::chrono::hours(24),
                                       .admission = record::Admission::next};
    write({{entry::Kind::batch, signed_envelope.bytes()}, what.payload, sign(word, log_key_)});
  }

  void write(const entry::JournalRecord& record) {
    check(journal_.append(entry::encode_journal_record(record)).has_value(), "a record is written");
    if (++written_ % synced_every == 0) check(journal_.sync().has_value(), "and synced");
  }

  durable::Journal& journal_;
  crypto::SigningKey log_key_;
  std::mt19937 random_{1};
  std::vector<Sealed> bringing_;
  std::vector<Sealed> usual_;
  std::vector<Probe> probes_;
  std::uint64_t written_ = 0;
};

int run(const std::filesystem::path& state, std::uint64_t records, std::uint64_t segment_bytes) {
  const auto files = durable::real_file_system();
  const auto pem = durable::read_whole(*files, state / "log-key.pem", 4096);
  check(pem.has_value(), "the state has a log key");
  auto key = crypto::SigningKey::from_pem(as_text(*pem));
  check(key.has_value(), "which is one");
  auto journal =
      durable::Journal::open(*files, state / "journal", {.segment_bytes_max = segment_bytes});
  check(journal.has_value(), "the journal is open");
  Fleet(*journal, *std::move(key)).live(records);
  std::cout << journal->next_index() << " records, " << journal->bytes() << " bytes\n";
  return 0;
}

}  // namespace
}  // namespace tocsin

int main(int count, char** words) {
  if (count != 4) return 2;
  return tocsin::run(
      words[1], std::strtoull(words[2], nullptr, 10), std::strtoull(words[3], nullptr, 10));
}
