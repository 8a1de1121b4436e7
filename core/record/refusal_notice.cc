#include "core/record/refusal_notice.h"

#include "core/base/check.h"
#include "core/base/utf8.h"
#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

namespace key {
enum : std::uint64_t { probe = 1, key_epoch, envelope, log_key, collector, status, answer, at };
}  // namespace key

constexpr std::size_t field_count = key::at + 1;
constexpr std::size_t handed_parts = 3;

bool is_refusal(std::uint32_t status) {
  return status >= 400 && status <= 599;
}

Bytes encode(const RefusalNotice& notice) {
  cbor::Encoder out;
  out.map(field_count);
  put_version(out);
  put_field(out, key::probe, notice.probe);
  put_field(out, key::key_epoch, notice.key_epoch);
  put_field(out, key::envelope, notice.envelope);
  put_field(out, key::log_key, notice.log_key);
  put_field(out, key::collector, notice.collector);
  put_field(out, key::status, notice.status);
  put_field(out, key::answer, notice.answer);
  put_field(out, key::at, notice.at);
  return std::move(out).finish();
}

Result<RefusalNotice, StatementFault> decode(ByteView content) {
  RefusalNotice notice;
  cbor::Decoder in(content);
  in.enter_map();
  take_version(in);
  in.key(key::probe);
  notice.probe = in.take_exactly<16>();
  in.key(key::key_epoch);
  notice.key_epoch = in.take<std::uint32_t>();
  in.key(key::envelope);
  notice.envelope = in.take_exactly<32>();
  in.key(key::log_key);
  notice.log_key = in.take_exactly<32>();
  in.key(key::collector);
  notice.collector = in.take_text(probe_name_bytes_max);
  if (!is_line(notice.collector)) in.refuse(cbor::Fault::unacceptable);
  in.key(key::status);
  notice.status = in.take<std::uint32_t>();
  if (!in.failed() && !is_refusal(notice.status)) in.refuse(cbor::Fault::out_of_range);
  in.key(key::answer);
  const auto answer = in.take_bytes(refusal_answer_bytes_max);
  notice.answer.assign(answer.begin(), answer.end());
  in.key(key::at);
  notice.at = take_wall(in);
  in.leave();
  if (!in.finish()) return fail_with(StatementFault::malformed);
  return notice;
}

}  // namespace

Bytes sign(const RefusalNotice& notice, const crypto::SigningKey& probe_key) {
  check(is_refusal(notice.status), "a refusal has the status of one");
  check(notice.answer.size() <= refusal_answer_bytes_max, "an answer is cut before it is signed");
  return sign_statement(probe_key, refusal_notice_content_type, encode(notice));
}

Result<RefusalNotice, StatementFault> open_refusal_notice(ByteView bytes,
                                                          const crypto::PublicKey& probe_key) {
  const auto content = open_statement(bytes, refusal_notice_content_type, probe_key);
  if (!content) return fail_with(content.error());
  return decode(*content);
}

Result<RefusalNotice, StatementFault> peek_refusal_notice(ByteView bytes) {
  const auto content = peek_statement(bytes, refusal_notice_content_type);
  if (!content) return fail_with(content.error());
  return decode(*content);
}

Bytes encode_handed_refusal(const HandedRefusalView& handed) {
  cbor::Encoder out;
  out.array(handed_parts).bytes(handed.notice).bytes(handed.envelope).bytes(handed.payload);
  return std::move(out).finish();
}

Result<HandedRefusalView, cbor::DecodeError> decode_handed_refusal(ByteView bytes) {
  cbor::Decoder in(bytes);
  HandedRefusalView handed;
  in.enter_array_of(handed_parts);
  handed.notice = in.take_bytes(statement_bytes_max);
  handed.envelope = in.take_bytes(signed_envelope_bytes_max);
  handed.payload = in.take_bytes(payload_bytes_max);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return handed;
}

}  // namespace tocsin::record
