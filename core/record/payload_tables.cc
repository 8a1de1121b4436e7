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
  put_field(out, answer_key::reply, std::uint64_t{answer.reply});
  put_field(out, answer_key::flags, std::uint64_t{answer.flags});
  put_field(out, answer_key::rcode, std::uint64_t{answer.rcode});
  if (answer.serial) put_field(out, answer_key::serial, std::uint64_t{*answer.serial});
  if (answer.nsid) put_field(out, answer_key::nsid, ByteView(*answer.nsid));
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

// An address in 4 or 16 bytes and a port in 2.
Bytes sender_bytes(const Sender& sender) {
  const bool v4 = sender.address.family == plan::Family::v4;
  Bytes bytes(sender.address.bytes.begin(), sender.address.bytes.begin() + (v4 ? 4 : 16));
  append_be16(bytes, sender.port);
  return bytes;
}

Sender take_sender(Decoder& in) {
  Sender sender;
  const auto bytes = in.take_bytes(18);
  if (bytes.size() != 6 && bytes.size() != 18) in.refuse(Fault::out_of_range);
  if (in.failed()) return sender;
  const auto address = bytes.first(bytes.size() - 2);
  sender.address.family = address.size() == 4 ? plan::Family::v4 : plan::Family::v6;
  std::ranges::copy(address, sender.address.bytes.begin());
  sender.port = Cursor(bytes.last(2)).take_be16().value_or(0);
  return sender;
}

void put(Encoder& out, const Stray& stray) {
  out.array(5).uint(static_cast<std::uint64_t>(stray.why));
  out.uint(static_cast<std::uint64_t>(stray.after / stray_after_resolution));
  stray.from ? out.bytes(sender_bytes(*stray.from)) : out.null();
  stray.hop_limit ? out.uint(*stray.hop_limit) : out.null();
  out.bytes(stray.bytes);
}

Stray take_stray(Decoder& in) {
  constexpr auto after_max = static_cast<std::uint64_t>(rtt_max / stray_after_resolution);
  Stray stray;
  in.enter_array_of(5);
  stray.why = in.take_enum(StrayReason::icmp);
  stray.after = static_cast<Duration::rep>(in.take_uint(after_max)) * stray_after_resolution;
  if (!in.take_null()) stray.from = take_sender(in);
  if (!in.take_null()) stray.hop_limit = in.take<std::uint8_t>();
  stray.bytes = owned(in.take_bytes(stray_bytes_max));
  in.leave();
  return stray;
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

void put_strays(Encoder& out, const std::vector<Measurement>& rows) {
  std::size_t with_strays = 0;
  for (const auto& row : rows) with_strays += row.stray_count > 0 ? 1 : 0;
  out.array(with_strays);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].stray_count == 0) continue;
    out.array(3).uint(i).uint(rows[i].stray_count).array(rows[i].strays.size());
    for (const auto& stray : rows[i].strays) put(out, stray);
  }
}

void take_strays(Decoder& in, std::vector<Measurement>& rows) {
  const auto with_strays = in.enter_array(rows.size());
  std::size_t next = 0;  // rows ascend, each once
  for (std::size_t i = 0; i < with_strays && !in.failed(); ++i) {
    in.enter_array_of(3);
    const auto at = in.take_uint();
    if (at < next || at >= rows.size()) in.refuse(Fault::out_of_range);
    if (in.failed()) return;
    auto& row = rows[at];
    next = at + 1;
    row.stray_count = in.take<std::uint32_t>();
    row.strays = take_table<Stray>(in, strays_max, take_stray);
    if (row.stray_count == 0 || row.strays.size() > row.stray_count) in.refuse(Fault::unacceptable);
    in.leave();
  }
  in.leave();
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
