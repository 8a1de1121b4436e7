#include "core/dns/reply.h"

#include "core/base/check.h"
#include "core/dns/message_format.h"
#include "core/dns/message_name.h"
#include "core/dns/record_reader.h"

namespace tocsin::dns {
namespace {

constexpr std::size_t question_tail_octets = 4;  // type and class

std::optional<Header> take_header(ByteView message) {
  Cursor cursor(message);
  const auto id = cursor.take_be16();
  const auto flags = cursor.take_be16();
  const auto questions = cursor.take_be16();
  const auto answers = cursor.take_be16();
  const auto authorities = cursor.take_be16();
  const auto additionals = cursor.take_be16();
  if (!additionals) return std::nullopt;
  return Header{*id, Flags{*flags}, *questions, *answers, *authorities, *additionals};
}

std::optional<std::uint32_t> serial_of(const Record& soa) {
  const auto primary_end = name_end(soa.message, soa.rdata_at);
  if (!primary_end) return std::nullopt;
  const auto mailbox_end = name_end(soa.message, *primary_end);
  if (!mailbox_end || *mailbox_end + format::soa_tail_octets != soa.end()) return std::nullopt;
  Cursor cursor(soa.message);
  cursor.skip(*mailbox_end);
  return cursor.take_be32();
}

}  // namespace

// Walks over the message once, section by section.
class ReplyParser {
 public:
  explicit ReplyParser(ByteView message) { reply_.bytes_ = message; }

  Result<Reply, ParseError> parse() {
    if (reply_.bytes_.size() > format::message_octets_max) return fail_with(ParseError::oversized);
    const auto header = take_header(reply_.bytes_);
    if (!header) return fail_with(ParseError::short_header);
    reply_.header_ = *header;
    if (const auto walked = walk(); !walked) return fail_with(walked.error());
    reply_.trailing_ = reply_.bytes_.subspan(at_);
    return reply_;
  }

 private:
  Status<ParseError> walk() {
    const auto& header = reply_.header_;
    at_ = format::header_octets;
    return questions(header.questions)
        .and_then([&] { return records(reply_.answers_, header.answers); })
        .and_then([&] { return records(reply_.authorities_, header.authorities); })
        .and_then([&] { return records(reply_.additionals_, header.additionals); })
        .and_then([&] { return find_edns(); });
  }

  Status<ParseError> questions(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      if (const auto name = read_name(reply_.bytes_, at_); !name) return fail_with(name.error());
      at_ = *name_end(reply_.bytes_, at_);
      if (reply_.bytes_.size() - at_ < question_tail_octets) {
        return fail_with(ParseError::question_beyond_end);
      }
      at_ += question_tail_octets;
    }
    return {};
  }

  Status<ParseError> records(Records& section, std::size_t count) {
    section = Records(reply_.bytes_, at_, count);
    for (std::size_t i = 0; i < count; ++i) {
      const auto record = read_checked_record(reply_.bytes_, at_);
      if (!record) return fail_with(record.error());
      at_ = record->end();
    }
    return {};
  }

  // An OPT record counts in the additional section only; elsewhere it is one more opaque record.
  Status<ParseError> find_edns() {
    for (const auto record : reply_.additionals_) {
      if (record.type != Type::opt) continue;
      if (reply_.edns_) return fail_with(ParseError::second_opt);
      const auto edns = read_edns(record);
      if (!edns) return fail_with(edns.error());
      reply_.edns_ = *edns;
    }
    return {};
  }

  Reply reply_;
  std::size_t at_ = 0;
};

Result<Reply, ParseError> parse_reply(ByteView message) {
  return ReplyParser(message).parse();
}

Rcode Reply::rcode() const {
  const unsigned upper = edns_ ? edns_->extended_rcode : 0;
  return static_cast<Rcode>(upper << 4 | flags().low_rcode());
}

std::optional<Question> Reply::question() const {
  if (header_.questions != 1) return std::nullopt;
  const auto name = read_name(bytes_, format::header_octets);
  check(name.has_value(), "a parsed question has a name");
  Cursor cursor(bytes_);
  cursor.skip(*name_end(bytes_, format::header_octets));
  const auto type = cursor.take_be16();
  const auto klass = cursor.take_be16();
  return Question{*name, static_cast<Type>(*type), static_cast<Class>(*klass)};
}

std::optional<std::uint32_t> soa_serial(const Reply& reply) {
  const auto question = reply.question();
  if (!question) return std::nullopt;
  for (const auto record : reply.answers()) {
    if (record.type != Type::soa || record.klass != Class::in) continue;
    if (same_name(record.owner(), question->name)) return serial_of(record);
  }
  return std::nullopt;
}

std::optional<ByteView> nsid(const Reply& reply) {
  if (!reply.edns()) return std::nullopt;
  return reply.edns()->option(OptionCode::nsid);
}

}  // namespace tocsin::dns
