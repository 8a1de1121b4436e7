// The running witness: a listener where one is configured, and a poller for each log that has an
// address, on one thread. It ends when it is told to, or when it cannot write: then nothing that it
// said is lost, and it says no more.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <vector>

#include "core/base/clock.h"
#include "core/durable/file_system.h"
#include "core/http/server.h"
#include "core/net/task_group.h"
#include "core/witness/duty.h"
#include "core/witnessing/durable_witness.h"
#include "core/witnessing/poller.h"

namespace tocsin::witnessing {

class WitnessServer {
 public:
  // Listens from here on; answers once run() runs. What it holds lies in `folder`
  // (durable_witness.h).
  static Result<std::unique_ptr<WitnessServer>> open(const witness::Duty& duty,
                                                     const durable::FileSystem::Path& folder,
                                                     crypto::SigningKey key,
                                                     durable::FileSystem& files,
                                                     const Clock& clock);

  // Until stop(), or until nothing can be written: then says why.
  Status<> run();
  // From the thread of run(), or posted there.
  void stop();

  boost::asio::io_context& io() { return io_; }
  std::uint16_t port() const { return server_ ? server_->port() : 0; }  // 0: no listener
  const DurableWitness& witness() const { return witness_; }

 private:
  WitnessServer(DurableWitness witness, const Clock& clock);

  Status<> listen(const witness::ListenerPlace& place);
  Status<> poll(const witness::Duty& duty);
  net::Task<> serve();
  void failed(const Error& error);

  boost::asio::io_context io_;
  DurableWitness witness_;
  const Clock& clock_;
  net::TaskGroup tasks_;
  std::unique_ptr<http::Server> server_;
  std::vector<std::unique_ptr<Poller>> pollers_;
  Status<> failure_;
};

}  // namespace tocsin::witnessing
