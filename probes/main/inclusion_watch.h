// Looks whether each collector's log has what the collector acknowledged: asks the witnesses how
// far that log is, the collector for the proof under their tree, and decides by probes/inclusion.
// What is missing for good is an error in the probe's log, a case in its evidence folder, and a
// problem in its status. One thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/net/task_group.h"
#include "core/record/envelope.h"
#include "probes/inclusion/promises.h"
#include "probes/inclusion/proof_check.h"
#include "probes/main/evidence_folder.h"
#include "probes/uplink/lane.h"

namespace tocsin::probe {

class InclusionWatch {
 public:
  struct Witness {
    tlog::VerifierKey key;
    std::unique_ptr<Transport> transport;
    std::string path;  // in front of what it serves
  };

  struct Source {
    std::string name;  // of the collector
    entry::LogKeys log_keys;
    std::unique_ptr<Transport> transport;
    std::vector<Witness> witnesses;
    std::size_t quorum = 0;  // of them
    durable::FileSystem::Path evidence;
  };

  // What is referred to outlives this.
  struct Surroundings {
    const Clock& clock;
    Entropy& entropy;
    durable::FileSystem& files;
  };

  InclusionWatch(boost::asio::any_io_executor executor,
                 Surroundings around,
                 std::vector<Source> sources);

  // One task for each collector, until it is cancelled.
  void start(net::TaskGroup& group);

  // A collector has acknowledged a batch: whether that one is to be looked for.
  bool wants(std::size_t collector);
  void take(std::size_t collector, ByteView envelope, const Receipt& receipt);

  // The newest checkpoint of each log under which something was proven.
  std::vector<record::SeenCheckpoint> seen() const;

  // Those that were dropped are counted by their cases, of earlier runs too.
  InclusionCounts counts(std::size_t collector) const;

 private:
  struct Watched {
    Source source;
    Promises promises;
    EvidenceFolder evidence;
    boost::asio::steady_timer changed;
    std::optional<tlog::Checkpoint> seen;
    std::uint64_t acknowledged = 0;
    std::uint64_t acknowledged_before = 0;  // the last attempt
    bool witnessed = true;                  // the last one that was found
  };

  // What an attempt has heard, as it would be handed on.
  struct Heard {
    std::string answer;      // of the collector
    std::string checkpoint;  // of the last witness
    std::optional<tlog::Checkpoint> shown;
  };

  net::Task<> follow(std::size_t collector);
  net::Task<> look(Watched& watched, Promise promise);
  net::Task<> ask_witnesses(Watched& watched, const Promise& promise, Attempt& out, Heard& heard);
  net::Task<std::optional<Witnessed>> ask(Watched& watched,
                                          Witness& witness,
                                          const Promise& promise,
                                          Heard& heard);
  net::Task<Shown> ask_for_proof(Watched& watched,
                                 const Promise& promise,
                                 std::optional<tlog::TreeHead> tree,
                                 Heard& heard);
  Found found(Watched& watched, const Attempt& attempt) const;
  void settle(Watched& watched, const Promise& promise, Found found, const Heard& heard);
  void accuse(Watched& watched, const Promise& promise, const Heard& heard);
  static void tell(Watched& watched, const Promise& promise, Promises::Step step);

  boost::asio::any_io_executor executor_;
  Surroundings around_;
  std::vector<std::unique_ptr<Watched>> watched_;
};

// Of each log the larger tree, of those of two sources; as many as an envelope takes.
std::vector<record::SeenCheckpoint> newest_of(std::vector<record::SeenCheckpoint> some,
                                              const std::vector<record::SeenCheckpoint>& others);

}  // namespace tocsin::probe
