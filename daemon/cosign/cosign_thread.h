// The thread that gathers witnesses' cosignatures. It is one of its own, with a network loop of its
// own, so that no witness, however slow or wicked, and no proof that is made for it, can hold up an
// acknowledgement, the log or a page.
//
// What has enough is put into the log's folder beside the plain checkpoint, as `cosigned`.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/clock.h"
#include "core/base/entropy.h"
#include "core/net/task_group.h"
#include "daemon/cosign/cosignature_book.h"
#include "daemon/cosign/witness_lane.h"
#include "daemon/ledger/ledger_thread.h"
#include "daemon/ledger/log_folder.h"

namespace tocsin::collector {

// How far witnesses are, for the page.
struct WitnessedLog {
  std::uint64_t size = 0;                     // under enough cosignatures
  std::optional<WallTime> unwitnessed_since;  // nothing: all is
  std::vector<std::uint64_t> sizes;  // that each witness has cosigned, in the policy's order
};

class CosignThread {
 public:
  struct World {
    durable::FileSystem& files;  // this thread's own view
    durable::FileSystem::Path log;
    const Clock& clock;
    Entropy& entropy;
    // Called on this thread with the bytes that are the cosigned checkpoint from now on.
    std::function<void(std::string)> served = {};
  };

  // A lane for each place; the policy's other witnesses come by themselves.
  static Result<std::unique_ptr<CosignThread>> start(tlog::Policy policy,
                                                     std::vector<WitnessPlace> places,
                                                     World world);
  ~CosignThread() { stop(); }
  CosignThread(const CosignThread&) = delete;
  CosignThread& operator=(const CosignThread&) = delete;

  // From any thread: none of these waits for a witness.
  void published(PublishedLog log);
  WitnessedLog witnessed() const;
  // To be awaited anywhere: the checkpoint to be cosigned now, empty where there is none; and
  // whether what somebody brings is taken.
  boost::asio::awaitable<std::string> candidate();
  boost::asio::awaitable<Result<CosignatureBook::Taken>> take(std::string cosigned);

  // May be called more than once.
  void stop();

 private:
  CosignThread(tlog::Policy policy, World world);

  Status<> add_lane(WitnessPlace place);
  void run();
  boost::asio::awaitable<std::string> find_candidate();
  boost::asio::awaitable<Result<CosignatureBook::Taken>> take_here(std::string cosigned);
  void look_around();  // after each change of the book
  void tell();

  World world_;
  boost::asio::io_context io_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  net::TaskGroup tasks_;
  LogFolder folder_;
  CosignatureBook book_;
  std::vector<std::unique_ptr<WitnessLane>> lanes_;
  std::string written_;  // what is in the folder
  mutable std::mutex mutex_;
  WitnessedLog witnessed_;  // under the mutex
  std::thread thread_;
};

}  // namespace tocsin::collector
