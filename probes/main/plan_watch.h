// Asks each collector now and then what its log says of plans and of operators' wishes, checks it,
// learns the keys of its later logs, and keeps the last good answer, so that a start without a
// collector follows it too. Whoever has a collector's answer decides nothing here: what of it
// counts is agreed.h's.
//
// A plan that is not taken is written to the log as an error, and changes nothing. One thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/entropy.h"
#include "core/durable/file_system.h"
#include "core/net/task_group.h"
#include "core/record/envelope.h"
#include "probes/plans/offer_check.h"
#include "probes/uplink/lane.h"

namespace tocsin::probe {

class PlanWatch {
 public:
  // Operators' words are obeyed within an hour, so collectors are asked about twice in one.
  static constexpr Duration every_at_most = std::chrono::minutes(40);
  // A fleet that starts at once does not ask at once.
  static constexpr Duration first_within = std::chrono::seconds(5);

  struct Source {
    std::string name;  // of the collector
    entry::LogKeys log_keys;
    std::unique_ptr<Transport> transport;
    durable::FileSystem::Path kept;       // where its last good answer lies
    durable::FileSystem::Path announced;  // where the keys of its later logs are kept
  };

  // What is referred to outlives this. `changed` is called after another answer came.
  struct Surroundings {
    Entropy& entropy;
    durable::FileSystem& files;
    std::function<void()> changed;
  };

  // Reads what was kept.
  PlanWatch(boost::asio::any_io_executor executor,
            Surroundings around,
            std::vector<Source> sources);

  // One task for each collector, until it is cancelled.
  void start(net::TaskGroup& group);

  // In the order of the collectors; empty ones of those that have not answered.
  const std::vector<CheckedOffer>& offers() const { return offers_; }
  // The last checkpoint seen of each log.
  std::vector<record::SeenCheckpoint> seen() const;

 private:
  net::Task<> follow(std::size_t source);
  net::Task<bool> ask(std::size_t source);
  bool take(std::size_t source, ByteView body);
  bool learn(Source& from, const std::vector<Bytes>& announced);  // whether any of it is news
  void read_kept(std::size_t source);
  net::Task<> pause(Duration length);
  Duration drawn_below(Duration longest);

  boost::asio::any_io_executor executor_;
  Surroundings around_;
  std::vector<Source> sources_;
  std::vector<CheckedOffer> offers_;
};

}  // namespace tocsin::probe
