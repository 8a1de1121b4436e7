#include "core/judge/correctness.h"

#include <algorithm>
#include <utility>

#include "core/judge/rules.h"

namespace tocsin::judge {
namespace {

Judgement not_judged(std::string_view tag, std::string text) {
  return {.verdict = Verdict::not_judged, .reasons = {{tag, std::move(text)}}};
}

std::optional<Judgement> refuse_message(const dns::Reply& reply) {
  const auto question = reply.question();
  if (!reply.flags().response() || reply.flags().opcode() != dns::Opcode::query) {
    return not_judged("doh", "it is not a response to a query");
  }
  if (!question) return not_judged("doh", "it does not have exactly one question");
  if (question->klass != dns::Class::in)
    return not_judged("doh", "the question is not of class IN");
  if (reply.flags().truncated()) return not_judged("hjw", "it is truncated");
  const auto rcode = reply.rcode();
  if (rcode != dns::Rcode::noerror && rcode != dns::Rcode::nxdomain) {
    return not_judged("ote", dns::to_text(rcode) + " counts as a timeout");
  }
  static const auto arpa = dns::Name::from_text("arpa.").value();
  if (question->type == dns::Type::ns && dns::same_name(question->name, arpa)) {
    return not_judged("unt", "NS of arpa. is not to be asked for");
  }
  return std::nullopt;
}

// Those seen before the query, the newest first, because nearly every reply stems from it; then
// those that were seen soon after. Nothing where none was seen before.
std::vector<Candidate> in_time(std::span<const Candidate> zones, WallTime at) {
  const auto is_later = [at](const Candidate& zone) { return zone.first_seen > at; };
  std::vector<Candidate> kept;
  std::ranges::copy_if(zones, std::back_inserter(kept), [&](const Candidate& zone) {
    return at - zone.first_seen <= candidates_back_to && zone.first_seen - at <= candidates_on_to;
  });
  std::ranges::sort(kept, {}, [&](const Candidate& zone) {
    return std::pair(is_later(zone), at - zone.first_seen);
  });
  if (!kept.empty() && is_later(kept.front())) kept.clear();
  return kept;
}

}  // namespace

Judgement judge_correctness(ByteView bytes,
                            std::span<const Candidate> zones,
                            WallTime at,
                            zone::SignatureMemo& memo) {
  const auto reply = dns::parse_reply(bytes);
  if (!reply) {
    return not_judged("doh", "it is not a DNS message: " + std::string(name_of(reply.error())));
  }
  if (auto refused = refuse_message(*reply)) return *std::move(refused);
  const auto candidates = in_time(zones, at);
  if (candidates.empty()) {
    return not_judged("yhu", "no root zone was first seen in the 48 hours before");
  }
  const auto received = receive(*reply);
  std::optional<Judgement> nearest;
  for (const auto& candidate : candidates) {
    ZoneCheck check(received, *candidate.zone, at, memo);
    apply_rules(check);
    auto reasons = check.take_reasons();
    const auto serial = candidate.zone->serial();
    if (reasons.empty()) return {.verdict = Verdict::correct, .serial = serial};
    if (nearest && nearest->reasons.size() <= reasons.size()) continue;
    nearest = {.verdict = Verdict::incorrect, .reasons = std::move(reasons), .serial = serial};
  }
  return *std::move(nearest);
}

}  // namespace tocsin::judge
