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

// What whoever judges knew of publications when the query was sent.
struct Published {
  std::vector<Candidate> candidates;
  bool reaches_back = false;  // no other was there in those 48 hours, and each is at hand
};

// Of a hostile time before 1970 too there is a difference to any other.
Duration since_1970(WallTime time) {
  return std::max(time.since_epoch, Duration::zero());
}

// Candidates seen before the query come first, the newest of them before the others, because nearly
// every reply stems from it. None where none was seen in the 48 hours before.
Published published_by(std::span<const Candidate> zones, WallTime at) {
  const auto age_of = [at](const Candidate& zone) {
    return since_1970(at) - since_1970(zone.first_seen);
  };
  Published published;
  const Candidate* before = nullptr;  // the last one from before these 48 hours
  auto oldest = Duration(-1);         // the age of the first one in them
  for (const auto& zone : zones) {
    const auto age = age_of(zone);
    if (age > candidates_back_to) {
      if (before == nullptr || age < age_of(*before)) before = &zone;
    } else if (age >= -candidates_on_to) {
      published.candidates.push_back(zone);
      oldest = std::max(oldest, age);
    }
  }
  if (oldest < Duration::zero()) return {};
  published.reaches_back = oldest == candidates_back_to;
  if (before != nullptr) {
    const bool follows = age_of(*before) - oldest <= candidates_back_to;
    published.reaches_back |= follows;
    if (!follows) published.candidates.push_back(*before);
  }
  std::ranges::sort(published.candidates, {}, [&](const Candidate& zone) {
    return std::pair(age_of(zone) < Duration::zero(), age_of(zone));
  });
  published.reaches_back &= std::ranges::all_of(published.candidates, &Candidate::zone);
  return published;
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
  const auto published = published_by(zones, at);
  if (published.candidates.empty()) {
    return not_judged("yhu", "no root zone was first seen in the 48 hours before");
  }
  const auto received = receive(*reply);
  std::optional<Judgement> nearest;
  for (const auto& candidate : published.candidates) {
    if (candidate.zone == nullptr) continue;
    ZoneCheck check(received, *candidate.zone, at, memo);
    apply_rules(check);
    auto reasons = check.take_reasons();
    const auto serial = candidate.zone->serial();
    if (reasons.empty()) {
      return {.verdict = Verdict::correct, .serial = serial, .can_fail = published.reaches_back};
    }
    if (nearest && nearest->reasons.size() <= reasons.size()) continue;
    nearest = {.verdict = Verdict::incorrect,
               .reasons = std::move(reasons),
               .serial = serial,
               .can_fail = true};
  }
  if (!published.reaches_back) {
    return not_judged("yhu", "it fits no zone, and not all of the 48 hours before are known");
  }
  return *std::move(nearest);
}

}  // namespace tocsin::judge
