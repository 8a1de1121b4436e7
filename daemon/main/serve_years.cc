#include "daemon/main/serve_years.h"

#include "core/system/log.h"
#include "daemon/main/turn.h"

namespace tocsin::collector {
namespace {

// The collector has ended and is gone: nobody else writes into its state.
bool turned(const config::CollectorOptions& options,
            const CollectorWorld& world,
            const record::NextOrigin& next) {
  const StateLayout layout{options.state_dir};
  const auto state = read_state(world.files, layout);
  const auto done = state ? turn(world.files, layout, *state, next) : tl::unexpected(state.error());
  if (done) {
    system::log(system::Level::notice, "the log of a new year begins", {{"origin", next.origin}});
  } else {
    system::log(system::Level::error,
                "the log of the new year cannot begin: that of the old one goes on",
                {{"origin", next.origin}, {"error", done.error().text}});
  }
  return done.has_value();
}

}  // namespace

Status<> serve_years(const config::CollectorOptions& options,
                     const CollectorWorld& world,
                     const Collector::Reload& reload,
                     const std::function<Status<>(Collector&)>& run) {
  for (bool is_postponed = false;;) {
    auto collector = Collector::open(options, world, reload);
    if (!collector) return tl::unexpected(collector.error());
    if (is_postponed) (*collector)->postpone_turn();
    if (auto ended = run(**collector); !ended) return ended;
    const auto next = (*collector)->next_log();
    collector->reset();
    if (!next) return {};
    is_postponed = !turned(options, world, *next);
  }
}

}  // namespace tocsin::collector
