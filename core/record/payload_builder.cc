#include "core/record/payload_builder.h"

#include <algorithm>
#include <utility>

namespace tocsin::record {
namespace {

// The place of `value` in a table, where it is added if it is new.
template <class Map, class Table, class Make>
std::uint32_t place(Map& places, Table& table, typename Map::key_type value, Make make) {
  const auto next = static_cast<std::uint32_t>(table.size());
  const auto [at, is_new] = places.try_emplace(std::move(value), next);
  if (is_new) table.push_back(make(at->first));
  return at->second;
}

}  // namespace

void PayloadBuilder::add(Observation observation) {
  auto& row = observation.measurement;
  row.question = place_question(std::move(observation.question));
  row.secret = place_secret(observation.secret);
  if (observation.heard) row.answer = place_answer(std::move(*observation.heard));
  if (row.strays.size() > strays_max) row.strays.resize(strays_max);
  for (auto& stray : row.strays) {
    if (stray.bytes.size() > stray_bytes_max) stray.bytes.resize(stray_bytes_max);
    evidence_bytes_ += stray.bytes.size();
  }
  if (row.trace) trace_queries_ += row.trace->queries.size();
  payload_.measurements.push_back(std::move(row));
}

std::uint32_t PayloadBuilder::place_question(Question question) {
  return place(
      questions_, payload_.questions, std::move(question), [](const Question& q) { return q; });
}

std::uint32_t PayloadBuilder::place_secret(const SecretMark& mark) {
  return place(secrets_, payload_.secrets, mark, [](const SecretMark& m) {
    return SecretEntry{.mark = m, .secret = {}};
  });
}

std::uint32_t PayloadBuilder::place_reply(Bytes as_received) {
  auto reply = reply_from(std::move(as_received));
  const auto digest = reply.digest;
  return place(replies_, payload_.replies, digest, [&](const Digest&) {
    evidence_bytes_ += reply.kept.size();
    return std::move(reply);
  });
}

std::uint32_t PayloadBuilder::place_answer(Heard heard) {
  Answer answer{.reply = place_reply(std::move(heard.reply)),
                .flags = heard.flags,
                .rcode = heard.rcode,
                .serial = heard.serial,
                .nsid = std::move(heard.nsid)};
  if (answer.nsid && answer.nsid->size() > nsid_bytes_max) answer.nsid->resize(nsid_bytes_max);
  return place(answers_, payload_.answers, std::move(answer), [](const Answer& a) { return a; });
}

Payload PayloadBuilder::finish() && {
  std::ranges::sort(payload_.measurements, {}, &Measurement::sent_at);
  std::ranges::sort(payload_.lookups, {}, &Lookup::asked_at);
  return std::move(payload_);
}

}  // namespace tocsin::record
