#include "probes/engine/reception.h"

#include <algorithm>

#include "core/dns/match.h"
#include "probes/checks/soa.h"

namespace tocsin::probe {
namespace {

StrayReason reason_of(dns::Mismatch mismatch) {
  switch (mismatch) {
    case dns::Mismatch::not_a_response:
      return StrayReason::not_a_response;
    case dns::Mismatch::wrong_id:
      return StrayReason::wrong_id;
    case dns::Mismatch::wrong_opcode:
      return StrayReason::wrong_opcode;
    case dns::Mismatch::wrong_question:
      return StrayReason::wrong_question;
    case dns::Mismatch::wrong_case:
      return StrayReason::wrong_case;
  }
  return StrayReason::not_a_message;
}

Bytes copy(ByteView bytes) {
  return {bytes.begin(), bytes.end()};
}

}  // namespace

std::string_view name_of(StrayReason reason) {
  constexpr std::string_view names[] = {"wrong_source",
                                        "without_id",
                                        "not_a_message",
                                        "not_a_response",
                                        "wrong_id",
                                        "wrong_opcode",
                                        "wrong_question",
                                        "wrong_case"};
  return names[static_cast<std::size_t>(reason)];
}

Next Reception::hear(ByteView bytes, const net::SocketAddress& from) {
  const auto reply = dns::parse_reply(bytes);
  if (const auto why = stray_reason(bytes, from, reply)) {
    note(*why, bytes, from);
    return Next::listen_on;
  }
  auto& measurement = observation_.measurement;
  const bool truncated = reply->flags().truncated();
  measurement.outcome = truncated ? record::Outcome::truncated : record::Outcome::answered;
  measurement.reply = copy(bytes);
  skim(*reply, measurement);
  return Next::done;
}

std::optional<StrayReason> Reception::stray_reason(
    ByteView bytes,
    const net::SocketAddress& from,
    const Result<dns::Reply, dns::ParseError>& reply) const {
  if (from != ask_.server) return StrayReason::wrong_source;
  const auto id = Cursor(bytes).take_be16();
  if (!id) return StrayReason::without_id;
  if (*id != ask_.query.id) return StrayReason::wrong_id;
  if (!reply) return StrayReason::not_a_message;
  const auto matched = dns::match(*reply, ask_.query);
  if (!matched) return reason_of(matched.error());
  return std::nullopt;
}

void Reception::close(record::Outcome otherwise) {
  auto& outcome = observation_.measurement.outcome;
  if (malformed_) {
    outcome = record::Outcome::malformed;
  } else if (observation_.stray_count > 0) {
    outcome = record::Outcome::mismatched;
  } else {
    outcome = otherwise;
  }
}

void Reception::note(StrayReason why, ByteView bytes, const net::SocketAddress& from) {
  if (why == StrayReason::not_a_message && !malformed_) {
    malformed_ = true;
    observation_.measurement.reply = copy(bytes);  // the first one is evidence
  }
  ++observation_.stray_count;
  if (observation_.strays.size() == strays_max) return;
  const auto kept = bytes.first(std::min(bytes.size(), stray_octets_max));
  observation_.strays.push_back({.why = why, .from = from, .bytes = copy(kept)});
}

}  // namespace tocsin::probe
