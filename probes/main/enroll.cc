#include "probes/main/enroll.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <iostream>

#include "core/base/base64.h"
#include "core/base/hex.h"
#include "core/crypto/certificate_request.h"
#include "core/crypto/sha256.h"
#include "core/durable/real_file_system.h"
#include "core/http/problem.h"
#include "core/record/signed_envelope.h"
#include "core/system/entropy.h"
#include "probes/main/patience.h"

namespace tocsin::probe {
namespace {

using durable::Privacy;

constexpr std::size_t file_bytes_max = 64 * 1024;
constexpr auto media_type = "application/cbor";

Result<Bytes> read(durable::FileSystem& files, const std::string& path) {
  auto bytes = durable::read_whole(files, path, file_bytes_max);
  if (!bytes) return durable::fail(bytes.error());
  return std::move(*bytes);
}

// "no-1.<secret>": the token says which name its operator has given.
Result<std::string> name_in(const std::string& token) {
  const auto dot = token.find('.');
  if (dot == std::string::npos || dot == 0) return fail("this is no token of `tocsind token`");
  return token.substr(0, dot);
}

Result<record::EnrolmentRequest> request_for(const EnrolOptions& options,
                                             const crypto::SigningKey& key,
                                             const crypto::TlsKey& tls_key,
                                             durable::FileSystem& files) {
  const auto name = name_in(options.token);
  if (!name) return tl::unexpected(name.error());
  const auto uri = "spiffe://" + options.tls_name + "/probe/" + *name;
  auto certificate_request = crypto::make_certificate_request(tls_key, uri);
  if (!certificate_request) return tl::unexpected(certificate_request.error());
  record::EnrolmentRequest request;
  request.token = options.token;
  request.certificate_request = std::move(*certificate_request);
  request.key = key.public_key();
  const auto digest = crypto::sha256(as_bytes(request.certificate_request));
  request.proof = record::sign_enrolment_proof(digest, key);
  if (!options.attestation_file) return request;
  auto attestation = read(files, *options.attestation_file);
  if (!attestation) return tl::unexpected(attestation.error());
  request.attestation = std::move(*attestation);
  return request;
}

net::Task<> wait(Duration pause) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, pause);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

void tell(Duration pause) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(pause).count();
  std::cerr << "the collector enrols others just now: again in " << seconds << " s\n";
}

Result<http::Response> post(const EnrolOptions& options,
                            std::string ca_pem,
                            Bytes body,
                            Entropy& entropy) {
  http::ClientOptions where;
  where.address = options.address;
  where.port = options.port;
  where.tls = http::TlsClientOptions{options.tls_name, std::move(ca_pem), std::nullopt};
  boost::asio::io_context io;
  auto client = http::Client::create(io, std::move(where));
  if (!client) return tl::unexpected(client.error());
  http::Request request;
  request.method = "POST";
  request.target = "/v1/enroll";
  request.headers.add("Content-Type", media_type);
  request.body = std::move(body);
  Result<http::Response> answer = fail("no answer");
  Patience patience{.told = tell, .wait = wait};
  boost::asio::co_spawn(io,
                        send_patiently(**client, std::move(request), entropy, std::move(patience)),
                        [&](std::exception_ptr, auto result) { answer = std::move(result); });
  io.run();
  return answer;
}

Result<record::EnrolmentResponse> read_answer(const Result<http::Response>& answer) {
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status != 200) {
    return fail("the collector refused, status " + std::to_string(answer->status) + ": " +
                std::string(as_text(answer->body)));
  }
  auto response = record::decode_enrolment_response(answer->body);
  if (!response) return tl::unexpected(to_error("the collector's answer", response.error()));
  return std::move(*response);
}

// The certificate comes last: what is there without one is an enrolment that never was.
Status<> keep(durable::FileSystem& files,
              const EnrolmentFiles& layout,
              const crypto::TlsKey& tls_key,
              const record::EnrolmentResponse& response) {
  auto kept = files.make_directory(layout.folder, Privacy::owner_only);
  const auto write = [&](const std::filesystem::path& path, const std::string& text) {
    if (kept) kept = durable::write_atomically(files, path, as_bytes(text), Privacy::owner_only);
  };
  write(layout.ca(), response.authority);
  write(layout.log_key(), to_base64(response.log_key) + "\n");
  write(layout.tls_key(), tls_key.to_pem());
  write(layout.certificate(), response.certificate);
  if (!kept) return durable::fail(kept.error());
  return {};
}

void show(const crypto::SigningKey& key) {
  std::cout << "probe id:   " << to_hex(record::probe_id_of(key.public_key())) << "\n"
            << "public key: " << to_base64(key.public_key()) << "\n";
}

Result<cli::ExitCode> run_enrol(const EnrolOptions& options) {
  const auto files = durable::real_file_system();
  system::SystemEntropy entropy;
  const auto response = enrol(options, *files, entropy);
  if (!response) return tl::unexpected(response.error());
  std::cout << "enrolled as " << response->name << " with " << response->log_origin << "\n"
            << "log key:    " << to_base64(response->log_key) << "\n";
  const auto key = open_identity(*files, {options.state_dir}, entropy);
  if (key) show(*key);
  return cli::ExitCode::ok;
}

Result<cli::ExitCode> run_key(const std::string& state_dir) {
  const auto files = durable::real_file_system();
  system::SystemEntropy entropy;
  const auto key = open_identity(*files, {state_dir}, entropy);
  if (!key) return tl::unexpected(key.error());
  show(*key);
  return cli::ExitCode::ok;
}

cli::Option text_option(std::string name, std::string value, std::string help, std::string& into) {
  return {.name = std::move(name),
          .value = std::move(value),
          .help = std::move(help),
          .target = cli::into(into),
          .presence = cli::Presence::required};
}

}  // namespace

Result<record::EnrolmentResponse> enrol(const EnrolOptions& options,
                                        durable::FileSystem& files,
                                        Entropy& entropy) {
  const StateLayout layout{options.state_dir};
  const auto key = open_identity(files, layout, entropy);
  if (!key) return tl::unexpected(key.error());
  const auto ca = read(files, options.ca_file);
  if (!ca) return tl::unexpected(ca.error());
  const auto tls_key = crypto::TlsKey::generate();
  const auto request = request_for(options, *key, tls_key, files);
  if (!request) return tl::unexpected(request.error());
  auto response = read_answer(post(options, std::string(as_text(*ca)), encode(*request), entropy));
  if (!response) return tl::unexpected(response.error());
  const auto kept = keep(files, layout.enrolment(options.collector), tls_key, *response);
  if (!kept) return tl::unexpected(kept.error());
  return std::move(*response);
}

cli::Command enroll_command() {
  const auto options = std::make_shared<EnrolOptions>();
  return {
      .name = "enroll",
      .summary = "Makes this probe known to a collector with a one-time token.",
      .options = {text_option("state", "DIR", "The probe's state directory.", options->state_dir),
                  text_option("collector",
                              "NAME",
                              "What this probe calls the collector; as in its configuration.",
                              options->collector),
                  text_option("address", "ADDR", "The collector's address.", options->address),
                  {.name = "port",
                   .value = "PORT",
                   .help = "Where it enrols.",
                   .target = cli::into(options->port, 1)},
                  text_option("tls-name",
                              "NAME",
                              "The name in its certificate, as `tocsind init` says it.",
                              options->tls_name),
                  text_option("ca", "FILE", "Its certificate authority, ca.pem.", options->ca_file),
                  text_option("token", "TOKEN", "What `tocsind token` printed.", options->token),
                  {.name = "attestation",
                   .value = "FILE",
                   .help =
                       "What `tocsin-national attest` wrote: the country's word for this probe.",
                   .target = cli::into(options->attestation_file)}},
      .run = [options] { return run_enrol(*options); }};
}

cli::Command key_command() {
  const auto state_dir = std::make_shared<std::string>();
  return {.name = "key",
          .summary = "Says who this probe is, and makes its key where there is none yet.",
          .options = {text_option("state", "DIR", "The probe's state directory.", *state_dir)},
          .run = [state_dir] { return run_key(*state_dir); }};
}

}  // namespace tocsin::probe
