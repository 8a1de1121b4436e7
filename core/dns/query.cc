#include "core/dns/query.h"

#include "core/dns/message_format.h"

namespace tocsin::dns {
namespace {

void append_code(Bytes& out, auto code) {
  append_be16(out, static_cast<std::uint16_t>(code));
}

std::uint16_t flags_of(const QueryOptions& query) {
  const unsigned rd = query.recursion_desired ? format::flag_rd : 0U;
  const unsigned cd = query.checking_disabled ? format::flag_cd : 0U;
  return static_cast<std::uint16_t>(rd | cd);
}

void append_header(Bytes& out, const QueryOptions& query) {
  append_be16(out, query.id);
  append_be16(out, flags_of(query));
  append_be16(out, 1);  // questions
  append_be16(out, 0);
  append_be16(out, 0);
  append_be16(out, query.edns ? 1 : 0);
}

void append_question(Bytes& out, const Question& question) {
  append(out, question.name.wire());
  append_code(out, question.type);
  append_code(out, question.klass);
}

void append_option(Bytes& out, OptionCode code, ByteView value) {
  append_code(out, code);
  append_be16(out, static_cast<std::uint16_t>(value.size()));
  append(out, value);
}

void append_opt(Bytes& out, const EdnsOptions& edns) {
  Bytes options;
  if (edns.ask_nsid) append_option(options, OptionCode::nsid, {});
  if (!edns.cookie.empty()) append_option(options, OptionCode::cookie, edns.cookie);
  append(out, Name().wire());
  append_code(out, Type::opt);
  append_be16(out, edns.udp_payload);
  append_be32(out, edns.dnssec_ok ? format::edns_flag_do : 0);
  append_be16(out, static_cast<std::uint16_t>(options.size()));
  append(out, options);
}

}  // namespace

Bytes build_query(const QueryOptions& query) {
  Bytes out;
  append_header(out, query);
  append_question(out, query.question);
  if (query.edns) append_opt(out, *query.edns);
  return out;
}

}  // namespace tocsin::dns
