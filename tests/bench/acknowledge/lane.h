// One probe of the load: sends its batches over one kept connection, one after the other, each when
// it closes, and takes the time from the first byte sent to the acknowledgement read. One thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <functional>
#include <memory>

#include "core/base/clock.h"
#include "core/crypto/ed25519.h"
#include "core/http/client.h"
#include "core/net/task.h"
#include "tests/bench/acknowledge/batch_maker.h"

namespace tocsin::bench {

struct Acknowledged {
  Closing closing;
  std::size_t rows = 0;
  std::size_t body_bytes = 0;
  Duration late{};  // sent so long after it was due
  Duration took{};  // until acknowledged
};

class Lane {
 public:
  using Done = std::function<void(const Acknowledged&)>;
  using Failed = std::function<void(const std::string& why)>;  // does not return
  struct World {
    boost::asio::io_context& io;
    const Clock& clock;
    crypto::PublicKey log_key;
    MonotonicTime begin;
    Done done;
    Failed failed;
  };

  // `world` outlives this.
  Lane(const World& world, std::unique_ptr<http::Client> client);

  void take(MadeBatch batch);
  // Until so many batches are acknowledged.
  net::Task<> run(std::size_t batches);

 private:
  net::Task<> wait_until(MonotonicTime due);
  net::Task<> send(MadeBatch batch);
  std::string fault_in(const Result<http::Response>& response, const Digest& envelope) const;

  const World& world_;
  std::unique_ptr<http::Client> client_;
  boost::asio::steady_timer timer_;
  std::deque<MadeBatch> waiting_;
};

}  // namespace tocsin::bench
