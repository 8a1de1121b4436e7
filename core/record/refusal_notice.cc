#include "core/record/refusal_notice.h"

#include "core/base/check.h"
#include "core/base/utf8.h"
#include "core/record/limits.h"
#include "core/record/statement_layout.h"

namespace tocsin::record {
namespace {

bool is_refusal(std::uint32_t status) {
  return status >= 400 && status <= 599;
}

constexpr auto layout = [](auto& map, auto& notice) {
  map(notice.probe);
  map(notice.key_epoch);
  map(notice.envelope);
  map(notice.log_key);
  map(notice.collector, probe_name_bytes_max);
  map.require(is_line(notice.collector));
  map(notice.status);
  map.require(is_refusal(notice.status), cbor::Fault::out_of_range);
  map(notice.answer, refusal_answer_bytes_max);
  map(notice.at);
};

constexpr auto handed_layout = [](auto& row, auto& handed) {
  row(handed.notice, statement_bytes_max);
  row(handed.envelope, signed_envelope_bytes_max);
  row(handed.payload, payload_bytes_max);
};

}  // namespace

Bytes sign(const RefusalNotice& notice, const crypto::SigningKey& probe_key) {
  check(is_refusal(notice.status), "a refusal has the status of one");
  check(notice.answer.size() <= refusal_answer_bytes_max, "an answer is cut before it is signed");
  return sign_statement(probe_key, refusal_notice_content_type, encode_map(notice, layout));
}

Result<RefusalNotice, StatementFault> open_refusal_notice(ByteView bytes,
                                                          const crypto::PublicKey& probe_key) {
  return read_content<RefusalNotice>(open_statement(bytes, refusal_notice_content_type, probe_key),
                                     layout);
}

Result<RefusalNotice, StatementFault> peek_refusal_notice(ByteView bytes) {
  return read_content<RefusalNotice>(peek_statement(bytes, refusal_notice_content_type), layout);
}

Bytes encode_handed_refusal(const HandedRefusalView& handed) {
  return encode_row(handed, handed_layout);
}

Result<HandedRefusalView, cbor::DecodeError> decode_handed_refusal(ByteView bytes) {
  return decode_row<HandedRefusalView>(bytes, handed_layout);
}

}  // namespace tocsin::record
