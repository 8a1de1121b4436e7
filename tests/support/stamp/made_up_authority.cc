#include "tests/support/stamp/made_up_authority.h"

#include <openssl/ess.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>

#include "core/base/check.h"
#include "core/crypto/bio.h"

namespace tocsin::crypto {
namespace {

using Certificate = Handle<X509, X509_free>;
using Key = Handle<EVP_PKEY, EVP_PKEY_free>;
using Usage = AuthorityWish::Usage;

long seconds_of(WallTime time) {
  return std::chrono::floor<std::chrono::seconds>(time.since_epoch).count();
}

void extend(X509* certificate, X509* issuer, int nid, const char* text) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Handle<X509_EXTENSION, X509_EXTENSION_free> extension(
      X509V3_EXT_nconf_nid(nullptr, &context, nid, text));
  check(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "an extension");
}

Certificate blank(const std::string& name, const Validity& validity, EVP_PKEY* key, long serial) {
  Certificate made(X509_new());
  X509_set_version(made.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), serial);
  X509_set_pubkey(made.get(), key);
  ASN1_TIME_set(X509_getm_notBefore(made.get()), seconds_of(validity.from));
  ASN1_TIME_set(X509_getm_notAfter(made.get()), seconds_of(validity.until));
  const auto* text = reinterpret_cast<const unsigned char*>(name.c_str());
  auto* subject = X509_get_subject_name(made.get());
  X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8, text, -1, -1, 0);
  return made;
}

const char* text_of(Usage usage) {
  switch (usage) {
    case Usage::critical:
      return "critical,timeStamping";
    case Usage::not_critical:
      return "timeStamping";
    case Usage::others_too:
      return "critical,timeStamping,serverAuth";
    case Usage::tls:
      return "critical,serverAuth";
    case Usage::none:
      break;
  }
  return nullptr;
}

Bytes der_of(const X509* certificate) {
  Bytes der(static_cast<std::size_t>(i2d_X509(certificate, nullptr)));
  auto* at = der.data();
  i2d_X509(certificate, &at);
  return der;
}

Bytes der_of(const PKCS7* token) {
  Bytes der(static_cast<std::size_t>(i2d_PKCS7(token, nullptr)));
  auto* at = der.data();
  i2d_PKCS7(token, &at);
  return der;
}

Bytes info_of(const StampWish& wish, long serial) {
  const Handle<TS_TST_INFO, TS_TST_INFO_free> info(TS_TST_INFO_new());
  const Handle<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free> imprint(TS_MSG_IMPRINT_new());
  const Handle<X509_ALGOR, X509_ALGOR_free> by(X509_ALGOR_new());
  const Handle<ASN1_OBJECT, ASN1_OBJECT_free> policy(OBJ_txt2obj("1.3.6.1.4.1.32473.1", 1));
  X509_ALGOR_set_md(by.get(), EVP_get_digestbyname(wish.imprint_by.c_str()));
  auto digest = wish.imprint;
  TS_MSG_IMPRINT_set_algo(imprint.get(), by.get());
  TS_MSG_IMPRINT_set_msg(imprint.get(), digest.data(), static_cast<int>(digest.size()));
  TS_TST_INFO_set_version(info.get(), 1);
  TS_TST_INFO_set_policy_id(info.get(), policy.get());
  TS_TST_INFO_set_msg_imprint(info.get(), imprint.get());
  const Handle<ASN1_INTEGER, ASN1_INTEGER_free> number(ASN1_INTEGER_new());
  ASN1_INTEGER_set(number.get(), serial);
  TS_TST_INFO_set_serial(info.get(), number.get());
  const Handle<ASN1_GENERALIZEDTIME, ASN1_GENERALIZEDTIME_free> time(
      ASN1_GENERALIZEDTIME_set(nullptr, seconds_of(wish.time)));
  const auto fraction =
      wish.time.since_epoch - std::chrono::seconds(seconds_of(wish.time)) + std::chrono::seconds(1);
  if (fraction > std::chrono::seconds(1)) {
    auto digits = std::string(as_text({ASN1_STRING_get0_data(time.get()), 14}));
    auto behind = std::to_string(fraction.count()).substr(1);
    behind.erase(behind.find_last_not_of('0') + 1);
    digits += "." + behind + "Z";
    ASN1_STRING_set(time.get(), digits.data(), static_cast<int>(digits.size()));
  }
  TS_TST_INFO_set_time(info.get(), time.get());
  if (wish.accuracy) {
    const Handle<TS_ACCURACY, TS_ACCURACY_free> accuracy(TS_ACCURACY_new());
    const auto millis = std::chrono::floor<std::chrono::milliseconds>(*wish.accuracy).count();
    ASN1_INTEGER_set(number.get(), millis / 1000);
    if (millis >= 1000) TS_ACCURACY_set_seconds(accuracy.get(), number.get());
    ASN1_INTEGER_set(number.get(), millis % 1000);
    if (millis % 1000 > 0) TS_ACCURACY_set_millis(accuracy.get(), number.get());
    TS_TST_INFO_set_accuracy(info.get(), accuracy.get());
  }
  if (wish.nonce) {
    ASN1_INTEGER_set_uint64(number.get(), *wish.nonce);
    TS_TST_INFO_set_nonce(info.get(), number.get());
  }
  Bytes der(static_cast<std::size_t>(i2d_TS_TST_INFO(info.get(), nullptr)));
  auto* at = der.data();
  i2d_TS_TST_INFO(info.get(), &at);
  return der;
}

// RFC 5035: which certificate it is that signs.
void add_signing_certificate(PKCS7_SIGNER_INFO* signer, X509* certificate) {
  const Handle<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free> named(
      OSSL_ESS_signing_cert_v2_new_init(EVP_sha256(), certificate, nullptr, 1));
  unsigned char* der = nullptr;
  const int size = i2d_ESS_SIGNING_CERT_V2(named.get(), &der);
  ASN1_STRING* sequence = ASN1_STRING_new();
  ASN1_STRING_set(sequence, der, size);
  OPENSSL_free(der);
  PKCS7_add_signed_attribute(
      signer, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE, sequence);
}

PKCS7* content_type() {
  auto* content = PKCS7_new();
  content->type = OBJ_nid2obj(NID_id_smime_ct_TSTInfo);
  content->d.other = ASN1_TYPE_new();
  ASN1_TYPE_set(content->d.other, V_ASN1_OCTET_STRING, ASN1_OCTET_STRING_new());
  return content;
}

}  // namespace

struct MadeUpAuthority::Parts {
  Key root_key{EVP_EC_gen("P-256")};
  Key key{EVP_EC_gen("P-256")};
  Certificate root;
  Certificate certificate;
  long serial = 0;
};

MadeUpAuthority::MadeUpAuthority(const std::string& name, AuthorityWish wish)
    : parts_(std::make_unique<Parts>()) {
  const Validity long_ago{wish.validity.from - std::chrono::hours(24 * 365),
                          wish.validity.until + std::chrono::hours(24 * 3650)};
  auto& [root_key, key, root, certificate, serial] = *parts_;
  root = blank(name + " root", long_ago, root_key.get(), 1);
  extend(root.get(), root.get(), NID_basic_constraints, "critical,CA:TRUE");
  extend(root.get(), root.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
  X509_set_issuer_name(root.get(), X509_get_subject_name(root.get()));
  X509_sign(root.get(), root_key.get(), EVP_sha256());
  certificate = blank(name, wish.validity, key.get(), 2);
  extend(certificate.get(), root.get(), NID_key_usage, "critical,digitalSignature");
  if (const auto* usage = text_of(wish.usage)) {
    extend(certificate.get(), root.get(), NID_ext_key_usage, usage);
  }
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(root.get()));
  X509_sign(certificate.get(), root_key.get(), EVP_sha256());
}

MadeUpAuthority::~MadeUpAuthority() = default;

std::string MadeUpAuthority::root_pem() const {
  return written_by([&](BIO* bio) { return PEM_write_bio_X509(bio, parts_->root.get()); });
}

Bytes MadeUpAuthority::root() const {
  return der_of(parts_->root.get());
}

Bytes MadeUpAuthority::certificate() const {
  return der_of(parts_->certificate.get());
}

std::string MadeUpAuthority::certificate_pem() const {
  return written_by([&](BIO* bio) { return PEM_write_bio_X509(bio, parts_->certificate.get()); });
}

std::string MadeUpAuthority::key_pem() const {
  return written_by([&](BIO* bio) {
    return PEM_write_bio_PrivateKey(bio, parts_->key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
}

Bytes MadeUpAuthority::token(const StampWish& wish) {
  const auto info = info_of(wish, ++parts_->serial);
  auto* certificate = parts_->certificate.get();
  const Handle<PKCS7, PKCS7_free> token(PKCS7_new());
  PKCS7_set_type(token.get(), NID_pkcs7_signed);
  ASN1_INTEGER_set(token->d.sign->version, 3);
  PKCS7_add_certificate(token.get(), certificate);
  auto* signer = PKCS7_add_signature(
      token.get(), certificate, parts_->key.get(), EVP_get_digestbyname(wish.signed_over.c_str()));
  check(signer != nullptr, "a signer");
  PKCS7_add_signed_attribute(
      signer, NID_pkcs9_contentType, V_ASN1_OBJECT, OBJ_nid2obj(NID_id_smime_ct_TSTInfo));
  add_signing_certificate(signer, certificate);
  PKCS7_set_content(token.get(), content_type());
  const Handle<BIO, BIO_free_all> content(PKCS7_dataInit(token.get(), nullptr));
  check(content && BIO_write(content.get(), info.data(), static_cast<int>(info.size())) > 0 &&
            PKCS7_dataFinal(token.get(), content.get()) == 1,
        "a token is signed");
  return der_of(token.get());
}

Bytes MadeUpAuthority::answer(ByteView request, StampWish wish) {
  const auto asked = asked_in(request);
  wish.imprint = asked.imprint;
  wish.nonce = asked.nonce;
  return granted(token(wish));
}

StampWish asked_in(ByteView request) {
  const auto* at = request.data();
  const Handle<TS_REQ, TS_REQ_free> read(
      d2i_TS_REQ(nullptr, &at, static_cast<long>(request.size())));
  check(read != nullptr && TS_REQ_get_cert_req(read.get()) != 0, "a request for certificates too");
  StampWish wish;
  const auto* message = TS_MSG_IMPRINT_get_msg(TS_REQ_get_msg_imprint(read.get()));
  check(ASN1_STRING_length(message) == static_cast<int>(wish.imprint.size()), "a SHA-256");
  std::copy_n(ASN1_STRING_get0_data(message), wish.imprint.size(), wish.imprint.begin());
  std::uint64_t nonce = 0;
  check(ASN1_INTEGER_get_uint64(&nonce, TS_REQ_get_nonce(read.get())) == 1, "with a nonce");
  wish.nonce = nonce;
  return wish;
}

namespace {

Bytes response_of(int said, PKCS7* token, TS_TST_INFO* info) {
  const Handle<TS_RESP, TS_RESP_free> response(TS_RESP_new());
  const Handle<TS_STATUS_INFO, TS_STATUS_INFO_free> status(TS_STATUS_INFO_new());
  TS_STATUS_INFO_set_status(status.get(), said);
  TS_RESP_set_status_info(response.get(), status.get());
  if (token != nullptr) TS_RESP_set_tst_info(response.get(), token, info);
  Bytes bytes(static_cast<std::size_t>(i2d_TS_RESP(response.get(), nullptr)));
  auto* at = bytes.data();
  i2d_TS_RESP(response.get(), &at);
  return bytes;
}

}  // namespace

Bytes granted(ByteView token) {
  const auto* at = token.data();
  auto* read = d2i_PKCS7(nullptr, &at, static_cast<long>(token.size()));
  check(read != nullptr, "a token");
  return response_of(TS_STATUS_GRANTED, read, PKCS7_to_TS_TST_INFO(read));
}

Bytes refused(int status) {
  return response_of(status, nullptr, nullptr);
}

}  // namespace tocsin::crypto
