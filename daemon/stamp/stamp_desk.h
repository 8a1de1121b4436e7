// Has the checkpoints that are recorded in the log (daemon/cosign) stamped by authorities: every
// so often the newest one, by each of them. An authority that fails is asked for the same one
// again, until the next one is due.
//
// On the one thread of its io_context. Nothing waits for it.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/base/clock.h"
#include "core/net/task_group.h"
#include "daemon/stamp/authority_lane.h"

namespace tocsin::collector {

class StampDesk {
 public:
  struct Pace {
    Duration every = std::chrono::hours(1);
    // After a start, so that one that starts again and again does not ask each time.
    Duration first_after = std::chrono::minutes(1);
  };
  struct World {
    boost::asio::io_context& io;
    const Clock& clock;
    Entropy& entropy;
    AuthorityLane::Log log;
  };

  StampDesk(World world, Pace pace);

  Status<> add(AuthorityPlace place);
  // The lanes run in this group, which ends before the desk does.
  void start(net::TaskGroup& group);

  // A checkpoint is in the log, as the entry of this index.
  void recorded(std::uint64_t index, ByteView note);

  const std::vector<std::unique_ptr<AuthorityLane>>& lanes() const { return lanes_; }

 private:
  std::optional<ToStamp> wanted();
  Duration until_next() const;

  World world_;
  Pace pace_;
  std::vector<std::unique_ptr<AuthorityLane>> lanes_;
  std::optional<ToStamp> newest_;
  std::optional<ToStamp> chosen_;
  MonotonicTime next_;  // not before then another one is chosen
};

}  // namespace tocsin::collector
