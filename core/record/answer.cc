#include "core/record/answer.h"

#include "core/crypto/sha256.h"
#include "core/record/reply_mask.h"

namespace tocsin::record {
namespace {

using cbor::Decoder;
using cbor::Encoder;

namespace key {
enum : std::uint64_t { masked = 1, as_received, whole, flags, rcode, serial, nsid };
}  // namespace key

void cut(Answer& answer) {
  if (answer.reply.size() <= reply_bytes_max) return;
  answer.whole =
      WholeReply{static_cast<std::uint32_t>(answer.reply.size()), crypto::sha256(answer.reply)};
  answer.reply.resize(reply_bytes_max);
}

std::size_t field_count(const Answer& answer) {
  return (answer.kind != Answer::Reply::none ? 1U : 0U) + (answer.whole ? 1U : 0U) +
         (answer.flags ? 1U : 0U) + (answer.rcode ? 1U : 0U) + (answer.serial ? 1U : 0U) +
         (answer.nsid ? 1U : 0U);
}

WholeReply take_whole(Decoder& in) {
  WholeReply whole;
  in.enter_array_of(2);
  whole.bytes = in.take<std::uint32_t>();
  whole.digest = in.take_exactly<32>();
  if (whole.bytes <= reply_bytes_max) in.refuse(cbor::Fault::unacceptable);
  in.leave();
  return whole;
}

Bytes take_owned(Decoder& in, std::size_t max) {
  const auto bytes = in.take_bytes(max);
  return {bytes.begin(), bytes.end()};
}

void take_reply(Decoder& in, Answer& answer) {
  if (in.at_key(key::masked)) {
    answer.kind = Answer::Reply::masked;
  } else if (in.at_key(key::as_received)) {
    answer.kind = Answer::Reply::as_received;
  }
  if (answer.kind == Answer::Reply::none) return;
  answer.reply = take_owned(in, reply_bytes_max);
  if (answer.reply.empty()) in.refuse(cbor::Fault::unacceptable);
}

}  // namespace

Answer answer_of(const Measurement& measurement) {
  Answer answer{.kind = Answer::Reply::none,
                .reply = measurement.reply,
                .whole = measurement.whole_reply,
                .flags = measurement.flags,
                .rcode = measurement.rcode,
                .serial = measurement.serial,
                .nsid = measurement.nsid};
  if (answer.nsid && answer.nsid->size() > nsid_bytes_max) answer.nsid->resize(nsid_bytes_max);
  if (answer.reply.empty()) return answer;
  const bool ours =
      reply_matched(measurement.outcome) && has_id(answer.reply, measurement.query_id);
  answer.kind = ours ? Answer::Reply::masked : Answer::Reply::as_received;
  if (ours) mask(answer.reply);
  cut(answer);
  return answer;
}

void give(const Answer& answer, Measurement& measurement) {
  measurement.reply = answer.reply;
  measurement.whole_reply = answer.whole;
  measurement.flags = answer.flags;
  measurement.rcode = answer.rcode;
  measurement.serial = answer.serial;
  measurement.nsid = answer.nsid;
  if (answer.kind == Answer::Reply::masked) set_id(measurement.reply, measurement.query_id);
}

void put(Encoder& out, const Answer& answer) {
  out.map(field_count(answer));
  if (answer.kind == Answer::Reply::masked) out.uint(key::masked).bytes(answer.reply);
  if (answer.kind == Answer::Reply::as_received) out.uint(key::as_received).bytes(answer.reply);
  if (answer.whole) {
    out.uint(key::whole).array(2).uint(answer.whole->bytes).bytes(answer.whole->digest);
  }
  if (answer.flags) out.uint(key::flags).uint(*answer.flags);
  if (answer.rcode) out.uint(key::rcode).uint(*answer.rcode);
  if (answer.serial) out.uint(key::serial).uint(*answer.serial);
  if (answer.nsid) out.uint(key::nsid).bytes(*answer.nsid);
}

Answer take_answer(Decoder& in) {
  Answer answer;
  in.enter_map();
  take_reply(in, answer);
  if (in.at_key(key::whole)) answer.whole = take_whole(in);
  if (answer.whole && answer.reply.size() != reply_bytes_max) in.refuse(cbor::Fault::unacceptable);
  if (in.at_key(key::flags)) answer.flags = in.take<std::uint16_t>();
  if (in.at_key(key::rcode)) answer.rcode = in.take<std::uint16_t>();
  if (in.at_key(key::serial)) answer.serial = in.take<std::uint32_t>();
  if (in.at_key(key::nsid)) answer.nsid = take_owned(in, nsid_bytes_max);
  if (answer.empty()) in.refuse(cbor::Fault::unacceptable);
  in.leave();
  return answer;
}

}  // namespace tocsin::record
