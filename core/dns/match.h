// Whether a reply answers our query, and if not, why not. The peer's address and port are the
// socket's to compare; here are the id, the kind of message and the question, its case included
// (so that 0x20 counts as entropy: draft-vixie-dnsext-dns0x20).
#pragma once

#include "core/base/result.h"
#include "core/dns/query.h"
#include "core/dns/reply.h"

namespace tocsin::dns {

// In the order in which they are looked for.
enum class Mismatch : std::uint8_t {
  not_a_response,  // QR is not set: perhaps our own query reflected
  wrong_id,
  wrong_opcode,
  wrong_question,  // none, more than one, or another one
  wrong_case,      // our question but for the case of its letters
};

constexpr std::string_view name_of(Mismatch mismatch) {
  constexpr std::string_view names[] = {
      "not_a_response", "wrong_id", "wrong_opcode", "wrong_question", "wrong_case"};
  return names[static_cast<std::size_t>(mismatch)];
}

// A reply that answers the query it was matched with; only `match` makes one.
class MatchedReply {
 public:
  const Reply& reply() const { return reply_; }

 private:
  friend Result<MatchedReply, Mismatch> match(const Reply& reply, const QueryOptions& query);
  explicit MatchedReply(const Reply& reply) : reply_(reply) {}

  Reply reply_;
};

Result<MatchedReply, Mismatch> match(const Reply& reply, const QueryOptions& query);

}  // namespace tocsin::dns
