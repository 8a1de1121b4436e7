#include "core/record/signed_acknowledgement.h"

#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

namespace key {
enum : std::uint64_t { origin = 1, envelope, at, maximum_merge_delay, admission };
}  // namespace key

constexpr std::size_t field_count = key::admission + 1;

constexpr WallTime at_max{Duration::max() - merge_delay_max};

Bytes encode(const Acknowledgement& acknowledgement) {
  cbor::Encoder out;
  out.map(field_count);
  put_version(out);
  put_field(out, key::origin, acknowledgement.origin);
  put_field(out, key::envelope, acknowledgement.envelope);
  put_field(out, key::at, acknowledgement.at);
  put_field(out,
            key::maximum_merge_delay,
            static_cast<std::uint64_t>(acknowledgement.maximum_merge_delay.count()));
  put_field(out, key::admission, static_cast<std::uint64_t>(acknowledgement.admission));
  return std::move(out).finish();
}

Result<Acknowledgement, StatementFault> decode(ByteView content) {
  Acknowledgement acknowledgement;
  cbor::Decoder in(content);
  in.enter_map();
  take_version(in);
  in.key(key::origin);
  acknowledgement.origin = in.take_text(origin_bytes_max);
  in.key(key::envelope);
  acknowledgement.envelope = in.take_exactly<32>();
  in.key(key::at);
  acknowledgement.at = take_wall(in);
  in.key(key::maximum_merge_delay);
  acknowledgement.maximum_merge_delay = take_duration(in);
  if (acknowledgement.at < WallTime() || acknowledgement.at > at_max ||
      acknowledgement.maximum_merge_delay > merge_delay_max) {
    in.refuse(cbor::Fault::out_of_range);
  }
  in.key(key::admission);
  acknowledgement.admission = in.take_enum(Admission::time_not_trusted);
  in.leave();
  if (!in.finish()) return fail_with(StatementFault::malformed);
  return acknowledgement;
}

}  // namespace

Bytes sign(const Acknowledgement& acknowledgement, const crypto::SigningKey& log_key) {
  return sign_statement(log_key, acknowledgement_content_type, encode(acknowledgement));
}

Result<Acknowledgement, StatementFault> open_acknowledgement(ByteView bytes,
                                                             const crypto::PublicKey& log_key) {
  const auto content = open_statement(bytes, acknowledgement_content_type, log_key);
  if (!content) return fail_with(content.error());
  return decode(*content);
}

Result<Acknowledgement, StatementFault> peek_acknowledgement(ByteView bytes) {
  const auto content = peek_statement(bytes, acknowledgement_content_type);
  if (!content) return fail_with(content.error());
  return decode(*content);
}

}  // namespace tocsin::record
