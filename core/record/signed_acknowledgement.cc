#include "core/record/signed_acknowledgement.h"

#include "core/record/limits.h"
#include "core/record/statement_layout.h"

namespace tocsin::record {
namespace {

constexpr WallTime at_max{Duration::max() - merge_delay_max};

constexpr auto layout = [](auto& map, auto& acknowledgement) {
  map(acknowledgement.origin, origin_bytes_max);
  map(acknowledgement.envelope);
  map(acknowledgement.at);
  map.require(WallTime() <= acknowledgement.at && acknowledgement.at <= at_max,
              cbor::Fault::out_of_range);
  map(acknowledgement.maximum_merge_delay, merge_delay_max);
  map(acknowledgement.admission, Admission::time_not_trusted);
};

}  // namespace

Bytes sign(const Acknowledgement& acknowledgement, const crypto::SigningKey& log_key) {
  return sign_statement(log_key, acknowledgement_content_type, encode_map(acknowledgement, layout));
}

Result<Acknowledgement, StatementFault> open_acknowledgement(ByteView bytes,
                                                             const crypto::PublicKey& log_key) {
  return read_content<Acknowledgement>(open_statement(bytes, acknowledgement_content_type, log_key),
                                       layout);
}

Result<Acknowledgement, StatementFault> peek_acknowledgement(ByteView bytes) {
  return read_content<Acknowledgement>(peek_statement(bytes, acknowledgement_content_type), layout);
}

}  // namespace tocsin::record
