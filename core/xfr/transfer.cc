#include "core/xfr/transfer.h"

#include "core/dns/match.h"
#include "core/xfr/plain_record.h"

namespace tocsin::xfr {

dns::QueryOptions axfr_query(const dns::Name& zone, std::uint16_t id) {
  return {.id = id, .question = {.name = zone, .type = dns::Type::axfr}};
}

Result<Transfer::State, Fault> Transfer::hear(ByteView message) {
  const auto which = "message " + std::to_string(++messages_);
  if (messages_ > limits_.messages_max) return faulty(FaultKind::too_large, "messages");
  const auto reply = dns::parse_reply(message);
  if (!reply || !reply->trailing().empty()) return faulty(FaultKind::malformed, which);
  if (auto fits = check_message(*reply); !fits) return tl::unexpected(fits.error());
  for (const auto record : reply->answers()) {
    if (auto taken = take(record); !taken) return tl::unexpected(taken.error());
  }
  if (soa_.empty()) return faulty(FaultKind::no_soa, which);
  return state_;
}

// Later messages may leave the question out (RFC 5936 section 2.2.1).
Status<Fault> Transfer::check_message(const dns::Reply& reply) const {
  const auto which = "message " + std::to_string(messages_);
  const bool without_question = reply.header().questions == 0 && messages_ > 1;
  const auto matched = dns::match(reply, query_);
  if (!matched && !(without_question && matched.error() == dns::Mismatch::wrong_question)) {
    return faulty(FaultKind::mismatched, which + ": " + std::string(name_of(matched.error())));
  }
  if (reply.rcode() != dns::Rcode::noerror) {
    return faulty(FaultKind::refused, to_text(reply.rcode()));
  }
  if (reply.flags().truncated()) return faulty(FaultKind::malformed, which + " is truncated");
  return {};
}

Status<Fault> Transfer::take(const dns::Record& record) {
  if (state_ == State::complete) return faulty(FaultKind::beyond_end);
  if (soa_.empty()) return begin(record);
  const auto before = records_.size();
  if (auto appended = append_plain(records_, record); !appended) return appended;
  if (records_.size() > limits_.octets_max) return faulty(FaultKind::too_large, "octets");
  if (!is_soa(record)) return {};
  if (!equal(ByteView(records_).subspan(before), soa_)) return faulty(FaultKind::changed);
  records_.resize(before);
  state_ = State::complete;
  return {};
}

Status<Fault> Transfer::begin(const dns::Record& record) {
  if (!is_soa(record)) return faulty(FaultKind::no_soa, "message " + std::to_string(messages_));
  if (auto appended = append_plain(soa_, record); !appended) return appended;
  records_ = soa_;
  return {};
}

bool Transfer::is_soa(const dns::Record& record) const {
  return record.type == dns::Type::soa && same_name(record.owner(), query_.question.name);
}

}  // namespace tocsin::xfr
