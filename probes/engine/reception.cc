#include "probes/engine/reception.h"

#include <algorithm>

#include "core/dns/match.h"
#include "core/dns/same_content.h"

namespace tocsin::probe {
namespace {

using record::Outcome;
using record::Sign;
using record::StrayReason;

constexpr std::size_t client_cookie_bytes = 8;

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

Bytes owned(ByteView bytes) {
  return {bytes.begin(), bytes.end()};
}

// RFC 7873 section 5.3: a reply may do without a cookie, but not have another's.
bool returns_our_cookie(const dns::Reply& reply, const dns::QueryOptions& query) {
  if (!query.edns || query.edns->cookie.empty() || !reply.edns()) return true;
  const auto cookie = reply.edns()->option(dns::OptionCode::cookie);
  if (!cookie) return true;
  return cookie->size() >= client_cookie_bytes &&
         equal(cookie->first(client_cookie_bytes),
               ByteView(query.edns->cookie).first(client_cookie_bytes));
}

Look look_of(const dns::Reply& reply, const dns::QueryOptions& query, const Arrival& arrival) {
  Look look{.asked_nsid = query.edns && query.edns->ask_nsid,
            .asked_edns = query.edns.has_value(),
            .has_edns = reply.edns().has_value(),
            .nsid = {},
            .hop_limit = arrival.hop_limit};
  // An empty one is what our query says: whoever sends it back has named nobody.
  if (const auto nsid = dns::nsid(reply); nsid && !nsid->empty()) {
    look.nsid = owned(nsid->first(std::min(nsid->size(), record::nsid_bytes_max)));
  }
  return look;
}

}  // namespace

Reception::Heard Reception::hear(const Arrival& arrival) {
  const auto reply = dns::parse_reply(arrival.bytes);
  if (const auto why = stray_reason(arrival, reply)) {
    note(*why, arrival);
    return Heard::nothing;
  }
  if (answered()) {
    if (!says_the_same(*reply)) note(StrayReason::second_answer, arrival);
    return Heard::nothing;
  }
  take(*reply, arrival);
  return Heard::the_answer;
}

void Reception::hear(const Complaint& complaint) {
  if (!complaint_) complaint_ = complaint.means;
  std::optional<record::Sender> from;
  if (complaint.from) from = record::Sender{.address = *complaint.from, .port = 0};
  keep({.why = StrayReason::icmp,
        .after = complaint.after,
        .from = from,
        .hop_limit = {},
        .bytes = {complaint.type, complaint.code}});
}

std::optional<StrayReason> Reception::stray_reason(
    const Arrival& arrival, const Result<dns::Reply, dns::ParseError>& reply) const {
  if (arrival.from != ask_.server) return StrayReason::wrong_source;
  const auto id = Cursor(arrival.bytes).take_be16();
  if (!id) return StrayReason::without_id;
  if (*id != ask_.query.id) return StrayReason::wrong_id;
  if (!reply) return StrayReason::not_a_message;
  const auto matched = dns::match(*reply, ask_.query);
  if (!matched) return reason_of(matched.error());
  if (!returns_our_cookie(*reply, ask_.query)) return StrayReason::wrong_cookie;
  return std::nullopt;
}

void Reception::take(const dns::Reply& reply, const Arrival& arrival) {
  auto& measurement = observation_.measurement;
  measurement.outcome = reply.flags().truncated() ? Outcome::truncated : Outcome::answered;
  measurement.hop_limit = arrival.hop_limit;
  observation_.heard = record::skim(reply);
  look_ = look_of(reply, ask_.query, arrival);
  if (reply.flags().recursion_available() && ask_.role != record::Role::reference) {
    measurement.signs.set(Sign::recursion_available);
  }
}

bool Reception::says_the_same(const dns::Reply& reply) const {
  const auto first = dns::parse_reply(observation_.heard->reply);
  return first && dns::same_content(*first, reply);
}

void Reception::note(StrayReason why, const Arrival& arrival) {
  malformed_ = malformed_ || why == StrayReason::not_a_message;
  mismatched_ = true;
  const bool second = why == StrayReason::second_answer;
  observation_.measurement.signs.set(second ? Sign::second_answer : Sign::stray);
  std::optional<record::Sender> from;
  if (arrival.from != ask_.server) {
    from = record::Sender{.address = arrival.from.address, .port = arrival.from.port};
  }
  const auto kept = std::min(arrival.bytes.size(), record::stray_bytes_max);
  keep({.why = why,
        .after = arrival.after,
        .from = from,
        .hop_limit = arrival.hop_limit,
        .bytes = owned(arrival.bytes.first(kept))});
}

// The first ones are evidence; of a flood of them the count is enough. A second answer is never
// crowded out.
void Reception::keep(record::Stray stray) {
  auto& measurement = observation_.measurement;
  const bool second = stray.why == StrayReason::second_answer;
  ++measurement.stray_count;
  if (measurement.strays.size() < record::strays_max) {
    measurement.strays.push_back(std::move(stray));
  } else if (second && measurement.strays.back().why != StrayReason::second_answer) {
    measurement.strays.back() = std::move(stray);
  }
}

void Reception::close(Outcome otherwise) {
  if (answered()) return look_back();
  observation_.measurement.outcome = unanswered(otherwise);
}

Outcome Reception::unanswered(Outcome otherwise) const {
  if (complaint_) return *complaint_;
  if (malformed_) return Outcome::malformed;
  return mismatched_ ? Outcome::mismatched : otherwise;
}

// Now that all has been heard: is the answer the server's?
void Reception::look_back() {
  auto& measurement = observation_.measurement;
  if (complaint_) measurement.signs.set(Sign::icmp_error);
  const auto odd = usual_.odd(ask_.server.address, look_);
  measurement.signs = record::Signs(measurement.signs.bits() | odd.bits());
  if (record::shows_interception(measurement.signs, ask_.role)) {
    measurement.outcome = Outcome::intercepted;
  } else if (ask_.role != record::Role::reference) {
    usual_.learn(ask_.server.address, look_);
  }
}

}  // namespace tocsin::probe
