#include "core/record/payload_tables.h"

#include "core/crypto/sha256.h"
#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

using cbor::Decoder;
using cbor::Encoder;
using cbor::Fault;

Bytes owned(ByteView bytes) {
  return {bytes.begin(), bytes.end()};
}

template <class Item, class Take>
std::vector<Item> take_table(Decoder& in, std::size_t max, Take take) {
  std::vector<Item> table(in.enter_array(max));
  for (auto& item : table) {
    if (in.failed()) break;
    item = take(in);
  }
  in.leave();
  return table;
}

// Bits of a question's flags.
constexpr std::uint64_t flag_rd = 1;
constexpr std::uint64_t flag_do = 2;
constexpr std::uint64_t flag_nsid = 4;
constexpr std::uint64_t flag_cookie = 8;
constexpr std::uint64_t flags_all = 15;

std::uint64_t flags_of(const Question& question) {
  std::uint64_t flags = question.recursion_desired ? flag_rd : 0;
  if (!question.edns) return flags;
  if (question.edns->dnssec_ok) flags |= flag_do;
  if (question.edns->nsid) flags |= flag_nsid;
  if (question.edns->cookie) flags |= flag_cookie;
  return flags;
}

Question take_question(Decoder& in) {
  Question question;
  in.enter_array_of(5);
  question.name = in.take_text(name_bytes_max);
  question.type = in.take<std::uint16_t>();
  question.klass = in.take<std::uint16_t>();
  const auto flags = in.take_uint(flags_all);
  question.recursion_desired = (flags & flag_rd) != 0;
  if (in.take_null()) {
    if ((flags & ~flag_rd) != 0) in.refuse(Fault::unacceptable);
  } else {
    question.edns = QuestionEdns{.udp_payload = in.take<std::uint16_t>(),
                                 .dnssec_ok = (flags & flag_do) != 0,
                                 .nsid = (flags & flag_nsid) != 0,
                                 .cookie = (flags & flag_cookie) != 0};
  }
  in.leave();
  return question;
}

SecretEntry take_secret(Decoder& in) {
  SecretEntry entry;
  in.enter_array_of(2);
  entry.mark = in.take_exactly<16>();
  if (!in.take_null()) entry.secret = in.take_exactly<16>();
  if (!in.failed() && entry.secret && mark_of(*entry.secret) != entry.mark) {
    in.refuse(Fault::unacceptable);
  }
  in.leave();
  return entry;
}

// How a reply is there.
enum class Kept : std::uint8_t { whole = 0, beginning = 1, earlier = 2 };

Kept kept(const Reply& reply) {
  if (reply.kept.empty()) return Kept::earlier;
  return reply.kept.size() == reply.bytes ? Kept::whole : Kept::beginning;
}

void put(Encoder& out, const Reply& reply) {
  switch (kept(reply)) {
    case Kept::whole:
      out.array(2).uint(0).bytes(reply.kept);
      return;
    case Kept::beginning:
      out.array(4).uint(1).bytes(reply.kept).uint(reply.bytes).bytes(reply.digest);
      return;
    case Kept::earlier:
      out.array(2).uint(2).bytes(reply.digest);
      return;
  }
}

Reply take_whole(Decoder& in) {
  Reply reply;
  reply.kept = owned(in.take_bytes(reply_bytes_max));
  if (reply.kept.empty()) in.refuse(Fault::unacceptable);
  reply.bytes = static_cast<std::uint32_t>(reply.kept.size());
  reply.digest = crypto::sha256(reply.kept);
  return reply;
}

Reply take_beginning(Decoder& in) {
  Reply reply;
  reply.kept = owned(in.take_bytes(reply_bytes_max));
  reply.bytes = in.take<std::uint32_t>();
  reply.digest = in.take_exactly<32>();
  const bool is_beginning = reply.kept.size() == reply_bytes_max && reply.bytes > reply_bytes_max;
  if (!is_beginning) in.refuse(Fault::unacceptable);
  return reply;
}

Reply take_reply(Decoder& in) {
  const auto items = in.enter_array(4);
  const auto kind = in.take_enum(Kept::earlier);
  if (!in.failed() && items != (kind == Kept::beginning ? 4U : 2U)) in.refuse(Fault::unacceptable);
  Reply reply;
  if (kind == Kept::whole) {
    reply = take_whole(in);
  } else if (kind == Kept::beginning) {
    reply = take_beginning(in);
  } else {
    reply.digest = in.take_exactly<32>();
  }
  in.leave();
  return reply;
}

namespace answer_key {
enum : std::uint64_t { reply = 0, flags, rcode, serial, nsid };
}  // namespace answer_key

void put(Encoder& out, const Answer& answer) {
  out.map(3U + (answer.serial ? 1U : 0U) + (answer.nsid ? 1U : 0U));
  out.uint(answer_key::reply).uint(answer.reply);
  out.uint(answer_key::flags).uint(answer.flags);
  out.uint(answer_key::rcode).uint(answer.rcode);
  if (answer.serial) out.uint(answer_key::serial).uint(*answer.serial);
  if (answer.nsid) out.uint(answer_key::nsid).bytes(*answer.nsid);
}

Answer take_answer(Decoder& in, std::size_t replies) {
  Answer answer;
  in.enter_map();
  in.key(answer_key::reply);
  answer.reply = in.take<std::uint32_t>();
  if (answer.reply >= replies) in.refuse(Fault::out_of_range);
  in.key(answer_key::flags);
  answer.flags = in.take<std::uint16_t>();
  in.key(answer_key::rcode);
  answer.rcode = in.take<std::uint16_t>();
  if (in.at_key(answer_key::serial)) answer.serial = in.take<std::uint32_t>();
  if (in.at_key(answer_key::nsid)) answer.nsid = owned(in.take_bytes(nsid_bytes_max));
  in.leave();
  return answer;
}

}  // namespace

void put_ports(Encoder& out, const PortRange& ports) {
  out.array(2).uint(ports.first).uint(ports.count);
}

PortRange take_ports(Decoder& in) {
  PortRange ports;
  in.enter_array_of(2);
  ports.first = in.take<std::uint16_t>();
  ports.count = in.take<std::uint16_t>();
  if (std::uint32_t{ports.first} + ports.count > 65'536) in.refuse(Fault::out_of_range);
  in.leave();
  return ports;
}

void put_secrets(Encoder& out, const std::vector<SecretEntry>& secrets) {
  out.array(secrets.size());
  for (const auto& [mark, secret] : secrets) {
    out.array(2).bytes(mark);
    secret ? out.bytes(*secret) : out.null();
  }
}

std::vector<SecretEntry> take_secrets(Decoder& in) {
  return take_table<SecretEntry>(in, secrets_max, take_secret);
}

void put_questions(Encoder& out, const std::vector<Question>& questions) {
  out.array(questions.size());
  for (const auto& question : questions) {
    out.array(5).text(question.name).uint(question.type).uint(question.klass);
    out.uint(flags_of(question));
    question.edns ? out.uint(question.edns->udp_payload) : out.null();
  }
}

std::vector<Question> take_questions(Decoder& in) {
  return take_table<Question>(in, measurements_max, take_question);
}

void put_replies(Encoder& out, const std::vector<Reply>& replies) {
  out.array(replies.size());
  for (const auto& reply : replies) put(out, reply);
}

std::vector<Reply> take_replies(Decoder& in) {
  return take_table<Reply>(in, measurements_max, take_reply);
}

void put_answers(Encoder& out, const std::vector<Answer>& answers) {
  out.array(answers.size());
  for (const auto& answer : answers) put(out, answer);
}

std::vector<Answer> take_answers(Decoder& in, std::size_t replies) {
  return take_table<Answer>(
      in, measurements_max, [replies](Decoder& each) { return take_answer(each, replies); });
}

void put_objects(Encoder& out, const std::vector<Bytes>& objects) {
  out.array(objects.size());
  for (const auto& object : objects) out.bytes(object);
}

std::vector<Bytes> take_objects(Decoder& in) {
  return take_table<Bytes>(
      in, objects_max, [](Decoder& each) { return owned(each.take_bytes(object_bytes_max)); });
}

}  // namespace tocsin::record
