// A witness on a thread of its own, over files in memory, and who talks to it.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <thread>

#include "core/http/client.h"
#include "core/system/clock.h"
#include "core/witnessing/witness_server.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/unit/core/witness/made_up_log.h"

namespace tocsin::witnessing {

inline witness::ListenerPlace any_port() {
  return {.address = {.family = plan::Family::v4, .bytes = {127, 0, 0, 1}}, .port = 0};
}

class RunningWitness {
 public:
  explicit RunningWitness(witness::Duty duty, std::uint8_t key = 9) {
    if (duty.name.empty()) duty.name = "nordic.example/witness";
    auto server = WitnessServer::open(duty, "/state", witness::key_number(key), disk_, clock_);
    if (!server) {
      ADD_FAILURE() << server.error().text;
      std::abort();
    }
    server_ = std::move(*server);
    thread_ = std::thread([this] { ended_ = server_->run(); });
  }
  ~RunningWitness() { stop(); }
  RunningWitness(const RunningWitness&) = delete;
  RunningWitness& operator=(const RunningWitness&) = delete;

  Status<> stop() {
    boost::asio::post(server_->io(), [this] { server_->stop(); });
    return wait();
  }
  Status<> wait() {
    if (thread_.joinable()) thread_.join();
    return ended_;
  }

  http::Response get(const std::string& path) { return ask("GET", path, ""); }
  http::Response add(const std::string& body) { return ask("POST", "/add-checkpoint", body); }
  http::Response add(const witness::AddCheckpoint& request) {
    return add(witness::encode(request));
  }

  durable::FaultyFileSystem& disk() { return disk_; }
  const tlog::VerifierKey& key() const { return server_->witness().key(); }
  ForkFolder::Counts forks() const {
    return server_->witness().standings().all().at(witness::origin).forks;
  }

 private:
  http::Response ask(const std::string& method, const std::string& path, const std::string& body) {
    http::Request request;
    request.method = method;
    request.target = path;
    request.body.assign(body.begin(), body.end());
    boost::asio::io_context io;
    http::ClientOptions to;
    to.address = "127.0.0.1";
    to.port = server_->port();
    const auto client = http::Client::create(io, to).value();
    auto answer =
        boost::asio::co_spawn(io, client->send(std::move(request)), boost::asio::use_future);
    io.run();
    auto response = answer.get();
    EXPECT_TRUE(response) << response.error().text;
    return response.value_or(http::Response());
  }

  system::SystemClock clock_;
  durable::FaultyFileSystem disk_;
  std::unique_ptr<WitnessServer> server_;
  Status<> ended_;
  std::thread thread_;
};

}  // namespace tocsin::witnessing
