#include "core/cbor/sign1.h"

#include "core/base/check.h"
#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"

namespace tocsin::cbor {
namespace {

constexpr std::uint64_t sign1_tag = 18;
constexpr std::uint64_t label_algorithm = 1;
constexpr std::uint64_t label_content_type = 3;
constexpr std::int64_t algorithm_eddsa = -8;
constexpr std::size_t protected_header_max = content_type_max + 16;

Bytes encode_protected_header(std::string_view content_type) {
  check(!content_type.empty() && content_type.size() <= content_type_max, "a content type");
  Encoder out;
  out.map(2).uint(label_algorithm).integer(algorithm_eddsa);
  out.uint(label_content_type).text(content_type);
  return std::move(out).finish();
}

Result<std::string_view, DecodeError> content_type_in(ByteView protected_header) {
  Decoder in(protected_header);
  in.enter_map();
  in.key(label_algorithm);
  if (in.take_int() != algorithm_eddsa) in.refuse(Fault::unacceptable);
  in.key(label_content_type);
  const auto content_type = in.take_text(content_type_max);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return content_type;
}

// What is signed: Sig_structure of RFC 9052 section 4.4, without external data.
Bytes to_be_signed(ByteView protected_header, ByteView payload) {
  Encoder out;
  out.array(4).text("Signature1").bytes(protected_header).bytes({}).bytes(payload);
  return std::move(out).finish();
}

}  // namespace

Bytes sign1(const crypto::SigningKey& key, std::string_view content_type, ByteView payload) {
  const auto header = encode_protected_header(content_type);
  Encoder out;
  out.tag(sign1_tag).array(4).bytes(header).map(0).bytes(payload);
  out.bytes(key.sign(to_be_signed(header, payload)));
  return std::move(out).finish();
}

Result<Sign1, DecodeError> decode_sign1(ByteView bytes, std::size_t payload_max) {
  Sign1 sign1;
  Decoder in(bytes);
  in.take_tag(sign1_tag);
  in.enter_array_of(4);
  sign1.protected_header = in.take_bytes(protected_header_max);
  const auto header_end = in.position();
  in.enter_map();
  in.leave();
  sign1.payload = in.take_bytes(payload_max);
  sign1.signature = in.take_exactly<std::tuple_size_v<crypto::Signature>>();
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());

  const auto content_type = content_type_in(sign1.protected_header);
  if (!content_type) {
    const auto header_begin = header_end - sign1.protected_header.size();
    return fail_with(
        DecodeError{content_type.error().fault, header_begin + content_type.error().offset});
  }
  sign1.content_type = *content_type;
  return sign1;
}

bool verify(const Sign1& sign1, const crypto::PublicKey& key) {
  return crypto::verify(key, to_be_signed(sign1.protected_header, sign1.payload), sign1.signature);
}

}  // namespace tocsin::cbor
