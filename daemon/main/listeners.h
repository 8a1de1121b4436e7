// The four listeners of a collector: for probes, for enrolment, for everybody, and for whoever runs
// it. On the Asio thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <vector>

#include "config/collector_options.h"
#include "core/http/server.h"
#include "daemon/export/collector_counters.h"
#include "daemon/main/state.h"

namespace tocsin::collector {

struct CollectorPorts {
  std::uint16_t probes = 0;
  std::uint16_t enrolment = 0;
  std::uint16_t open = 0;
  std::uint16_t admin = 0;
  std::uint16_t witness = 0;  // of its peers; 0: none
};

struct Routers {
  http::Router probes;
  http::Router enrolment;
  http::Router open;
  http::Router admin;
};

class Listeners {
 public:
  // The ports are taken from here on; nobody is answered before start(). The io_context outlives
  // this.
  static Result<std::unique_ptr<Listeners>> open(boost::asio::io_context& io,
                                                 const config::CollectorOptions& options,
                                                 const State& state,
                                                 Routers routers);

  void start();
  void stop();
  CollectorPorts ports() const;
  void count(CollectorCounters& out) const;

 private:
  explicit Listeners(boost::asio::io_context& io) : io_(io) {}

  std::vector<http::Server*> all() const;

  boost::asio::io_context& io_;
  std::unique_ptr<http::Server> probes_;
  std::unique_ptr<http::Server> enrolment_;
  std::unique_ptr<http::Server> open_;
  std::unique_ptr<http::Server> admin_;
};

}  // namespace tocsin::collector
