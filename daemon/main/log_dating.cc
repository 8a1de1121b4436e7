#include "daemon/main/log_dating.h"

#include "daemon/main/stamping.h"

namespace tocsin::collector {

LogDating::LogDating(boost::asio::io_context& io,
                     const CollectorWorld& world,
                     const config::CollectorOptions& options,
                     RecordedCheckpoints recorded,
                     PlanDesk::Log log)
    : options_(options),
      log_(std::move(log)),
      recorder_(io.get_executor(),
                world.clock,
                std::move(recorded),
                options.log.witnesses.size(),
                [this](entry::Kind kind, Bytes body) { return record(kind, std::move(body)); },
                {}),
      stamps_({.io = io,
               .clock = world.clock,
               .entropy = world.entropy,
               .log = [this](entry::Kind kind,
                             Bytes body) { return log_stamp(kind, std::move(body)); }},
              stamping_pace(options.time_stamping)) {}

Status<> LogDating::open(durable::FileSystem& files) {
  return add_authorities(stamps_, files, options_.time_stamping);
}

void LogDating::start(net::TaskGroup& group) {
  group.spawn(recorder_.run());
  stamps_.start(group);
}

void LogDating::count(CollectorCounters& out) const {
  add_stamps(out, stamps_);
}

// A checkpoint that is in the log is there to be stamped.
net::Task<std::optional<std::uint64_t>> LogDating::record(entry::Kind kind, Bytes checkpoint) {
  const auto index = co_await log_(kind, checkpoint, Bytes());
  if (index) stamps_.recorded(*index, checkpoint);
  co_return index;
}

net::Task<std::optional<std::uint64_t>> LogDating::log_stamp(entry::Kind kind, Bytes stamp) {
  const auto index = co_await log_(kind, std::move(stamp), Bytes());
  if (index) recorder_.stamped(*index);
  co_return index;
}

}  // namespace tocsin::collector
