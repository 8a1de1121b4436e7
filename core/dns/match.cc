#include "core/dns/match.h"

namespace tocsin::dns {
namespace {

bool asks_the_same(const Question& a, const Question& b) {
  return a.type == b.type && a.klass == b.klass && same_name(a.name, b.name);
}

std::optional<Mismatch> mismatch(const Reply& reply, const QueryOptions& query) {
  if (!reply.flags().response()) return Mismatch::not_a_response;
  if (reply.id() != query.id) return Mismatch::wrong_id;
  if (reply.flags().opcode() != Opcode::query) return Mismatch::wrong_opcode;
  const auto question = reply.question();
  if (!question || !asks_the_same(*question, query.question)) return Mismatch::wrong_question;
  if (!identical(question->name, query.question.name)) return Mismatch::wrong_case;
  return std::nullopt;
}

}  // namespace

Result<MatchedReply, Mismatch> match(const Reply& reply, const QueryOptions& query) {
  if (const auto why = mismatch(reply, query)) return fail_with(*why);
  return MatchedReply(reply);
}

}  // namespace tocsin::dns
