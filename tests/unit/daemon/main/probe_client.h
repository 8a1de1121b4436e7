// A probe on the network, as far as a collector can tell: it enrols with a token and pushes batches
// over mutual TLS. It blocks; the collector runs on another thread or in another process.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <string>

#include "core/http/client.h"
#include "core/record/enrolment.h"
#include "tests/support/probe/scripted_probe.h"

namespace tocsin::collector {

// One request on a connection of its own.
Result<http::Response> ask(http::ClientOptions options, http::Request request);

http::ClientOptions loopback(std::uint16_t port);

class ProbeClient {
 public:
  // The trust domain of every collector in these tests.
  static constexpr auto host = "geneva.test";

  ProbeClient(std::string name, std::uint8_t mark) : script_(std::move(name), mark) {}

  ScriptedProbe& script() { return script_; }

  // What it would send to enrol; `edit` may spoil it.
  record::EnrolmentRequest enrolment_request(const std::string& token);
  Result<http::Response> post(const record::EnrolmentRequest& request,
                              std::uint16_t port,
                              const std::string& ca_pem);
  // Each keeps the certificate that it gets.
  Result<http::Response> enrol(const record::EnrolmentRequest& request,
                               std::uint16_t port,
                               const std::string& ca_pem);
  Result<http::Response> enrol(const std::string& token,
                               std::uint16_t port,
                               const std::string& ca_pem);

  // Pushes over a kept connection to this port.
  void connect(std::uint16_t port);
  Result<http::Response> push(const Bytes& body);
  Result<http::Response> push(const SentBatch& batch) { return push(batch.body()); }

  Result<http::Response> post(const std::string& path, const Bytes& body);
  Result<http::Response> get(const std::string& path);
  // Asks for the proof that the log has it: under this checkpoint, or under whichever it has.
  Result<http::Response> prove(const Digest& envelope, std::string_view checkpoint = "");

  // True where the answer is this collector's acknowledgement of this batch.
  bool acknowledges(const Result<http::Response>& response, const SentBatch& batch) const;

  const std::optional<record::EnrolmentResponse>& enrolled() const { return enrolled_; }

 private:
  ScriptedProbe script_;
  std::string tls_key_;
  std::optional<record::EnrolmentResponse> enrolled_;
  boost::asio::io_context io_;
  std::unique_ptr<http::Client> client_;
};

}  // namespace tocsin::collector
