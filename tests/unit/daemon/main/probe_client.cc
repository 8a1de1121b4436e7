#include "tests/unit/daemon/main/probe_client.h"

#include <boost/asio/co_spawn.hpp>

#include "core/base/check.h"
#include "core/base/hex.h"
#include "core/crypto/certificate_request.h"
#include "core/crypto/sha256.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/submission.h"
#include "daemon/enrol/probe_name.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

Result<http::Response> send(asio::io_context& io, http::Client& client, http::Request request) {
  Result<http::Response> answer = fail("no answer");
  asio::co_spawn(io, client.send(std::move(request)), [&](std::exception_ptr, auto result) {
    answer = std::move(result);
  });
  io.restart();
  io.run();
  return answer;
}

http::Request post_of(std::string target, Bytes body) {
  http::Request request;
  request.method = "POST";
  request.target = std::move(target);
  request.body = std::move(body);
  return request;
}

}  // namespace

Result<http::Response> ask(http::ClientOptions options, http::Request request) {
  asio::io_context io;
  auto client = http::Client::create(io, std::move(options));
  if (!client) return tl::unexpected(client.error());
  return send(io, **client, std::move(request));
}

http::ClientOptions loopback(std::uint16_t port) {
  http::ClientOptions options;
  options.address = "127.0.0.1";
  options.port = port;
  return options;
}

record::EnrolmentRequest ProbeClient::enrolment_request(const std::string& token) {
  const auto key = crypto::TlsKey::generate();
  tls_key_ = key.to_pem();
  record::EnrolmentRequest request;
  request.token = token;
  request.certificate_request =
      *crypto::make_certificate_request(key, probe_uri(host, script_.name()));
  request.key = script_.key().public_key();
  request.proof = record::sign_enrolment_proof(
      crypto::sha256(as_bytes(request.certificate_request)), script_.key());
  return request;
}

Result<http::Response> ProbeClient::post(const record::EnrolmentRequest& request,
                                         std::uint16_t port,
                                         const std::string& ca_pem) {
  auto options = loopback(port);
  options.tls = http::TlsClientOptions{host, ca_pem, std::nullopt};
  return ask(std::move(options), post_of("/v1/enroll", encode(request)));
}

Result<http::Response> ProbeClient::enrol(const std::string& token,
                                          std::uint16_t port,
                                          const std::string& ca_pem) {
  return enrol(enrolment_request(token), port, ca_pem);
}

Result<http::Response> ProbeClient::enrol(const record::EnrolmentRequest& request,
                                          std::uint16_t port,
                                          const std::string& ca_pem) {
  auto response = post(request, port, ca_pem);
  if (response && response->status == 200) {
    enrolled_ = record::decode_enrolment_response(response->body).value();
  }
  return response;
}

void ProbeClient::connect(std::uint16_t port) {
  check(enrolled_.has_value(), "only an enrolled probe has a certificate");
  auto options = loopback(port);
  options.tls = http::TlsClientOptions{
      host, enrolled_->authority, http::TlsIdentity{enrolled_->certificate, tls_key_}};
  client_ = std::move(*http::Client::create(io_, std::move(options)));
}

Result<http::Response> ProbeClient::push(const Bytes& body) {
  return post(std::string(record::submission_path), body);
}

Result<http::Response> ProbeClient::post(const std::string& path, const Bytes& body) {
  return send(io_, *client_, post_of(path, body));
}

Result<http::Response> ProbeClient::get(const std::string& path) {
  http::Request request;
  request.target = path;
  return send(io_, *client_, std::move(request));
}

Result<http::Response> ProbeClient::prove(const Digest& envelope, std::string_view checkpoint) {
  const auto path = std::string(record::inclusion_path) + to_hex(envelope);
  if (checkpoint.empty()) return get(path);
  const auto body = as_bytes(checkpoint);
  return send(io_, *client_, post_of(path, {body.begin(), body.end()}));
}

bool ProbeClient::acknowledges(const Result<http::Response>& response,
                               const SentBatch& batch) const {
  if (!response || response->status != 200) return false;
  const auto word = record::open_acknowledgement(response->body, enrolled_->log_key);
  return word && word->envelope == batch.digest();
}

}  // namespace tocsin::collector
