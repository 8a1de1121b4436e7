#include "daemon/main/collector.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include "core/base/check.h"
#include "core/record/submission.h"
#include "core/system/log.h"
#include "daemon/cosign/cosign_routes.h"
#include "daemon/ledger/inclusion_routes.h"
#include "daemon/ledger/log_routes.h"
#include "daemon/main/admin_routes.h"
#include "daemon/main/annotating.h"
#include "daemon/main/cosigning.h"
#include "daemon/main/part_counters.h"
#include "daemon/main/stamping.h"
#include "daemon/main/wanted.h"
#include "daemon/main/zone_routes.h"
#include "daemon/main/zone_sources.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

constexpr std::size_t journal_jobs_max = 1024;
constexpr std::size_t assessment_queue_max = 4096;

void ended(std::exception_ptr thrown) {
  check(!thrown, "what is said in the log ends by itself");
}

CountryKeys country_keys(const config::CollectorOptions& options) {
  CountryKeys keys;
  for (const auto& country : options.countries) keys[country.code] = country.key;
  return keys;
}

}  // namespace

Result<std::unique_ptr<Collector>> Collector::open(config::CollectorOptions options,
                                                   CollectorWorld world,
                                                   Reload reload) {
  const StateLayout layout{options.state_dir};
  auto state = read_state(world.files, layout);
  if (!state) return tl::unexpected(state.error());
  if (!options.origin.empty() && options.origin != state->origin) {
    return fail("the configuration's origin " + options.origin + " is not that of the state, " +
                state->origin);
  }
  auto wanted = load_wanted(world.files, options);
  if (!wanted) return tl::unexpected(wanted.error());
  auto zone_sources = zone_sources_from(world.files, options.zones);
  if (!zone_sources) return tl::unexpected(zone_sources.error());
  auto journal = durable::Journal::open(
      world.journal_files, layout.journal(), {.sealed = durable::SealedSegments::by_sidecar});
  if (!journal) return durable::fail(journal.error());
  auto rebuilt = rebuild(
      world.journal_files, layout.journal(), journal->durable_below(), country_keys(options));
  if (!rebuilt) return tl::unexpected(rebuilt.error());
  std::unique_ptr<Collector> collector(new Collector(std::move(options),
                                                     world,
                                                     std::move(reload),
                                                     std::move(*state),
                                                     std::move(*rebuilt),
                                                     std::move(*zone_sources),
                                                     std::move(*journal)));
  collector->wanted_at_first_ = std::move(*wanted);
  if (auto opened = collector->open_cosigning(world); !opened)
    return tl::unexpected(opened.error());
  const auto& stamping = collector->options_.time_stamping;
  if (auto added = add_authorities(collector->stamps_, world.files, stamping); !added) {
    return tl::unexpected(added.error());
  }
  if (auto opened = collector->open_log(world.ledger_files); !opened) {
    return tl::unexpected(opened.error());
  }
  if (auto listening = collector->listen(); !listening) return tl::unexpected(listening.error());
  return collector;
}

Collector::Collector(config::CollectorOptions options,
                     CollectorWorld world,
                     Reload reload,
                     State state,
                     Rebuilt rebuilt,
                     ZoneSources zone_sources,
                     durable::Journal journal)
    : options_(std::move(options)),
      reload_(std::move(reload)),
      files_(world.files),
      clock_(world.clock),
      state_(std::move(state)),
      registry_(std::move(rebuilt.registry)),
      tokens_(world.files, StateLayout{options_.state_dir}.tokens()),
      assessment_(world.clock, std::move(rebuilt.targets), assessment_queue_max),
      live_pages_(io_,
                  world.clock,
                  assessment_,
                  options_.root_parties,
                  [this] { return verified_serials(); }),
      journal_(std::move(journal),
               journal_jobs_max,
               [this](const Error& error) {
                 asio::post(io_, [this, error] { journal_failed(error); });
               }),
      log_folder_(world.files, StateLayout{options_.state_dir}.log()),
      segments_(world.ledger_files,
                world.object_files,
                StateLayout{options_.state_dir}.journal(),
                std::move(rebuilt.sealed),
                std::move(rebuilt.newest),
                journal_.durable_below()),
      object_desk_(
          segments_, world.clock, [this](const OfBatch& batch) { return public_from(batch); }),
      ingest_(io_,
              {state_.origin, host_of(state_.origin)},
              state_.log_key,
              world.clock,
              registry_,
              std::move(rebuilt.ingest),
              journal_,
              [this](AdmittedBatch batch) { admitted(std::move(batch)); }),
      roster_(
          io_.get_executor(),
          world.clock,
          std::move(rebuilt.roster),
          [this](entry::Kind kind, Bytes body, Bytes object) {
            return ingest_.log(kind, std::move(body), std::move(object));
          },
          options_.log.roster_every),
      enrolment_({state_.origin, host_of(state_.origin), state_.log_key.public_key()},
                 {state_.authority,
                  registry_,
                  tokens_,
                  world.clock,
                  world.entropy,
                  [this](entry::Kind kind, Bytes body) {
                    return roster_.log(kind, std::move(body), Bytes());
                  },
                  [this](const ProbeRegistration& probe) { enrolled(probe); }},
                 country_keys(options_)),
      plan_desk_(std::move(rebuilt.plans), log_folder_, world.clock, logger()),
      payload_desk_(std::move(rebuilt.payloads), world.clock, logger()),
      annotations_(std::move(rebuilt.annotations)),
      zones_(io_.get_executor(),
             {.clock = world.clock,
              .entropy = world.entropy,
              .fetch = [&entropy = world.entropy](
                           plan::Address server) { return fetch_zone(server, entropy); },
              .log = logger()},
             std::move(zone_sources),
             std::move(rebuilt.zones),
             std::move(rebuilt.zone_steps)),
      recorder_(io_.get_executor(),
                world.clock,
                std::move(rebuilt.checkpoints),
                options_.log.witnesses.size(),
                [this](entry::Kind kind, Bytes body) { return record(kind, std::move(body)); },
                {}),
      stamps_({.io = io_,
               .clock = world.clock,
               .entropy = world.entropy,
               .log = [this](entry::Kind kind,
                             Bytes body) { return log_stamp(kind, std::move(body)); }},
              stamping_pace(options_.time_stamping)),
      loops_(io_.get_executor()) {
  for (auto& probe : registry_.all()) assessment_.enrolled(std::move(probe));
}

PlanDesk::Log Collector::logger() {
  return [this](entry::Kind kind, Bytes body, Bytes object) {
    return roster_.log(kind, std::move(body), std::move(object));
  };
}

// No word of the journal thread may come back to what is gone already.
Collector::~Collector() {
  journal_.stop();
  if (ledger_) ledger_->stop();
}

Status<> Collector::open_cosigning(const CollectorWorld& world) {
  if (options_.log.witnesses.empty()) return {};
  auto wanted = cosigning(options_.log, state_.origin, state_.log_key.public_key());
  if (!wanted) return tl::unexpected(wanted.error());
  CosignThread::World cosigns{
      world.cosign_files, StateLayout{options_.state_dir}.log(), world.clock, world.entropy};
  cosigns.served = [this](std::string note) {
    asio::post(io_, [this, note = std::move(note)] { recorder_.served(note); });
  };
  auto thread =
      CosignThread::start(std::move(wanted->policy), std::move(wanted->places), std::move(cosigns));
  if (!thread) return tl::unexpected(thread.error());
  cosign_ = std::move(*thread);
  return {};
}

// What the journal has and the log has not is taken in before anybody is listened to.
Status<> Collector::open_log(durable::FileSystem& files) {
  const StateLayout layout{options_.state_dir};
  Ledger ledger(
      files, {layout.journal(), layout.committed(), layout.log()}, state_.origin, state_.log_key);
  if (auto opened = ledger.open(journal_.durable_below()); !opened) return opened;
  LedgerThread::Actions actions;
  actions.durable_below = [this] { return journal_.durable_below(); };
  actions.published = [this](const PublishedLog& log) {
    sum_up(log.head.size);
    asio::post(io_, [this, log] { published(log); });
  };
  actions.failed = [this](const Error& error) {
    asio::post(io_, [this, error] { log_failed(error); });
  };
  ledger_ = std::make_unique<LedgerThread>(
      std::move(ledger), options_.log.checkpoint_every, std::move(actions));
  published(ledger_->at_first());
  return {};
}

void Collector::published(const PublishedLog& log) {
  log_size_ = log.head.size;
  plan_desk_.published(log);
  roster_.published(log.head.size);
  if (cosign_) cosign_->published(log);
}

// As the country wishes that vouches for the probe.
WallTime Collector::public_from(const OfBatch& batch) const {
  const auto* probe = registry_.find(batch.probe);
  const bool is_attested = probe != nullptr && probe->registration.attestation;
  const auto country = is_attested ? probe->registration.attestation->country : std::string();
  return record::given_from(payload_desk_.policy(), country, batch.taken);
}

// On the ledger thread, behind what is published.
void Collector::sum_up(std::uint64_t log_size) {
  if (const auto done = segments_.follow(log_size); !done) {
    system::log(system::Level::warning,
                "what the next start needs of the journal cannot be written: it will take longer",
                {{"error", done.error().text}});
  }
}

// A checkpoint that is in the log is there to be stamped.
net::Task<std::optional<std::uint64_t>> Collector::record(entry::Kind kind, Bytes checkpoint) {
  const auto index = co_await roster_.log(kind, checkpoint, Bytes());
  if (index) stamps_.recorded(*index, checkpoint);
  co_return index;
}

net::Task<std::optional<std::uint64_t>> Collector::log_stamp(entry::Kind kind, Bytes stamp) {
  const auto index = co_await roster_.log(kind, std::move(stamp), Bytes());
  if (index) recorder_.stamped(*index);
  co_return index;
}

Status<> Collector::listen() {
  Routers routers{probe_routes(), enrolment_routes(), open_routes(), admin_routes()};
  auto listeners = Listeners::open(io_, options_, state_, std::move(routers));
  if (!listeners) return tl::unexpected(listeners.error());
  listeners_ = std::move(*listeners);
  return tokens_.prepare();
}

http::Router Collector::probe_routes() {
  http::Router router;
  router.add("POST", std::string(record::submission_path), [this](http::Request request) {
    return ingest_.post_batch(std::move(request));
  });
  router.add_direct("GET", std::string(record::plan_offer_path), [this](const http::Request&) {
    return plan_desk_.offer();
  });
  router.add_direct("GET", std::string(record::zone_path), [this](const http::Request&) {
    return zones_.newest();
  });
  add_inclusion_routes(router, log_folder_, ingest_.batches());
  return router;
}

http::Router Collector::enrolment_routes() {
  http::Router router;
  router.add("POST", "/v1/enroll", [this](http::Request request) {
    return enrolment_.post_enroll(std::move(request));
  });
  return router;
}

http::Router Collector::open_routes() {
  http::Router router;
  add_log_routes(router, log_folder_);
  add_object_routes(router, object_desk_);
  add_zone_routes(router, zones_.steps(), state_.origin, clock_.wall());
  router.add("GET", "/v1/root", [this](const http::Request&) { return live_pages_.root(); });
  if (cosign_) add_cosign_routes(router, log_folder_, *cosign_);
  return router;
}

http::Router Collector::admin_routes() {
  auto router = collector::admin_routes({
      [this]() -> std::optional<std::string> {
        if (journal_.stopped()) return "the journal has stopped";
        return std::nullopt;
      },
      [this] { return reload(); },
  });
  router.add(
      "GET", "/metrics", [this](const http::Request&) { return live_pages_.metrics(counters()); });
  // What each country reaches now is not for everybody before the country wishes it.
  router.add("GET", "/v1/dependence", [this](const http::Request&) {
    return live_pages_.dependence(LivePages::Form::json);
  });
  router.add("GET", "/v1/dependence.txt", [this](const http::Request&) {
    return live_pages_.dependence(LivePages::Form::text);
  });
  return router;
}

CollectorCounters Collector::counters() const {
  CollectorCounters out;
  out.version = TOCSIN_VERSION;
  out.journal_bytes = journal_.bytes();
  out.log_size = log_size_;
  if (cosign_) add_witnessed(out, cosign_->witnessed(), options_.log);
  add_stamps(out, stamps_);
  out.live_dropped = assessment_.dropped();
  add_ingest(out, ingest_.counts());
  add_zones(out, zones_, clock_.wall());
  listeners_->count(out);
  return out;
}

// Where no zone is ever fetched, what an earlier configuration kept says nothing of now.
AssessmentThread::Verified Collector::verified_serials() const {
  if (options_.zones.servers.empty()) return std::nullopt;
  return zones_.book().serials();
}

Status<> Collector::run() {
  listeners_->start();
  say(wanted_at_first_);
  loops_.spawn(zones_.run());
  loops_.spawn(recorder_.run());
  loops_.spawn(roster_.run());
  stamps_.start(loops_);
  io_.run();
  journal_.stop();
  ledger_->stop();
  if (cosign_) cosign_->stop();
  assessment_.stop();
  return failure_;
}

void Collector::enrolled(const ProbeRegistration& probe) {
  assessment_.enrolled(probe);
  const bool is_news = plan_desk_.has_probes(registry_.taking_part(clock_.wall()));
  if (is_news) asio::co_spawn(io_, plan_desk_.say_again(), ended);
}

void Collector::say(Wanted wanted) {
  plan_desk_.has_probes(registry_.taking_part(clock_.wall()));
  const auto changed = [this](const ProbeRegistration& probe) { assessment_.enrolled(probe); };
  Revoking revoking{registry_, logger(), changed};
  asio::co_spawn(io_, take_back(std::move(wanted.revocations), std::move(revoking)), ended);
  asio::co_spawn(io_, payload_desk_.say(std::move(wanted.payloads)), ended);
  auto annotations = std::move(wanted.annotations);
  asio::co_spawn(io_, annotate(std::move(annotations), annotations_, logger()), ended);
  asio::co_spawn(io_, plan_desk_.say(std::move(wanted)), ended);
}

// On the journal thread.
void Collector::admitted(AdmittedBatch batch) {
  if (const auto serial = serial_seen_in(batch)) {
    asio::post(io_, [this, serial = *serial] { zones_.saw(serial); });
  }
  assessment_.offer(std::move(batch));
}

void Collector::stop() {
  loops_.cancel();
  listeners_->stop();
}

void Collector::journal_failed(const Error& error) {
  system::log(system::Level::error,
              "the journal cannot be written: nothing more is acknowledged",
              {{"error", error.text}});
  failure_ = fail("the journal: " + error.text);
  ingest_.journal_failed();
  stop();
}

// What was acknowledged is in the journal; the log has to hold it within the merge delay, so
// somebody must look at it at once.
void Collector::log_failed(const Error& error) {
  system::log(system::Level::error,
              "the log cannot be written: the collector stops",
              {{"error", error.text}});
  failure_ = fail("the log: " + error.text);
  stop();
}

// Countries' keys count for enrolments from now on, plans go into the log, and figures on
// dependence follow the table of who runs what; everything else needs a restart.
Status<> Collector::reload() {
  auto options = reload_();
  if (!options) return tl::unexpected(options.error());
  auto wanted = load_wanted(files_, *options);
  if (!wanted) return tl::unexpected(wanted.error());
  enrolment_.use(country_keys(*options));
  live_pages_.use(options->root_parties);
  say(std::move(*wanted));
  system::log(
      system::Level::notice, "configuration reloaded", {{"countries", options->countries.size()}});
  return {};
}

}  // namespace tocsin::collector
