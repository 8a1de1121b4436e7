#include "core/crypto/timestamp.h"

#include <openssl/err.h>
#include <openssl/ts.h>
#include <openssl/x509_vfy.h>

#include <array>

#include "core/crypto/bio.h"

namespace tocsin::crypto {
namespace {

using Fault = TimestampFault;
using Token = Handle<PKCS7, PKCS7_free>;
using Info = Handle<TS_TST_INFO, TS_TST_INFO_free>;
using Store = Handle<X509_STORE, X509_STORE_free>;

// No wall time of ours is later; whatever says so is no time-stamp.
constexpr int year_max = 2200;
// Whoever is less sure than a day dates nothing.
constexpr long accuracy_seconds_max = 86'400;
// 112 bits: RSA from 2048 bits on, certificates signed over SHA-224 or better.
constexpr int security_level = 2;

tl::unexpected<TimestampError> fault(Fault fault, std::string text) {
  ERR_clear_error();
  return tl::unexpected(TimestampError{fault, std::move(text)});
}

// What libcrypto said last.
std::string reason() {
  const auto* text = ERR_reason_error_string(ERR_peek_last_error());
  return text != nullptr ? text : "it does not hold";
}

std::optional<WallTime> time_in(const ASN1_GENERALIZEDTIME* time) {
  std::tm parts{};
  const auto* text = reinterpret_cast<const char*>(ASN1_STRING_get0_data(time));
  const std::string_view digits(text, static_cast<std::size_t>(ASN1_STRING_length(time)));
  if (!digits.ends_with('Z') || ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
  const int year = parts.tm_year + 1900;
  if (year < 1970 || year > year_max) return std::nullopt;
  const auto date = std::chrono::year{year} / (parts.tm_mon + 1) / parts.tm_mday;
  Duration since = std::chrono::sys_days{date}.time_since_epoch();
  since += std::chrono::hours{parts.tm_hour} + std::chrono::minutes{parts.tm_min} +
           std::chrono::seconds{parts.tm_sec};
  auto unit = Duration(std::chrono::seconds(1));
  const auto point = digits.find('.');
  for (auto i = point; i != digits.npos && i + 2 < digits.size(); ++i) {
    unit /= 10;
    since += unit * (digits[i + 1] - '0');
  }
  return WallTime{since};
}

// Nothing where the field is out of its bounds; zero where it is not there.
std::optional<long> part_in(const ASN1_INTEGER* part, long max) {
  if (part == nullptr) return 0;
  const auto value = ASN1_INTEGER_get(part);
  if (value < 0 || value > max) return std::nullopt;
  return value;
}

TimestampResult<std::optional<Duration>> accuracy_in(TS_TST_INFO* info) {
  const auto* accuracy = TS_TST_INFO_get_accuracy(info);
  if (accuracy == nullptr) return std::nullopt;
  const auto seconds = part_in(TS_ACCURACY_get_seconds(accuracy), accuracy_seconds_max);
  const auto millis = part_in(TS_ACCURACY_get_millis(accuracy), 999);
  const auto micros = part_in(TS_ACCURACY_get_micros(accuracy), 999);
  if (!seconds || !millis || !micros) return fault(Fault::malformed, "has no such accuracy");
  return std::chrono::seconds(*seconds) + std::chrono::milliseconds(*millis) +
         std::chrono::microseconds(*micros);
}

std::string policy_in(TS_TST_INFO* info) {
  std::array<char, 128> text{};
  const int size = OBJ_obj2txt(text.data(), text.size(), TS_TST_INFO_get_policy_id(info), 1);
  return size > 0 ? text.data() : "";
}

std::string serial_in(const TS_TST_INFO* info) {
  const Handle<BIGNUM, BN_free> number(ASN1_INTEGER_to_BN(TS_TST_INFO_get_serial(info), nullptr));
  check(number != nullptr, "memory for a number");
  char* digits = BN_bn2hex(number.get());
  check(digits != nullptr, "memory for its digits");
  std::string text = digits;
  OPENSSL_free(digits);
  return text;
}

std::string subject_of(const X509* certificate) {
  return written_by([&](BIO* bio) {
    const auto* name = X509_get_subject_name(certificate);
    return X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253) >= 0 ? 1 : 0;
  });
}

bool is_strong(const X509_ALGOR* digest) {
  const int nid = OBJ_obj2nid(digest->algorithm);
  return nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512;
}

Fault fault_of(int chain_error) {
  switch (chain_error) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return Fault::not_valid;
    case X509_V_ERR_INVALID_PURPOSE:
      return Fault::wrong_purpose;
    default:
      return Fault::untrusted;
  }
}

// One token on its way through the checks.
class Opening {
 public:
  TimestampResult<Timestamp> run(ByteView bytes,
                                 const TimestampWish& wish,
                                 std::span<const Bytes> trusted) {
    if (auto done = read(bytes); !done) return tl::unexpected(done.error());
    if (auto done = compare(wish); !done) return tl::unexpected(done.error());
    if (auto done = find_signer(); !done) return tl::unexpected(done.error());
    trust(trusted);
    if (auto done = check_chain(); !done) return tl::unexpected(done.error());
    if (auto done = check_signature(); !done) return tl::unexpected(done.error());
    facts_.policy = policy_in(info_.get());
    facts_.serial = serial_in(info_.get());
    facts_.authority = subject_of(signer_);
    return std::move(facts_);
  }

 private:
  Status<TimestampError> read(ByteView bytes) {
    const auto* at = bytes.data();
    token_.reset(d2i_PKCS7(nullptr, &at, static_cast<long>(bytes.size())));
    if (!token_) return fault(Fault::malformed, "is no token");
    if (at != bytes.data() + bytes.size()) return fault(Fault::malformed, "has bytes behind it");
    info_.reset(PKCS7_to_TS_TST_INFO(token_.get()));
    if (!info_ || TS_TST_INFO_get_version(info_.get()) != 1) {
      return fault(Fault::malformed, "is no token of a time-stamp");
    }
    const auto time = time_in(TS_TST_INFO_get_time(info_.get()));
    if (!time) return fault(Fault::malformed, "says no time");
    const auto accuracy = accuracy_in(info_.get());
    if (!accuracy) return tl::unexpected(accuracy.error());
    facts_.time = *time;
    facts_.accuracy = *accuracy;
    return {};
  }

  Status<TimestampError> compare(const TimestampWish& wish) {
    if (wish.imprint && !is_of(*wish.imprint)) {
      return fault(Fault::wrong_imprint, "is of other bytes");
    }
    if (!wish.nonce) return {};
    std::uint64_t nonce = 0;
    const auto* said = TS_TST_INFO_get_nonce(info_.get());
    if (said == nullptr || ASN1_INTEGER_get_uint64(&nonce, said) != 1 || nonce != *wish.nonce) {
      return fault(Fault::wrong_nonce, "answers another request");
    }
    return {};
  }

  bool is_of(const Digest& wanted) {
    auto* imprint = TS_TST_INFO_get_msg_imprint(info_.get());
    const auto* message = TS_MSG_IMPRINT_get_msg(imprint);
    const ByteView digest(ASN1_STRING_get0_data(message),
                          static_cast<std::size_t>(ASN1_STRING_length(message)));
    return OBJ_obj2nid(TS_MSG_IMPRINT_get_algo(imprint)->algorithm) == NID_sha256 &&
           equal(digest, wanted);
  }

  // The one signer's certificate, out of the token.
  Status<TimestampError> find_signer() {
    auto* signers = PKCS7_get_signer_info(token_.get());
    if (sk_PKCS7_SIGNER_INFO_num(signers) != 1) {
      return fault(Fault::malformed, "is not signed by one");
    }
    const auto* by = sk_PKCS7_SIGNER_INFO_value(signers, 0);
    const Handle<STACK_OF(X509), free_stack> found(PKCS7_get0_signers(token_.get(), nullptr, 0));
    if (!found || sk_X509_num(found.get()) != 1) {
      return fault(Fault::malformed, "lacks the certificate of its signer");
    }
    signer_ = sk_X509_value(found.get(), 0);
    if (!is_strong(by->digest_alg)) return fault(Fault::weak, "is signed over a weak digest");
    return {};
  }

  static void free_stack(STACK_OF(X509) * stack) { sk_X509_free(stack); }

  void trust(std::span<const Bytes> trusted) {
    store_.reset(X509_STORE_new());
    check(store_ != nullptr, "memory for certificates");
    for (const auto& der : trusted) {
      const auto* at = der.data();
      const Handle<X509, X509_free> certificate(
          d2i_X509(nullptr, &at, static_cast<long>(der.size())));
      if (certificate) X509_STORE_add_cert(store_.get(), certificate.get());
    }
    auto* how = X509_STORE_get0_param(store_.get());
    const auto seconds = std::chrono::floor<std::chrono::seconds>(facts_.time.since_epoch);
    X509_VERIFY_PARAM_set_time(how, seconds.count());
    X509_VERIFY_PARAM_set_auth_level(how, security_level);
    // Who trusts an authority's own certificate need not trust whoever issued it.
    X509_VERIFY_PARAM_set_flags(how, X509_V_FLAG_PARTIAL_CHAIN);
  }

  // TS_RESP_verify_token does the same, and does not say what was wrong.
  Status<TimestampError> check_chain() {
    const Handle<X509_STORE_CTX, X509_STORE_CTX_free> chain(X509_STORE_CTX_new());
    check(
        chain && X509_STORE_CTX_init(chain.get(), store_.get(), signer_, token_->d.sign->cert) == 1,
        "memory for a chain");
    X509_STORE_CTX_set_purpose(chain.get(), X509_PURPOSE_TIMESTAMP_SIGN);
    if (X509_verify_cert(chain.get()) == 1) return {};
    const int error = X509_STORE_CTX_get_error(chain.get());
    return fault(fault_of(error),
                 "certificate " + std::to_string(X509_STORE_CTX_get_error_depth(chain.get())) +
                     " of its chain: " + X509_verify_cert_error_string(error));
  }

  Status<TimestampError> check_signature() {
    const Handle<TS_VERIFY_CTX, TS_VERIFY_CTX_free> how(TS_VERIFY_CTX_new());
    check(how != nullptr, "memory for a check");
    TS_VERIFY_CTX_set_flags(how.get(), TS_VFY_VERSION | TS_VFY_SIGNATURE | TS_VFY_SIGNER);
    TS_VERIFY_CTX_set_store(how.get(), store_.release());
    if (TS_RESP_verify_token(how.get(), token_.get()) == 1) return {};
    return fault(Fault::not_signed, "its signature: " + reason());
  }

  Token token_;
  Info info_;
  X509* signer_ = nullptr;  // the token's
  Store store_;
  Timestamp facts_;
};

}  // namespace

std::string_view name_of(TimestampFault fault) {
  static constexpr std::array<std::string_view, timestamp_fault_count> names{"malformed",
                                                                             "refused",
                                                                             "wrong_imprint",
                                                                             "wrong_nonce",
                                                                             "weak",
                                                                             "not_valid",
                                                                             "wrong_purpose",
                                                                             "untrusted",
                                                                             "not_signed"};
  return names[static_cast<std::size_t>(fault)];
}

TimestampResult<Timestamp> open_timestamp(ByteView token,
                                          const TimestampWish& wish,
                                          std::span<const Bytes> trusted) {
  return Opening().run(token, wish, trusted);
}

}  // namespace tocsin::crypto
