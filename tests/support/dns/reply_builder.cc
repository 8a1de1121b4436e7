#include "tests/support/dns/reply_builder.h"

#include "core/dns/message_format.h"
#include "core/dns/reply.h"

namespace tocsin::test {
namespace {

void append_code(Bytes& out, auto code) {
  append_be16(out, static_cast<std::uint16_t>(code));
}

dns::Name name(std::string_view text) {
  return dns::Name::from_text(text).value();
}

void append_record(Bytes& out, const dns::Name& owner, dns::Type type, ByteView rdata) {
  append(out, owner.wire());
  append_code(out, type);
  append_code(out, dns::Class::in);
  append_be32(out, 86400);
  append_be16(out, static_cast<std::uint16_t>(rdata.size()));
  append(out, rdata);
}

}  // namespace

ReplyBuilder::ReplyBuilder(const dns::QueryOptions& query)
    : id_(query.id),
      flags_(dns::format::flag_qr | dns::format::flag_aa),
      question_(query.question) {}

ReplyBuilder::ReplyBuilder(ByteView query) : flags_(dns::format::flag_qr | dns::format::flag_aa) {
  const auto parsed = dns::parse_reply(query).value();
  id_ = parsed.id();
  question_ = parsed.question();
}

ReplyBuilder& ReplyBuilder::id(std::uint16_t id) {
  id_ = id;
  return *this;
}

ReplyBuilder& ReplyBuilder::flags(std::uint16_t flags) {
  flags_ = flags;
  return *this;
}

ReplyBuilder& ReplyBuilder::truncated() {
  flags_ |= dns::format::flag_tc;
  return *this;
}

ReplyBuilder& ReplyBuilder::rcode(dns::Rcode rcode) {
  rcode_ = static_cast<std::uint16_t>(rcode);
  return *this;
}

ReplyBuilder& ReplyBuilder::question(std::string_view text, dns::Type type) {
  question_ = dns::Question{.name = name(text), .type = type};
  return *this;
}

ReplyBuilder& ReplyBuilder::without_question() {
  question_.reset();
  return *this;
}

ReplyBuilder& ReplyBuilder::answer(dns::Type type, ByteView rdata) {
  append_record(answers_, question_->name, type, rdata);
  ++answer_count_;
  return *this;
}

ReplyBuilder& ReplyBuilder::additional(std::string_view owner, dns::Type type, ByteView rdata) {
  append_record(additionals_, name(owner), type, rdata);
  ++additional_count_;
  return *this;
}

ReplyBuilder& ReplyBuilder::soa(std::uint32_t serial) {
  Bytes rdata;
  append(rdata, name("a.root-servers.net.").wire());
  append(rdata, name("nstld.verisign-grs.com.").wire());
  for (const std::uint32_t value : {serial, 1800U, 900U, 604800U, 86400U}) {
    append_be32(rdata, value);
  }
  return answer(dns::Type::soa, rdata);
}

ReplyBuilder& ReplyBuilder::nsid(std::string_view text) {
  options_.emplace();
  append_code(*options_, dns::OptionCode::nsid);
  append_be16(*options_, static_cast<std::uint16_t>(text.size()));
  append(*options_, as_bytes(text));
  return *this;
}

Bytes ReplyBuilder::bytes() const {
  Bytes out;
  append_be16(out, id_);
  append_be16(out, static_cast<std::uint16_t>(flags_ | (rcode_ & dns::format::rcode_mask)));
  append_be16(out, question_ ? 1 : 0);
  append_be16(out, answer_count_);
  append_be16(out, 0);
  append_be16(out, static_cast<std::uint16_t>(additional_count_ + (options_ ? 1 : 0)));
  if (question_) {
    append(out, question_->name.wire());
    append_code(out, question_->type);
    append_code(out, question_->klass);
  }
  append(out, answers_);
  append(out, additionals_);
  if (!options_) return out;
  append(out, dns::Name().wire());
  append_code(out, dns::Type::opt);
  append_be16(out, dns::default_udp_payload);
  append_be32(out, static_cast<std::uint32_t>(rcode_ >> 4) << dns::format::edns_rcode_shift);
  append_be16(out, static_cast<std::uint16_t>(options_->size()));
  append(out, *options_);
  return out;
}

}  // namespace tocsin::test
