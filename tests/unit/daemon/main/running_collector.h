// A collector on a thread of its own, over files in memory that can fail and lose power.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "daemon/main/collector.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::collector {

// The real one, until somebody sets it ahead.
class AheadClock : public Clock {
 public:
  void set_ahead(WallTime now) { ahead_ = now - clock_.wall(); }

  MonotonicTime monotonic() const override { return clock_.monotonic(); }
  WallTime wall() const override { return clock_.wall() + ahead_.load(); }

 private:
  system::SystemClock clock_;
  std::atomic<Duration> ahead_ = Duration::zero();
};

class RunningCollector {
 public:
  RunningCollector();
  ~RunningCollector() { stop(); }

  // Its countries; counts from the next start or reload.
  void trust(const std::string& country, const crypto::PublicKey& key);

  // The last of its countries takes a word back, by this statement; from the next start or reload
  // on.
  void revoke(const Bytes& statement);
  // On reload.
  void annotate(const Bytes& statement);

  // What it has its log say, from the next start or reload on: files of plans.
  void plan(const std::vector<std::string>& files);

  // Who runs a letter, from the next start or reload on.
  void runs(char letter, const std::string& party);
  bool reload();

  // Who cosigns its log, from the next start on: a verifier key.
  void witness(const std::string& key);

  // When everybody gets what was measured, from the next start or reload on; the last of its
  // countries wishes another.
  void embargo(Duration embargo) { options_.payloads.embargo = embargo; }
  void embargo_of_its_own(Duration embargo) { options_.countries.back().embargo = embargo; }

  // How often its log says who its probes are, from the next start on.
  void state_roster_every(Duration pause) { options_.log.roster_every = pause; }
  // Who stamps what is recorded of it, as often as can be, from the next start on.
  void have_stamped(config::TimeAuthority authority, const std::string& certificates_pem);

  // Whose logs it cosigns, from the next start on, under this key.
  void cosign(const witness::Duty& duty, const crypto::SigningKey& key);

  void start();
  Status<> stop();  // as by SIGTERM
  void restart_after_power_loss();
  Status<> wait();  // until it ends by itself

  // What the collector takes for the time.
  AheadClock& clock() { return clock_; }
  // How often it has begun: once, and again with each new year.
  unsigned runs();

  CollectorPorts ports();
  std::string ca_pem();
  std::string token(const std::string& name);
  durable::FaultyFileSystem& disk() { return disk_; }
  // Of the public listener: the status and the body of what lies at this path.
  http::Response look_up(const std::string& path);
  http::Response ask_admin(const std::string& method, const std::string& path);
  http::Response ask_public(const std::string& method,
                            const std::string& path,
                            const std::string& body);
  http::Response ask_witness(const std::string& method,
                             const std::string& path,
                             const std::string& body);

  std::string metrics();
  // The value of this series on /metrics: `tocsin_journal_bytes`, or nothing.
  std::string metric(const std::string& series);

 private:
  Collector* running(std::unique_lock<std::mutex>& lock);
  Status<> run(Collector& collector);

  AheadClock clock_;
  system::SystemEntropy entropy_;
  // One disk, and a view of it for each thread.
  durable::FaultyFileSystem disk_;
  std::mutex disk_mutex_;
  std::unique_ptr<durable::FileSystem> journal_files_;
  std::unique_ptr<durable::FileSystem> ledger_files_;
  std::unique_ptr<durable::FileSystem> cosign_files_;
  std::unique_ptr<durable::FileSystem> object_files_;
  std::unique_ptr<durable::FileSystem> witness_files_;
  std::unique_ptr<durable::FileSystem> files_;
  std::unique_ptr<durable::FileSystem> our_files_;  // of whoever runs the test
  config::CollectorOptions options_;
  std::mutex mutex_;  // of the next three
  std::condition_variable changed_;
  Collector* collector_ = nullptr;  // none while it turns to the log of a new year
  bool is_over_ = true;
  unsigned runs_ = 0;
  Status<> ended_;
  std::thread thread_;
};

}  // namespace tocsin::collector
