#include "core/crypto/timestamp_request.h"

#include <openssl/err.h>
#include <openssl/ts.h>

#include "core/base/check.h"
#include "core/crypto/handle.h"

namespace tocsin::crypto {
namespace {

tl::unexpected<TimestampError> fault(TimestampFault fault, std::string text) {
  ERR_clear_error();
  return tl::unexpected(TimestampError{fault, std::move(text)});
}

}  // namespace

Bytes timestamp_request(const Digest& imprint, std::uint64_t nonce) {
  const Handle<TS_REQ, TS_REQ_free> request(TS_REQ_new());
  const Handle<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free> message(TS_MSG_IMPRINT_new());
  const Handle<X509_ALGOR, X509_ALGOR_free> sha256(X509_ALGOR_new());
  const Handle<ASN1_INTEGER, ASN1_INTEGER_free> number(ASN1_INTEGER_new());
  check(request && message && sha256 && number, "memory for a request");
  X509_ALGOR_set_md(sha256.get(), EVP_sha256());
  auto digest = imprint;
  const bool made =
      TS_MSG_IMPRINT_set_algo(message.get(), sha256.get()) == 1 &&
      TS_MSG_IMPRINT_set_msg(message.get(), digest.data(), static_cast<int>(digest.size())) == 1 &&
      ASN1_INTEGER_set_uint64(number.get(), nonce) == 1 &&
      TS_REQ_set_version(request.get(), 1) == 1 &&
      TS_REQ_set_msg_imprint(request.get(), message.get()) == 1 &&
      TS_REQ_set_nonce(request.get(), number.get()) == 1 &&
      TS_REQ_set_cert_req(request.get(), 1) == 1;
  check(made, "a request can be made");
  Bytes bytes(static_cast<std::size_t>(i2d_TS_REQ(request.get(), nullptr)));
  auto* at = bytes.data();
  i2d_TS_REQ(request.get(), &at);
  return bytes;
}

TimestampResult<Bytes> token_in(ByteView response) {
  const auto* at = response.data();
  const Handle<TS_RESP, TS_RESP_free> read(
      d2i_TS_RESP(nullptr, &at, static_cast<long>(response.size())));
  if (!read || at != response.data() + response.size()) {
    return fault(TimestampFault::malformed, "is no response");
  }
  const auto* status = TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(read.get()));
  const auto said = ASN1_INTEGER_get(status);
  if (said != TS_STATUS_GRANTED && said != TS_STATUS_GRANTED_WITH_MODS) {
    return fault(TimestampFault::refused,
                 "the authority refuses with status " + std::to_string(said));
  }
  auto* token = TS_RESP_get_token(read.get());
  if (token == nullptr) return fault(TimestampFault::malformed, "grants, and has no token");
  const int size = i2d_PKCS7(token, nullptr);
  if (size <= 0) return fault(TimestampFault::malformed, "has no token that can be written");
  Bytes bytes(static_cast<std::size_t>(size));
  auto* out = bytes.data();
  i2d_PKCS7(token, &out);
  return bytes;
}

}  // namespace tocsin::crypto
