#include "probes/main/probe.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>

#include "core/base/hex.h"
#include "core/net/task_group.h"
#include "core/net/wait_readable.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "core/system/log.h"
#include "core/system/port_range.h"
#include "core/system/service_manager.h"
#include "probes/clock/clock_watch.h"
#include "probes/main/followed_plans.h"
#include "probes/main/inclusion_watch.h"
#include "probes/main/material.h"
#include "probes/main/plan_watch.h"
#include "probes/main/priming_watch.h"
#include "probes/main/probe_facts.h"
#include "probes/main/reference_watch.h"
#include "probes/main/spool_outbox.h"
#include "probes/main/state_layout.h"
#include "probes/main/status_file.h"

namespace tocsin::probe {
namespace {

bool stops(int signal) {
  return std::ranges::find(system::stop_signals, signal) != system::stop_signals.end();
}

// Members in the order in which they lean on each other.
class Probe {
 public:
  Probe(const boost::asio::any_io_executor& executor,
        Material material,
        const config::ProbeOptions& options,
        Entropy& entropy)
      : material_(std::move(material)),
        id_(record::probe_id_of(material_.key.public_key())),
        references_(material_.references),
        limits_(material_.targets, addresses_of(material_.references), options.ceilings),
        ports_(system::local_port_range()),
        engine_(executor, clock_, ports_),
        clock_watch_(executor, clock_, entropy, clock_sources_of(options)),
        private_facts_(*material_.files, StateLayout{options.state_dir}.openings(), entropy),
        outbox_(
            *material_.spool, names_of(options.collectors), material_.boot_id, clock_, looking()),
        uplink_(executor, outbox_, std::move(material_.routes), clock_, entropy),
        loops_(executor),
        exchanges_(executor),
        executor_(executor),
        entropy_(entropy),
        plan_watch_(executor,
                    {.entropy = entropy,
                     .files = *material_.files,
                     .changed = [this] { followed_.offers_changed(); }},
                    std::move(material_.plan_sources)),
        inclusion_watch_(executor,
                         {.clock = clock_, .entropy = entropy, .files = *material_.files},
                         std::move(material_.inclusion_sources)),
        collector_zones_(*material_.files, std::move(material_.zone_sources)),
        reference_watch_({.clock = clock_,
                          .engine = engine_,
                          .limits = limits_,
                          .references = references_,
                          .exchanges = exchanges_,
                          .entropy = entropy,
                          .connected = [this] { uplink_.way_is_back(); }},
                         id_),
        followed_(executor,
                  {.clock = clock_, .limits = limits_, .offers = plan_watch_},
                  options,
                  [this](const config::ProbeOptions& agreed) { return measuring(agreed); }),
        priming_watch_(executor,
                       {.clock = clock_,
                        .engine = engine_,
                        .limits = limits_,
                        .entropy = entropy,
                        .zone = [this] { return root_in_zone(); },
                        .want_zone = [this] { followed_.want_zone(); },
                        .moved = [this](const auto& targets) { root_moved(targets); }},
                       material_.targets),
        status_({.clock = clock_,
                 .files = *material_.files,
                 .spool = *material_.spool,
                 .references = references_,
                 .clock_watch = clock_watch_,
                 .uplink = uplink_,
                 .inclusion = inclusion_watch_,
                 .last_seen = last_seen_,
                 .plans = [this]() -> const Plans& { return followed_.plans(); }},
                {.path = StateLayout{options.state_dir}.status(),
                 .probe = id_,
                 .boot_id = material_.boot_id,
                 .spool_bytes_max = options.spool_bytes_max,
                 .certificates_end = certificates_end(*material_.files, options)}) {}

  net::Task<> run(system::Signals& signals, const std::function<void()>& reload) {
    start();
    co_await stopped(signals, reload);
    system::tell_service_manager(system::service_stopping);
    loops_.cancel();
    co_await loops_.join();
    co_await exchanges_.join();  // each ends by its own timeout
    co_await followed_.stop();
    finish();
  }

 private:
  std::unique_ptr<Measuring> measuring(const config::ProbeOptions& options) {
    return std::make_unique<Measuring>(executor_, [&](auto& loops, auto& exchanges) {
      const Plans::Surroundings around{
          .clock = clock_,
          .engine = engine_,
          .limits = limits_,
          .entropy = entropy_,
          .files = *material_.files,
          .loops = loops,
          .exchanges = exchanges,
          .ports = ports_,
          .around_batches = [this](const MoreFacts& more) { return around_batches(more); },
          .last_seen = last_seen_,
          .zone_changed = [this] { priming_watch_.zone_changed(); },
          .collector_zones = collector_zones_};
      limits_.allow_root(material_.targets);
      return std::make_unique<Plans>(
          executor_, around, author_of(material_), material_.targets, options);
    });
  }

  SpoolOutbox::Looking looking() {
    return {.wants = [this](auto collector) { return inclusion_watch_.wants(collector); },
            .take =
                [this](auto collector, ByteView envelope, const Receipt& receipt) {
                  inclusion_watch_.take(collector, envelope, receipt);
                }};
  }

  // Of each log the larger tree of two: what was proven in it, or what it offers of plans.
  std::vector<record::SeenCheckpoint> checkpoints() const {
    return newest_of(plan_watch_.seen(), inclusion_watch_.seen());
  }

  const plan::TargetSet* root_in_zone() const {
    const auto* zone = followed_.plans().zone();
    return zone != nullptr ? &zone->root : nullptr;
  }

  void root_moved(const plan::TargetSet& targets) {
    material_.targets = targets;
    followed_.root_moved();
  }

  Batches::Surroundings around_batches(const MoreFacts& more) {
    return {.clock = clock_,
            .spool = *material_.spool,
            .references = references_,
            .entropy = entropy_,
            .ports = ports_,
            .on_closed = [this] { batch_closed(); },
            .commitments = [this, more] { return private_facts_.commit(all_private_facts(more)); },
            .clock_reading = [this] { return clock_watch_.reading(); },
            .checkpoints = [this] { return checkpoints(); }};
  }

  std::vector<PrivateFact> all_private_facts(const MoreFacts& more) const {
    auto facts = private_facts(material_.targets);
    if (!more) return facts;
    for (auto& fact : more()) facts.push_back(std::move(fact));
    return facts;
  }

  void batch_closed() {
    uplink_.wake();
    status_.batch_closed();
  }

  void start() {
    status_.write(ProbeStatus::Phase::running);
    followed_.start();
    loops_.spawn(followed_.keep());
    plan_watch_.start(loops_);
    inclusion_watch_.start(loops_);
    loops_.spawn(reference_watch_.run());
    loops_.spawn(clock_watch_.run());
    loops_.spawn(priming_watch_.run());
    uplink_.start(loops_);
    system::log(system::Level::notice,
                "probe started",
                {{"probe", to_hex(id_)},
                 {"version", TOCSIN_VERSION},
                 {"incarnation", material_.spool->incarnation()},
                 {"plans", followed_.plans().names()},
                 {"targets", material_.targets.endpoints.size()},
                 {"references", references_.all().size()},
                 {"collectors", uplink_.lanes().size()}});
    system::tell_service_manager(system::service_ready);
  }

  static net::Task<> stopped(system::Signals& signals, const std::function<void()>& reload) {
    for (;;) {
      co_await net::wait_readable(signals.fd());
      while (const auto signal = signals.take()) {
        if (stops(*signal)) co_return;
        reload();
      }
    }
  }

  void finish() {
    if (const auto flushed = material_.spool->flush(); !flushed) {
      system::log(system::Level::error, "spool not saved", {{"why", flushed.error().text}});
    }
    status_.write(ProbeStatus::Phase::stopped);
    system::log(system::Level::notice,
                "probe stopped",
                {{"batches_kept", material_.spool->batches()},
                 {"not_measured", followed_.left_out().text()}});
  }

  const system::SystemClock clock_;
  Material material_;
  record::ProbeId id_;
  References references_;
  plan::Limits limits_;
  record::PortRange ports_;
  Engine engine_;
  ClockWatch clock_watch_;
  PrivateFacts private_facts_;
  SpoolOutbox outbox_;
  Uplink uplink_;
  net::TaskGroup loops_;
  net::TaskGroup exchanges_;
  boost::asio::any_io_executor executor_;
  Entropy& entropy_;
  PlanWatch plan_watch_;
  InclusionWatch inclusion_watch_;
  CollectorZones collector_zones_;
  ReferenceWatch reference_watch_;
  LastSeen last_seen_;
  FollowedPlans followed_;
  PrimingWatch priming_watch_;
  StatusFile status_;
};

}  // namespace

Status<> run_probe(const config::ProbeOptions& options,
                   system::Signals& signals,
                   const std::function<void()>& reload) {
  boost::asio::io_context io;
  system::SystemEntropy entropy;
  auto material = open_material(io, options, entropy);
  if (!material) return fail(material.error().text);
  Probe probe(io.get_executor(), std::move(*material), options, entropy);
  net::TaskGroup group(io.get_executor());
  group.spawn(probe.run(signals, reload));
  io.run();
  return {};
}

}  // namespace tocsin::probe
