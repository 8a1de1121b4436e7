// Asks a scripted peer, and brings what the engine made of it.
#pragma once

#include <boost/asio/io_context.hpp>

#include "core/base/clock.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "core/system/port_range.h"
#include "probes/engine/engine.h"
#include "tests/support/peers/answers.h"

namespace tocsin::probe {

inline constexpr Duration soon = std::chrono::milliseconds(200);  // for what will not come
inline constexpr Duration patient = std::chrono::seconds(60);     // for what will

record::Question question_of(std::string_view name);

// SOA of the name, with a request for the NSID and a cookie.
Ask ask_for(std::string_view name, const net::SocketAddress& server, Duration timeout = patient);

// Holds up the thread that it shares with the engine for so long before it answers.
test::Answer after_a_stall(Duration length, test::Answer answer);

// One io_context with an engine on it.
class Asking {
 public:
  explicit Asking(EngineLimits limits = {}) : Asking(system_clock_, limits) {}
  explicit Asking(const Clock& clock, EngineLimits limits = {})
      : engine_(io_.get_executor(), clock, system::local_port_range(), limits) {}

  boost::asio::any_io_executor executor() { return io_.get_executor(); }

  // Runs `peer` until the last of these has ended.
  std::vector<Result<record::Observation>> ask_all(std::vector<Ask> asks, net::Task<> peer);
  record::Observation ask(Ask ask, net::Task<> peer);
  record::Observation ask_nobody(Ask ask);
  Draws& draws() { return draws_; }

 private:
  boost::asio::io_context io_{1};
  system::SystemClock system_clock_;
  system::SystemEntropy entropy_;
  Draws draws_{entropy_};
  Engine engine_;
};

}  // namespace tocsin::probe
