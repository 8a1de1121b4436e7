// Writes snapshots of the roster into the log, now and then, and only where something else has been
// logged since.
//
// A snapshot is made of the entries below some size, all of which must be known here. So whatever
// the other parts write into the log goes through this; and what is published while nothing is on
// its way is what a snapshot may be of. Of two entries the one that is durable first may be heard
// of last, so they wait until then to be taken in their order.
//
// On the one thread of its executor. Nothing waits for it.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <optional>

#include "core/base/clock.h"
#include "core/net/task.h"
#include "daemon/enrol/stated_roster.h"

namespace tocsin::collector {

class RosterRecorder {
 public:
  // Writes an entry and its object into the log; its index, once it is durable.
  using Log =
      std::function<net::Task<std::optional<std::uint64_t>>(entry::Kind, Bytes body, Bytes object)>;

  // What the whole log says by now. The clock outlives this. So far two snapshots are apart, and
  // the first from the start.
  RosterRecorder(const boost::asio::any_io_executor& executor,
                 const Clock& clock,
                 StatedRoster stated,
                 Log log,
                 Duration apart);

  // Writes it, and knows of it.
  net::Task<std::optional<std::uint64_t>> log(entry::Kind kind, Bytes body, Bytes object);

  // So many entries are published.
  void published(std::uint64_t size);

  // Until it is cancelled.
  net::Task<> run();

 private:
  struct Entry {
    entry::Kind kind;
    Bytes body;
  };

  void take_in();
  Duration until_next() const;
  net::Task<> record();

  boost::asio::steady_timer timer_;
  const Clock& clock_;
  StatedRoster stated_;
  Log log_;
  Duration apart_;
  MonotonicTime not_before_;
  std::size_t on_their_way_ = 0;
  std::map<std::uint64_t, Entry> durable_;  // by index: not taken yet
  std::uint64_t published_ = 0;
  std::uint64_t known_ = 0;                // of so many first entries all is taken
  std::optional<std::uint64_t> recorded_;  // what was known for the last snapshot
};

}  // namespace tocsin::collector
