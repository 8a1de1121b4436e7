#include "core/http/tls_context.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/beast/core/error.hpp>

namespace tocsin::http {
namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

boost::asio::const_buffer buffer_of(const std::string& text) {
  return boost::asio::buffer(text.data(), text.size());
}

// Every connection proves itself anew: no tickets, no session cache, and so no early data.
void apply_policy(ssl::context& context) {
  auto* handle = context.native_handle();
  SSL_CTX_set_min_proto_version(handle, TLS1_3_VERSION);
  SSL_CTX_set_options(handle, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_num_tickets(handle, 0);
  SSL_CTX_set_session_cache_mode(handle, SSL_SESS_CACHE_OFF);
}

Status<> use_identity(ssl::context& context, const TlsIdentity& identity) {
  error_code error;
  context.use_certificate_chain(buffer_of(identity.certificate_pem), error);
  if (error) return fail("cannot use the TLS certificate: " + error.message());
  context.use_private_key(buffer_of(identity.key_pem), ssl::context::pem, error);
  if (error) return fail("cannot use the TLS key with its certificate: " + error.message());
  return {};
}

Status<> trust_only(ssl::context& context, const std::string& ca_pem) {
  error_code error;
  context.add_certificate_authority(buffer_of(ca_pem), error);
  if (error) return fail("cannot use the certificate authority: " + error.message());
  return {};
}

Digest fingerprint_of(const X509* certificate) {
  Digest digest{};
  unsigned size = static_cast<unsigned>(digest.size());
  X509_digest(certificate, EVP_sha256(), digest.data(), &size);
  return digest;
}

std::string text_of(const ASN1_STRING* text) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
          static_cast<std::size_t>(ASN1_STRING_length(text))};
}

// Exactly one URI, as for an X.509 SVID (SPIFFE, X509-SVID section 2): more than one would let a
// certificate mean several peers.
std::optional<std::string> only_uri_of(const X509* certificate) {
  auto* names = static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
  std::optional<std::string> uri;
  int uris = 0;
  for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
    const auto* name = sk_GENERAL_NAME_value(names, i);
    if (name->type != GEN_URI) continue;
    uri = text_of(name->d.uniformResourceIdentifier);
    ++uris;
  }
  GENERAL_NAMES_free(names);
  return uris == 1 ? uri : std::nullopt;
}

TlsRefusal certificate_refusal(long verdict) {
  const bool dated =
      verdict == X509_V_ERR_CERT_HAS_EXPIRED || verdict == X509_V_ERR_CERT_NOT_YET_VALID;
  return dated ? TlsRefusal::expired_certificate : TlsRefusal::untrusted_certificate;
}

TlsRefusal openssl_refusal(int reason) {
  // The client sent an alert: it does not want us.
  if (reason >= SSL_AD_REASON_OFFSET) return TlsRefusal::closed;
  switch (reason) {
    case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE:
      return TlsRefusal::no_certificate;
    case SSL_R_UNSUPPORTED_PROTOCOL:
      return TlsRefusal::old_protocol;
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_BAD_RECORD_TYPE:
    case SSL_R_PACKET_LENGTH_TOO_LONG:
      return TlsRefusal::not_tls;
    default:
      return TlsRefusal::other;
  }
}

}  // namespace

Result<TlsContext> server_context(const TlsServerOptions& options) {
  auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
  apply_policy(*context);
  if (auto used = use_identity(*context, options.identity); !used) {
    return tl::unexpected(used.error());
  }
  if (!options.client_ca_pem) return context;
  if (auto trusted = trust_only(*context, *options.client_ca_pem); !trusted) {
    return tl::unexpected(trusted.error());
  }
  context->set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert);
  return context;
}

Result<TlsContext> client_context(const TlsClientOptions& options) {
  auto context = std::make_unique<ssl::context>(ssl::context::tls_client);
  apply_policy(*context);
  if (auto trusted = trust_only(*context, options.ca_pem); !trusted) {
    return tl::unexpected(trusted.error());
  }
  context->set_verify_mode(ssl::verify_peer);
  if (!options.identity) return context;
  if (auto used = use_identity(*context, *options.identity); !used) {
    return tl::unexpected(used.error());
  }
  return context;
}

bool expect_server_name(SSL* connection, const std::string& name) {
  SSL_set_hostflags(connection, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  return SSL_set1_host(connection, name.c_str()) == 1 &&
         SSL_set_tlsext_host_name(connection, name.c_str()) == 1;
}

std::optional<Peer> peer_of(SSL* connection) {
  const auto* certificate = SSL_get0_peer_certificate(connection);
  if (certificate == nullptr) return std::nullopt;
  return Peer{fingerprint_of(certificate), only_uri_of(certificate)};
}

TlsRefusal tls_refusal_of(SSL* connection, const error_code& error) {
  if (error == boost::beast::error::timeout) return TlsRefusal::too_slow;
  if (error.category() != boost::asio::error::get_ssl_category()) return TlsRefusal::closed;
  // The verdict on a certificate is kept apart from the error, which may be that of any of
  // OpenSSL's libraries.
  const auto verdict = SSL_get_verify_result(connection);
  if (verdict != X509_V_OK) return certificate_refusal(verdict);
  return openssl_refusal(ERR_GET_REASON(static_cast<unsigned long>(error.value())));
}

}  // namespace tocsin::http
