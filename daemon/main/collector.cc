#include "daemon/main/collector.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include "core/base/check.h"
#include "core/system/log.h"
#include "daemon/main/annotating.h"
#include "daemon/main/part_counters.h"
#include "daemon/main/wanted.h"
#include "daemon/main/zone_sources.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

constexpr std::size_t assessment_queue_max = 4096;

void ended(std::exception_ptr thrown) {
  check(!thrown, "what is said in the log ends by itself");
}

std::vector<crypto::PublicKey> own_keys(const State& state) {
  std::vector<crypto::PublicKey> keys;
  for (const auto* log : state.logs()) keys.push_back(log->key.public_key());
  return keys;
}

// A probe is told the key of the first log, whenever it enrols: the others' it learns from there.
EnrolmentIdentity first_log(const State& state) {
  const auto& first = *state.logs().front();
  return {first.origin, host_of(state.name), first.key.public_key()};
}

}  // namespace

Result<std::unique_ptr<Collector>> Collector::open(config::CollectorOptions options,
                                                   CollectorWorld world,
                                                   Reload reload) {
  auto read = open_state(options, world.files, world.journal_files);
  if (!read) return tl::unexpected(read.error());
  auto ended = std::move(read->ended);
  std::unique_ptr<Collector> collector(
      new Collector(std::move(options), world, std::move(reload), *std::move(read)));
  auto opened = collector->open_witness(world);
  if (opened) opened = collector->dating_.open(world.files);
  if (opened) opened = collector->open_ended(world, std::move(ended));
  if (opened) opened = collector->log_.open();
  if (opened) opened = collector->listen();
  if (!opened) return tl::unexpected(opened.error());
  return collector;
}

Collector::Collector(config::CollectorOptions options,
                     CollectorWorld world,
                     Reload reload,
                     Opened opened)
    : options_(std::move(options)),
      reload_(std::move(reload)),
      files_(world.files),
      clock_(world.clock),
      state_(std::move(opened.state)),
      registry_(std::move(opened.rebuilt.registry)),
      contacts_(contacts(options_)),
      tokens_(world.files, StateLayout{options_.state_dir}.tokens()),
      assessment_(world.clock, std::move(opened.rebuilt.history), assessment_queue_max),
      live_pages_(io_,
                  world.clock,
                  assessment_,
                  options_.root_parties,
                  [this] { return verified_serials(); }),
      log_(io_, world, options_, state_.log, std::move(opened.journal), opened.rebuilt, of_log()),
      ingest_(io_,
              identity(),
              state_.log.key,
              world.clock,
              registry_,
              std::move(opened.rebuilt.ingest),
              log_.journal(),
              {.batch = [this](AdmittedBatch batch) { admitted(std::move(batch)); },
               .entry =
                   [this](std::uint64_t index, entry::EntryView entry, ByteView object) {
                     if (!window::RootHistory::follows(entry.kind)) return;
                     assessment_.offer(index, entry, object);
                   }}),
      roster_(
          io_.get_executor(),
          world.clock,
          std::move(opened.rebuilt.roster),
          [this](entry::Kind kind, Bytes body, Bytes object) {
            return ingest_.log(kind, std::move(body), std::move(object));
          },
          options_.log.roster_every),
      enrolment_(first_log(state_),
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
      refusal_desk_({.registry = registry_,
                     .clock = world.clock,
                     .collector = host_of(state_.name),
                     .log_keys = own_keys(state_),
                     .log = logger()},
                    std::move(opened.rebuilt.refusals)),
      wanted_at_first_(std::move(opened.wanted)),
      plan_desk_(std::move(opened.rebuilt.plans), log_.folder(), world.clock, logger()),
      payload_desk_(std::move(opened.rebuilt.payloads), world.clock, logger()),
      origins_(
          io_.get_executor(),
          {world.files,
           world.clock,
           world.entropy,
           [this](entry::Kind kind, Bytes body, Bytes) { return announce(kind, std::move(body)); }},
          {options_.state_dir},
          state_.name,
          std::move(opened.rebuilt.origins)),
      annotations_(std::move(opened.rebuilt.annotations)),
      zones_(io_.get_executor(),
             {.clock = world.clock,
              .entropy = world.entropy,
              .fetch = [&entropy = world.entropy](
                           plan::Address server) { return fetch_zone(server, entropy); },
              .log = logger()},
             std::move(opened.zone_sources),
             std::move(opened.rebuilt.zones),
             std::move(opened.rebuilt.zone_steps)),
      dating_(io_, world, options_, std::move(opened.rebuilt.checkpoints), logger()),
      year_watch_(io_.get_executor(),
                  {.files = world.files,
                   .clock = world.clock,
                   .origins = origins_,
                   .due = [this] { end(); }},
                  {options_.state_dir},
                  state_),
      loops_(io_.get_executor()) {
  for (auto& probe : registry_.all()) assessment_.enrolled(std::move(probe));
}

IngestIdentity Collector::identity() const {
  IngestIdentity identity{state_.log.origin, host_of(state_.name)};
  for (const auto& log : state_.ended) identity.ended.push_back({log.origin, log.key});
  return identity;
}

PlanDesk::Log Collector::logger() {
  return [this](entry::Kind kind, Bytes body, Bytes object) {
    return roster_.log(kind, std::move(body), std::move(object));
  };
}

// From any thread.
PayloadRetention::Log Collector::minutes_logger() {
  return [this](Bytes body, Bytes object) {
    asio::post(io_, [this, body = std::move(body), object = std::move(object)]() mutable {
      auto logging = roster_.log(entry::Kind::minute_results, std::move(body), std::move(object));
      asio::co_spawn(io_, std::move(logging), [](std::exception_ptr thrown, const auto&) {
        ended(std::move(thrown));
      });
    });
  };
}

CurrentLog::Actions Collector::of_log() {
  return {.journal_failed = [this](const Error& error) { journal_failed(error); },
          .log_failed = [this](const Error& error) { log_failed(error); },
          .published = [this](const PublishedLog& log) { published(log); },
          .cosigned = [this](const std::string& note) { dating_.cosigned(note); },
          .minutes = minutes_logger(),
          .public_from = [this](const OfBatch& batch) { return public_from(batch); }};
}

Status<> Collector::open_witness(const CollectorWorld& world) {
  if (!options_.witness) return {};
  PeerWitness::World of_witness{world.witness_files, world.clock, [this](const Error& error) {
                                  asio::post(io_, [this, error] { witness_failed(error); });
                                }};
  auto witness = PeerWitness::open(options_, state_, std::move(of_witness));
  if (!witness) return tl::unexpected(witness.error());
  witness_ = std::move(*witness);
  return {};
}

Status<> Collector::open_ended(const CollectorWorld& world, std::vector<EndedJournal> journals) {
  for (std::size_t i = 0; i < journals.size(); ++i) {
    auto log = EndedLog::open(
        world, options_, state_.ended[i], std::move(journals[i]), [this](const OfBatch& batch) {
          return public_from(batch);
        });
    if (!log) return tl::unexpected(log.error());
    plan_desk_.offer_beside((*log)->announced());
    ended_.push_back(std::move(*log));
  }
  return {};
}

void Collector::published(const PublishedLog& log) {
  plan_desk_.published(log);
  roster_.published(log.head.size);
}

// As the country wishes that vouches for the probe.
WallTime Collector::public_from(const OfBatch& batch) const {
  const auto* probe = registry_.find(batch.probe);
  const bool is_attested = probe != nullptr && probe->registration.attestation;
  const auto country = is_attested ? probe->registration.attestation->country : std::string();
  return record::given_from(payload_desk_.policy(), country, batch.taken);
}

// Probes are to know of it.
net::Task<std::optional<std::uint64_t>> Collector::announce(entry::Kind kind, Bytes body) {
  const auto index = co_await roster_.log(kind, body, Bytes());
  const entry::EntryView entry{kind, body};
  if (index) plan_desk_.take(*index, entry, ByteView());
  co_return index;
}

Status<> Collector::listen() {
  auto listeners = Listeners::open(io_, options_, state_, routers_of(answering()));
  if (!listeners) return tl::unexpected(listeners.error());
  listeners_ = std::move(*listeners);
  return tokens_.prepare();
}

Answering Collector::answering() {
  AdminActions admin;
  admin.unready = [this]() -> std::optional<std::string> {
    if (log_.journal().stopped()) return "the journal has stopped";
    return std::nullopt;
  };
  admin.reload = [this] { return reload(); };
  std::vector<ServedLog> logs;
  for (const auto& ended : ended_) {
    logs.push_back(
        {ended->log(), ended->folder(), ended->objects(), ended->batches(), ended->cosigning()});
  }
  logs.push_back({state_.log, log_.folder(), log_.objects(), ingest_.batches(), log_.cosigning()});
  return {.ingest = ingest_,
          .refusals = refusal_desk_,
          .plans = plan_desk_,
          .zones = zones_,
          .enrolment = enrolment_,
          .live = live_pages_,
          .logs = std::move(logs),
          .now = clock_.wall(),
          .admin = std::move(admin),
          .counters = [this] { return counters(); },
          .neighbours =
              [this] {
                return neighbours_page(state_.name, contacts_, registry_.all(), clock_.wall());
              }};
}

CollectorCounters Collector::counters() const {
  CollectorCounters out;
  out.version = TOCSIN_VERSION;
  log_.count(out);
  if (witness_) add_peer_logs(out, witness_->standings().all());
  dating_.count(out);
  out.live_dropped = assessment_.dropped();
  add_ingest(out, ingest_.counts());
  out.refusals_handed = refusal_desk_.counts();
  add_zones(out, zones_, clock_.wall());
  listeners_->count(out);
  return out;
}

// Where no zone is ever fetched, what an earlier configuration kept says nothing of now.
AssessmentThread::Verified Collector::verified_serials() const {
  if (options_.zones.servers.empty()) return std::nullopt;
  return zones_.book().serials();
}

CollectorPorts Collector::ports() const {
  auto ports = listeners_->ports();
  if (witness_) ports.witness = witness_->port();
  return ports;
}

Status<> Collector::run() {
  listeners_->start();
  say(wanted_at_first_);
  loops_.spawn(zones_.run());
  loops_.spawn(roster_.run());
  loops_.spawn(origins_.run());
  loops_.spawn(year_watch_.run());
  dating_.start(loops_);
  if (witness_) witness_->start();
  io_.run();
  if (witness_) witness_->stop();
  log_.stop();
  for (auto& ended : ended_) ended->stop();
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
  const auto& envelope = batch.envelope;
  asio::post(io_,
             [this,
              serial = serial_seen_in(batch),
              probe = envelope.probe,
              closed_at = envelope.closed_at.wall,
              admission = batch.admission] {
               if (serial) zones_.saw(*serial);
               year_watch_.heard(probe, closed_at, admission);
             });
  assessment_.offer(std::move(batch));
}

// Also where it was just about to end for the new year: whoever stops it wants it stopped.
void Collector::stop() {
  year_watch_.forget();
  end();
}

void Collector::end() {
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

// What it said is on the disk; what it would say now could be forgotten.
void Collector::witness_failed(const Error& error) {
  failure_ = fail("the witness: " + error.text);
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
  assessment_.believe(country_keys(*options));
  live_pages_.use(options->root_parties);
  contacts_ = contacts(*options);
  say(std::move(*wanted));
  system::log(
      system::Level::notice, "configuration reloaded", {{"countries", options->countries.size()}});
  return {};
}

}  // namespace tocsin::collector
