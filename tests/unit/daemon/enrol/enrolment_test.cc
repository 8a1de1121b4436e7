// One probe that enrols, and a log that may fail.
#include "daemon/enrol/enrolment.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <stdexcept>

#include "core/crypto/sha256.h"
#include "core/system/clock.h"
#include "daemon/enrol/probe_name.h"
#include "daemon/enrol/registry.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

using namespace std::chrono_literals;

class CountingEntropy final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> out) override {
    for (auto& byte : out) byte = next_++;
  }

 private:
  std::uint8_t next_ = 0;
};

class Enrolling : public testing::Test {
 protected:
  Enrolling() { EXPECT_TRUE(tokens_.prepare()); }

  http::Request request() {
    record::EnrolmentRequest request;
    request.token = *tokens_.issue("no-1", clock_.wall(), entropy_);
    request.certificate_request =
        *crypto::make_certificate_request(crypto::TlsKey::generate(), probe_uri("geneva", "no-1"));
    request.key = key_.public_key();
    const auto digest = crypto::sha256(as_bytes(request.certificate_request));
    request.proof = record::sign_enrolment_proof(digest, key_);
    http::Request post;
    post.body = encode(request);
    return post;
  }

  unsigned enrol() {
    auto status = asio::co_spawn(io_, enrolment_.post_enroll(request()), asio::use_future);
    io_.run();
    io_.restart();
    return status.get().status;
  }

  asio::awaitable<std::optional<std::uint64_t>> log() {
    if (log_breaks_) throw std::runtime_error("given up");
    co_return logged_++;
  }

  asio::io_context io_;
  CountingEntropy entropy_;
  system::SystemClock clock_;
  durable::FaultyFileSystem files_;
  TokenStore tokens_{files_, "/tokens"};
  Registry registry_;
  const crypto::SigningKey key_ = crypto::SigningKey::from_seed({1});
  const crypto::CertificateAuthority authority_ = crypto::CertificateAuthority::make(
      "geneva", {clock_.wall() - 1h, clock_.wall() + 1h}, entropy_);
  bool log_breaks_ = false;
  std::uint64_t logged_ = 0;
  Enrolment enrolment_{{.origin = "log.example/1", .collector = "geneva"},
                       {.authority = authority_,
                        .registry = registry_,
                        .tokens = tokens_,
                        .clock = clock_,
                        .entropy = entropy_,
                        .log = [this](auto, auto) { return log(); },
                        .registered = [](const auto&) {}},
                       {}};
};

TEST_F(Enrolling, IsOpenAgainAfterOneThatWasGivenUp) {
  log_breaks_ = true;
  EXPECT_THROW(enrol(), std::runtime_error);
  log_breaks_ = false;
  EXPECT_EQ(enrol(), 200U);
  EXPECT_EQ(logged_, 1U);
}

}  // namespace
}  // namespace tocsin::collector
