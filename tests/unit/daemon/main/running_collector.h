// A collector on a thread of its own, over files in memory that can fail and lose power.
#pragma once

#include <memory>
#include <string>
#include <thread>

#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "daemon/main/collector.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::collector {

class RunningCollector {
 public:
  RunningCollector();
  ~RunningCollector() { stop(); }

  // Its countries; counts from the next start or reload.
  void trust(const std::string& country, const crypto::PublicKey& key);

  void start();
  Status<> stop();  // as by SIGTERM
  void restart_after_power_loss();
  Status<> wait();  // until it ends by itself

  CollectorPorts ports() const { return collector_->ports(); }
  std::string ca_pem();
  std::string token(const std::string& name);
  durable::FaultyFileSystem& journal_files() { return *journal_files_; }

  std::string metrics();
  // The value of this series on /metrics: `tocsin_journal_bytes`, or nothing.
  std::string metric(const std::string& series);

 private:
  system::SystemClock clock_;
  system::SystemEntropy entropy_;
  std::unique_ptr<durable::FaultyFileSystem> journal_files_;
  std::unique_ptr<durable::FaultyFileSystem> files_;
  config::CollectorOptions options_;
  std::unique_ptr<Collector> collector_;
  Status<> ended_;
  std::thread thread_;
};

}  // namespace tocsin::collector
