#include "core/crypto/certificate_request.h"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include "core/crypto/alternative_names.h"
#include "core/crypto/bio.h"

namespace tocsin::crypto {
namespace {

using Request = Handle<X509_REQ, X509_REQ_free>;

struct FreeExtensions {
  void operator()(STACK_OF(X509_EXTENSION) * extensions) const {
    sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
  }
};
using Extensions = std::unique_ptr<STACK_OF(X509_EXTENSION), FreeExtensions>;

void add_names(X509_REQ* request, GENERAL_NAMES* names) {
  STACK_OF(X509_EXTENSION)* made = nullptr;
  const int added = X509V3_add1_i2d(&made, NID_subject_alt_name, names, 0, X509V3_ADD_DEFAULT);
  const Extensions extensions(made);
  check(added == 1 && X509_REQ_add_extensions(request, extensions.get()) == 1,
        "a request takes names");
}

AlternativeNames names_in(X509_REQ* request) {
  const Extensions extensions(X509_REQ_get_extensions(request));
  const GeneralNames names(static_cast<GENERAL_NAMES*>(
      X509V3_get_d2i(extensions.get(), NID_subject_alt_name, nullptr, nullptr)));
  return to_alternative_names(names.get());
}

}  // namespace

Result<std::string> make_certificate_request(const TlsKey& key, const std::string& uri) {
  const auto names = to_general_names({.dns_names = {}, .ip_addresses = {}, .uris = {uri}});
  if (!names) return tl::unexpected(names.error());
  const Request request(X509_REQ_new());
  check(request != nullptr && X509_REQ_set_pubkey(request.get(), key.get()) == 1,
        "a request takes a key");
  add_names(request.get(), names->get());
  check(X509_REQ_sign(request.get(), key.get(), EVP_sha256()) > 0, "a P-256 key signs");
  return written_by([&](BIO* bio) { return PEM_write_bio_X509_REQ(bio, request.get()); });
}

Result<CheckedRequest> CheckedRequest::from_pem(std::string_view pem) {
  const auto bio = bio_over(pem);
  const Request request(PEM_read_bio_X509_REQ(bio.get(), nullptr, nullptr, nullptr));
  if (!request) return fail("not a certificate request in PEM");
  PrivateKey key(X509_REQ_get_pubkey(request.get()));
  if (!key || !is_p256(key.get())) return fail("the certificate request is not for a P-256 key");
  if (X509_REQ_verify(request.get(), key.get()) != 1) {
    return fail("the certificate request is not signed by its own key");
  }
  auto names = names_in(request.get());
  if (names.uris.size() != 1) return fail("the certificate request does not name exactly one URI");
  return CheckedRequest(std::move(key), std::move(names.uris.front()));
}

}  // namespace tocsin::crypto
