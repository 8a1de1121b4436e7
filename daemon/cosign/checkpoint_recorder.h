// Writes cosigned checkpoints into the log that they are of, as entries: now and then, and only
// where something else has been logged since.
//
// A checkpoint has few cosignatures when it first has enough, and gets more while it is the newest.
// So what is recorded is one that has them all, or has been the newest for a while, or was followed
// by a larger one.
//
// On the one thread of its executor. Nothing waits for it.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <optional>
#include <string>

#include "core/base/clock.h"
#include "core/net/task.h"
#include "daemon/cosign/recorded_checkpoints.h"

namespace tocsin::collector {

class CheckpointRecorder {
 public:
  struct Pace {
    Duration apart = std::chrono::minutes(1);  // between two entries, over restarts too
    Duration settled_after = std::chrono::seconds(10);
  };
  // Writes an entry into the log; its index, once it is durable.
  using Log = std::function<net::Task<std::optional<std::uint64_t>>(entry::Kind, Bytes)>;

  // What the log has by now, and how many witnesses there are. The clock outlives this.
  CheckpointRecorder(const boost::asio::any_io_executor& executor,
                     const Clock& clock,
                     RecordedCheckpoints recorded,
                     std::size_t witnesses,
                     Log log,
                     Pace pace);

  // The bytes that are served as the cosigned checkpoint from now on.
  void served(std::string note);

  // A time-stamp of one that was recorded is in the log, which has not grown by it.
  void stamped(std::uint64_t index) {
    recorded_.take(index, entry::EntryView{entry::Kind::time_stamp, {}});
  }

  // Until it is cancelled.
  net::Task<> run();

 private:
  struct Served {
    std::string note;
    std::uint64_t size = 0;
    bool is_complete = false;  // every witness has signed it
    MonotonicTime since;       // when it became the newest
  };

  const Served* wanted() const;
  bool is_settled(const Served& served) const;
  Duration until_next() const;
  net::Task<> record(Bytes note);

  boost::asio::steady_timer timer_;
  const Clock& clock_;
  RecordedCheckpoints recorded_;
  std::size_t witnesses_;
  Log log_;
  Pace pace_;
  std::optional<Served> newest_;
  std::optional<Served> before_;  // the last of the size before it
  MonotonicTime not_before_;
};

}  // namespace tocsin::collector
