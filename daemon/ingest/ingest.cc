#include "daemon/ingest/ingest.h"

#include <boost/asio/post.hpp>
#include <charconv>
#include <utility>

#include "core/entry/journal_record.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/submission.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

std::optional<std::string> uri_of(const http::Request& request) {
  return request.peer ? request.peer->uri : std::nullopt;
}

// A header that is no number of seconds says nothing.
std::optional<Duration> age_of(const http::Request& request) {
  const auto text = request.headers.find(record::batch_age_header);
  if (!text) return std::nullopt;
  std::uint32_t seconds = 0;
  const auto* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, seconds);
  if (error != std::errc() || stop != end) return std::nullopt;
  return std::chrono::seconds(seconds);
}

http::Response acknowledged(Bytes acknowledgement, std::uint64_t leaf) {
  auto response =
      http::reply(200, std::string(record::acknowledgement_media_type), std::move(acknowledgement));
  response.headers.add(std::string(record::leaf_header), std::to_string(leaf));
  return response;
}

Rejection rejection_of(ChainRefusal refusal) {
  switch (refusal) {
    case ChainRefusal::equivocation:
      return Rejection::equivocation;
    case ChainRefusal::broken_chain:
      return Rejection::broken_chain;
    case ChainRefusal::too_many_gaps:
      return Rejection::too_many_gaps;
    case ChainRefusal::forgotten:
      return Rejection::forgotten;
  }
  return Rejection::forgotten;
}

bool is_evidence(ChainRefusal refusal) {
  return refusal == ChainRefusal::equivocation || refusal == ChainRefusal::broken_chain;
}

}  // namespace

Ingest::Ingest(asio::io_context& io,
               IngestIdentity identity,
               const crypto::SigningKey& log_key,
               const Clock& clock,
               const Registry& registry,
               IngestMemory memory,
               JournalThread& journal,
               Sinks sinks,
               IngestLimits limits)
    : io_(io),
      identity_(std::move(identity)),
      limits_(limits),
      log_key_(log_key),
      clock_(clock),
      registry_(registry),
      chains_(std::move(memory.chains)),
      batches_(std::move(memory.batches)),
      journal_(journal),
      sinks_(std::move(sinks)) {}

asio::awaitable<http::Response> Ingest::post_batch(http::Request request) {
  // What is in a chain may then never reach the disk, so that nothing can be said of anything.
  if (journal_.stopped()) co_return reject({Rejection::stopping, {}});
  const Delivery delivery{clock_.wall(), age_of(request)};
  auto batch = verify_batch(request.body, uri_of(request), identity_.collector, registry_);
  if (!batch) co_return reject(batch.error());

  const auto& envelope = batch->envelope.envelope();
  const auto incarnation = chains_.incarnation_of(envelope);
  if (incarnation == Incarnation::one_too_many) {
    co_return reject({Rejection::too_many_incarnations, {}});
  }
  const auto decision = chains_.decide(envelope, batch->envelope.digest(), delivery);
  if (const auto* refusal = std::get_if<ChainRefusal>(&decision)) {
    co_return refuse(*refusal, *batch);
  }
  if (std::holds_alternative<Again>(decision)) {
    co_return co_await answer_again(envelope, batch->envelope.digest());
  }
  if (registry_.is_revoked(envelope.probe, delivery.arrival)) {
    co_return reject({Rejection::revoked, {}});
  }
  if (incarnation == Incarnation::first_seen) ++counts_.incarnations;
  const auto admission = std::get<record::Admission>(decision);
  co_return co_await admit(std::move(*batch), admission, delivery.arrival);
}

asio::awaitable<http::Response> Ingest::admit(VerifiedBatch batch,
                                              record::Admission admission,
                                              WallTime arrival) {
  const auto digest = batch.envelope.digest();
  const auto envelope = batch.envelope.envelope();
  const auto log = static_cast<std::uint16_t>(identity_.ended.size());
  const Receipt receipt{arrival, admission, log};
  const auto mark = std::make_shared<DurableMark>(io_);
  auto acknowledgement = acknowledge(digest, receipt);
  if (!journal_.offer(job_of(std::move(batch), receipt, acknowledgement, mark))) {
    co_return reject({journal_.stopped() ? Rejection::stopping : Rejection::busy, {}});
  }
  chains_.apply(envelope, digest, receipt);
  outstanding_.insert(mark);
  pending_[digest] = mark;
  co_return co_await answer_when(mark, std::move(acknowledgement));
}

asio::awaitable<http::Response> Ingest::answer_again(record::Envelope envelope, Digest digest) {
  const auto known = chains_.known(envelope);
  auto acknowledgement = acknowledge(digest, known.receipt);
  ++counts_.again;
  const auto pending = pending_.find(digest);
  if (pending != pending_.end()) {
    co_return co_await answer_when(pending->second, std::move(acknowledgement));
  }
  co_return acknowledged(std::move(acknowledgement), known.leaf);
}

asio::awaitable<http::Response> Ingest::answer_when(Mark mark, Bytes acknowledgement) {
  const auto leaf = co_await mark->wait();
  if (!leaf) co_return reject({Rejection::stopping, {}});
  co_return acknowledged(std::move(acknowledgement), *leaf);
}

asio::awaitable<std::optional<std::uint64_t>> Ingest::log(entry::Kind kind,
                                                          Bytes body,
                                                          Bytes object) {
  const auto mark = std::make_shared<DurableMark>(io_);
  auto record = entry::encode_journal_record({{kind, body}, object});
  auto word =
      [this, mark, kind, body = std::move(body), object = std::move(object)](std::uint64_t index) {
        sinks_.entry(index, {kind, body}, object);
        asio::post(io_, [this, mark, index] { durable(mark, index); });
      };
  JournalJob job{std::move(record), std::move(word)};
  if (!journal_.offer(std::move(job))) co_return std::nullopt;
  outstanding_.insert(mark);
  co_return co_await mark->wait();
}

void Ingest::durable(const Mark& mark, std::uint64_t index) {
  outstanding_.erase(mark);
  mark->set(index);
}

void Ingest::durable(const Mark& mark, std::uint64_t leaf, const Admitted& admitted) {
  pending_.erase(admitted.digest);
  batches_.add(admitted.digest, leaf);
  chains_.chain(admitted.probe, admitted.incarnation).logged(admitted.sequence, leaf);
  ++counts_.admitted[static_cast<std::size_t>(admitted.admission)];
  durable(mark, leaf);
}

void Ingest::journal_failed() {
  pending_.clear();
  for (const auto& mark : std::exchange(outstanding_, {})) mark->fail();
}

http::Response Ingest::reject(const Rejected& rejected) {
  ++counts_.rejected[static_cast<std::size_t>(rejected.rejection)];
  return refusal(rejected.rejection, rejected.detail);
}

http::Response Ingest::refuse(ChainRefusal refusal, const VerifiedBatch& batch) {
  if (is_evidence(refusal)) keep_as_evidence(batch);
  const auto sequence = batch.envelope.envelope().sequence;
  return reject({rejection_of(refusal), "sequence " + std::to_string(sequence)});
}

// The other batch of the pair is in the journal already.
void Ingest::keep_as_evidence(const VerifiedBatch& batch) {
  const entry::EntryView entry{entry::Kind::batch, batch.envelope.bytes()};
  auto record = entry::encode_journal_record({entry, batch.sealed_payload});
  if (evidence_bytes_ + record.size() > limits_.evidence_bytes) return;
  const auto size = record.size();
  if (!journal_.offer({std::move(record), [](std::uint64_t) {}})) return;
  evidence_bytes_ += size;
  ++counts_.evidence;
}

// Ed25519 signs the same bytes to the same signature, so this gives an old acknowledgement again.
Bytes Ingest::acknowledge(const Digest& digest, const Receipt& receipt) const {
  const bool is_ours = receipt.log == identity_.ended.size();
  record::Acknowledgement acknowledgement;
  acknowledgement.origin = is_ours ? identity_.origin : identity_.ended.at(receipt.log).origin;
  acknowledgement.envelope = digest;
  acknowledgement.at = receipt.at;
  acknowledgement.maximum_merge_delay = identity_.maximum_merge_delay;
  acknowledgement.admission = receipt.admission;
  return record::sign(acknowledgement, is_ours ? log_key_ : identity_.ended.at(receipt.log).key);
}

JournalJob Ingest::job_of(VerifiedBatch batch,
                          const Receipt& receipt,
                          const Bytes& acknowledgement,
                          Mark mark) {
  const entry::EntryView entry{entry::Kind::batch, batch.envelope.bytes()};
  auto record = entry::encode_journal_record({entry, batch.sealed_payload, acknowledgement});
  const auto& claim = batch.envelope.envelope();
  const Admitted admitted{
      claim.probe, claim.incarnation, claim.sequence, batch.envelope.digest(), receipt.admission};
  auto handed_on = std::make_shared<AdmittedBatch>(AdmittedBatch{
      std::move(batch.probe_name), claim, std::move(batch.payload), receipt.at, receipt.admission});
  auto word = [this, handed_on, mark = std::move(mark), admitted](std::uint64_t leaf) {
    handed_on->leaf = leaf;
    sinks_.batch(std::move(*handed_on));
    asio::post(io_, [this, mark, leaf, admitted] { durable(mark, leaf, admitted); });
  };
  return {std::move(record), std::move(word)};
}

}  // namespace tocsin::collector
