// This collector as a witness of its peers: the server of core/witnessing, under a key of its own,
// on a thread of its own with a network loop of its own, so that neither its disk writes nor
// whoever asks it can hold up an acknowledgement, the log or a page.
//
// What it holds lies in STATE/witness. Where that cannot be written it says no more, and the
// collector stops, as for every other part of its state.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include "config/collector_options.h"
#include "core/witnessing/witness_server.h"
#include "daemon/main/state.h"

namespace tocsin::collector {

class PeerWitness {
 public:
  struct World {
    durable::FileSystem& files;  // this thread's own view
    const Clock& clock;
    std::function<void(const Error&)> failed;  // called on this thread, once
  };

  // Where the options have a witness. Listens from here on; answers from start() on. An error where
  // its key is the log's, or where the logs that it would cosign, or the witnesses of its own log,
  // are itself: a log that vouches for itself proves nothing.
  static Result<std::unique_ptr<PeerWitness>> open(const config::CollectorOptions& options,
                                                   const State& state,
                                                   World world);
  ~PeerWitness() { stop(); }
  PeerWitness(const PeerWitness&) = delete;
  PeerWitness& operator=(const PeerWitness&) = delete;

  void start();
  // Until what is being decided is answered. May be called more than once.
  void stop();

  // From any thread.
  const witnessing::Standings& standings() const { return server_->witness().standings(); }
  std::uint16_t port() const { return server_->port(); }  // 0: no listener

 private:
  PeerWitness(std::unique_ptr<witnessing::WitnessServer> server, World world)
      : server_(std::move(server)), world_(std::move(world)) {}

  std::unique_ptr<witnessing::WitnessServer> server_;
  World world_;
  std::thread thread_;
};

}  // namespace tocsin::collector
