#include "tests/unit/daemon/segments/made_up_journal.h"

#include "core/crypto/sha256.h"
#include "core/entry/object.h"
#include "core/plan/plan.h"
#include "core/record/plan_codec.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/target_set.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::collector {
namespace {

constexpr auto origin = "geneva.test";

// Only some bring their target set along.
record::Payload payload_of(std::mt19937& random) {
  auto payload = record::sample::payload();
  if (random() % 4 != 0) payload.objects.clear();
  return payload;
}

plan::TargetSet tld_targets() {
  auto set = record::sample::targets();
  for (auto& endpoint : set.endpoints) endpoint.zone = "no.";
  return set;
}

}  // namespace

SentBatch tld_batch(ScriptedProbe& probe, WallTime closed_at, Targets targets, std::uint32_t mark) {
  auto payload = record::sample::payload();
  payload.objects.clear();
  payload.measurements[0].draw = mark;
  if (targets == Targets::brought) payload.objects = {record::encode_target_set(tld_targets())};
  return probe.next_with(closed_at, payload, [](record::Envelope& envelope) {
    envelope.plan = plan::spec10().name;
    envelope.target_set = record::target_set_digest(tld_targets());
  });
}

Result<std::unique_ptr<MadeUpJournal>> MadeUpJournal::open(durable::FileSystem& files,
                                                           std::uint64_t segment_bytes_max) {
  auto journal = durable::Journal::open(
      files,
      journal_folder,
      {.segment_bytes_max = segment_bytes_max, .sealed = durable::SealedSegments::by_sidecar});
  if (!journal) return durable::fail(journal.error());
  return std::unique_ptr<MadeUpJournal>(new MadeUpJournal(std::move(*journal)));
}

bool MadeUpJournal::write(const entry::JournalRecord& record) {
  const bool written = journal_.append(entry::encode_journal_record(record)).has_value();
  if (written && !record.payload.empty()) objects_.insert(crypto::sha256(record.payload));
  return written;
}

bool MadeUpJournal::say(entry::Kind kind, ByteView body, ByteView object) {
  return write({{kind, body}, object});
}

bool MadeUpJournal::admit(const SentBatch& batch) {
  return admit_with(batch, batch.payload);
}

bool MadeUpJournal::admit_without_payload(const SentBatch& batch) {
  return admit_with(batch, {});
}

bool MadeUpJournal::admit_with(const SentBatch& batch, ByteView payload) {
  const auto& envelope = batch.envelope.envelope();
  const auto decision = chains_.decide(envelope, batch.digest(), {now_, {}});
  record::Acknowledgement word;
  word.origin = origin;
  word.envelope = batch.digest();
  word.at = now_ + std::chrono::seconds(size());
  word.admission = std::get<record::Admission>(decision);
  const auto leaf = size();
  const auto signed_word = sign(word, record::sample::log_key());
  if (!write({{entry::Kind::batch, batch.envelope.bytes()}, payload, signed_word})) {
    return false;
  }
  chains_.apply(envelope, batch.digest(), {word.at, word.admission});
  chains_.chain(envelope.probe, envelope.incarnation).logged(envelope.sequence, leaf);
  leaves_[batch.digest()] = leaf;
  return true;
}

bool MadeUpJournal::keep_as_evidence(const SentBatch& batch) {
  if (!write({{entry::Kind::batch, batch.envelope.bytes()}, batch.payload})) return false;
  ++evidence_;
  return true;
}

bool MadeUpJournal::say_plan(std::uint32_t seconds) {
  auto plan = plan::watch();
  plan.measures[0].udp_every = std::chrono::seconds(10 + seconds);
  const auto object = record::encode_plan(plan);
  return say(entry::Kind::plan, encode(entry::refer_to(object)), object);
}

// Nobody looks at its signature.
bool MadeUpJournal::record_checkpoint() {
  const auto note = std::string(origin) + "\n" + std::to_string(size()) +
                    "\ne5OgPJTCtuFCNmTKEJgmPgk3TOCyr4k7usA18SJnokk=\n\n\u2014 " + origin +
                    " 1DAr2gzxjgDe/l3qbvSXqLHO5DNxRdwZrcM1k3mHUVd54WzGXkah5zKu\n";
  return say(entry::Kind::checkpoint, as_bytes(note));
}

bool MadeUpJournal::live(unsigned seed, int records) {
  std::mt19937 random(seed);
  std::vector<SentBatch> held;
  while (probes_.size() < 3) {
    const auto number = probes_.size() + 1;
    probes_.push_back(std::make_unique<ScriptedProbe>("no-" + std::to_string(number),
                                                      static_cast<std::uint8_t>(number)));
  }
  for (int i = 0; i < records; ++i) {
    if (!live_once(random, held)) return false;
  }
  return true;
}

bool MadeUpJournal::live_once(std::mt19937& random, std::vector<SentBatch>& held) {
  const auto dice = random() % 20;
  if (dice == 0) return say_plan(random() % 100);
  if (dice == 1) return record_checkpoint();
  if (dice <= 5 && !held.empty()) {
    const auto at = held.begin() + static_cast<std::ptrdiff_t>(random() % held.size());
    const auto late = *at;
    held.erase(at);
    return admit(late);
  }
  auto& probe = *probes_[random() % probes_.size()];
  if (dice == 6 && random() % 4 == 0) {
    std::erase_if(held, [&](const SentBatch& batch) {
      return batch.envelope.envelope().probe == probe.id();
    });
    probe.reincarnate();
  }
  auto batch = probe.next_with(now_, payload_of(random));
  if (dice <= 9) {
    held.push_back(std::move(batch));
    return live_once(random, held);
  }
  if (!admit(batch)) return false;
  return dice != 19 || keep_as_evidence(probe.twin_of(batch));
}

}  // namespace tocsin::collector
