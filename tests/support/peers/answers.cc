#include "tests/support/peers/answers.h"

#include "core/base/hex.h"
#include "core/dns/reply.h"
#include "tests/support/dns/reply_builder.h"

namespace tocsin::test {

Answer soa(std::uint32_t serial) {
  return [serial](ByteView query) { return ReplyBuilder(query).soa(serial).bytes(); };
}

Answer soa_with_nsid(std::uint32_t serial, std::string_view nsid) {
  return [serial, nsid = std::string(nsid)](ByteView query) {
    return ReplyBuilder(query).soa(serial).nsid(nsid).bytes();
  };
}

Answer rcode(dns::Rcode rcode) {
  return [rcode](ByteView query) { return ReplyBuilder(query).rcode(rcode).bytes(); };
}

Answer truncated() {
  return [](ByteView query) { return ReplyBuilder(query).truncated().bytes(); };
}

Answer nothing_at_all() {
  return bytes({});
}

Answer bytes(Bytes fixed) {
  return [fixed = std::move(fixed)](ByteView) { return fixed; };
}

Answer echo() {
  return [](ByteView query) { return Bytes(query.begin(), query.end()); };
}

Answer with_wrong_id(Answer answer) {
  return [answer = std::move(answer)](ByteView query) {
    auto reply = answer(query);
    reply.at(1) ^= 1;
    return reply;
  };
}

Answer with_flags(std::uint16_t flags, Answer answer) {
  return [flags, answer = std::move(answer)](ByteView query) {
    auto reply = answer(query);
    reply.at(2) = static_cast<std::uint8_t>(flags >> 8);
    reply.at(3) = static_cast<std::uint8_t>(flags);
    return reply;
  };
}

Answer with_cookie(Bytes cookie, Answer answer) {
  return [cookie = std::move(cookie), answer = std::move(answer)](ByteView query) {
    auto reply = answer(query);
    append(reply, from_hex("000029040000000000").value());
    append_be16(reply, static_cast<std::uint16_t>(4 + cookie.size()));
    append_be16(reply, static_cast<std::uint16_t>(dns::OptionCode::cookie));
    append_be16(reply, static_cast<std::uint16_t>(cookie.size()));
    append(reply, cookie);
    ++reply.at(11);  // additional records
    return reply;
  };
}

Answer with_question(std::string_view name, Answer answer) {
  return [name = std::string(name), answer = std::move(answer)](ByteView query) {
    const auto asked = dns::parse_reply(query).value();
    dns::QueryOptions other;
    other.id = asked.id();
    other.question = *asked.question();
    other.question.name = dns::Name::from_text(name).value();
    return answer(dns::build_query(other));
  };
}

Answer cut(std::size_t octets, Answer answer) {
  return [octets, answer = std::move(answer)](ByteView query) {
    auto reply = answer(query);
    reply.resize(octets);
    return reply;
  };
}

Answer padded_to(std::size_t octets, Answer answer) {
  return cut(octets, std::move(answer));
}

Answer looped_name() {
  return [](ByteView query) {
    auto reply = ReplyBuilder(query).bytes();
    reply[7] = 1;  // one answer, whose owner starts at the end of what is there
    append_be16(reply, static_cast<std::uint16_t>(0xc000 | reply.size()));
    append(reply, *from_hex("00060001000000000000"));
    return reply;
  };
}

}  // namespace tocsin::test
