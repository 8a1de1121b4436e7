#include "daemon/main/collector.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/base/check.h"
#include "core/http/problem.h"
#include "core/record/submission.h"
#include "core/system/log.h"
#include "daemon/export/exposition.h"
#include "daemon/ledger/log_routes.h"
#include "daemon/main/admin_routes.h"
#include "daemon/main/wanted.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

constexpr std::size_t journal_jobs_max = 1024;
constexpr std::size_t assessment_queue_max = 4096;
constexpr std::size_t small_body_bytes_max = 32 * 1024;
constexpr std::size_t few_connections = 64;

http::ServerOptions at(const config::Listener& listener) {
  http::ServerOptions options;
  options.address = plan::to_text(listener.address);
  options.port = listener.port;
  options.limits.connections = few_connections;
  options.limits.body_bytes = small_body_bytes_max;
  return options;
}

CountryKeys country_keys(const config::CollectorOptions& options) {
  CountryKeys keys;
  for (const auto& country : options.countries) keys[country.code] = country.key;
  return keys;
}

template <std::size_t N>
void add_refusals(CollectorCounters::ByListenerAndReason& out,
                  const std::string& listener,
                  const std::array<std::string_view, N>& names,
                  const std::array<std::uint64_t, N>& counts) {
  for (std::size_t i = 0; i < N; ++i) out[{listener, std::string(names[i])}] = counts[i];
}

void add_server(CollectorCounters& out, const std::string& name, const http::ServerCounts& counts) {
  add_refusals(out.tls_refusals, name, http::tls_refusal_names, counts.tls_refusals);
  add_refusals(out.http_refusals, name, http::request_refusal_names, counts.request_refusals);
}

// A page that the assessment thread writes and the Asio thread waits for.
struct PageAwaited {
  explicit PageAwaited(asio::io_context& io) : ready(io, asio::steady_timer::time_point::max()) {}

  asio::steady_timer ready;
  std::optional<std::string> page;
};

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
  auto journal = durable::Journal::open(world.journal_files, layout.journal());
  if (!journal) return durable::fail(journal.error());
  auto rebuilt = rebuild(world.journal_files, layout.journal(), country_keys(options));
  if (!rebuilt) return tl::unexpected(rebuilt.error());
  std::unique_ptr<Collector> collector(new Collector(std::move(options),
                                                     world,
                                                     std::move(reload),
                                                     std::move(*state),
                                                     std::move(*rebuilt),
                                                     std::move(*journal)));
  collector->wanted_at_first_ = std::move(*wanted);
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
                     durable::Journal journal)
    : options_(std::move(options)),
      reload_(std::move(reload)),
      files_(world.files),
      state_(std::move(state)),
      registry_(std::move(rebuilt.registry)),
      tokens_(world.files, StateLayout{options_.state_dir}.tokens()),
      assessment_(world.clock, std::move(rebuilt.targets), assessment_queue_max),
      journal_(std::move(journal),
               journal_jobs_max,
               [this](const Error& error) {
                 asio::post(io_, [this, error] { journal_failed(error); });
               }),
      log_folder_(world.files, StateLayout{options_.state_dir}.log()),
      ingest_(io_,
              {state_.origin, host_of(state_.origin)},
              state_.log_key,
              world.clock,
              registry_,
              std::move(rebuilt.chains),
              journal_,
              [this](AdmittedBatch batch) { assessment_.offer(std::move(batch)); }),
      enrolment_(
          {state_.origin, host_of(state_.origin), state_.log_key.public_key()},
          {state_.authority,
           registry_,
           tokens_,
           world.clock,
           world.entropy,
           [this](entry::Kind kind, Bytes body) { return ingest_.log(kind, std::move(body)); },
           [this](const ProbeRegistration& probe) { assessment_.enrolled(probe); }},
          country_keys(options_)),
      plan_desk_(std::move(rebuilt.plans),
                 log_folder_,
                 [this](entry::Kind kind, Bytes body, Bytes object) {
                   return ingest_.log(kind, std::move(body), std::move(object));
                 }) {
  for (auto& probe : registry_.all()) assessment_.enrolled(std::move(probe));
}

// No word of the journal thread may come back to what is gone already.
Collector::~Collector() {
  journal_.stop();
  if (ledger_) ledger_->stop();
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
    asio::post(io_, [this, log] { plan_desk_.published(log); });
  };
  actions.failed = [this](const Error& error) {
    asio::post(io_, [this, error] { log_failed(error); });
  };
  ledger_ = std::make_unique<LedgerThread>(
      std::move(ledger), options_.log.checkpoint_every, std::move(actions));
  plan_desk_.published(ledger_->at_first());
  return {};
}

Status<> Collector::listen() {
  const http::TlsServerOptions one_sided{state_.server, std::nullopt};
  const http::TlsServerOptions mutual{state_.server, state_.authority.certificate_pem()};
  auto probes = at(options_.listeners.probes);
  probes.tls = mutual;
  probes.limits.connections = options_.limits.connections_max;
  probes.limits.body_bytes = options_.limits.batch_bytes_max;
  probes.limits.request = options_.limits.request_timeout;
  auto enrolment = at(options_.listeners.enrolment);
  enrolment.tls = one_sided;
  auto server = http::Server::listen(io_, std::move(probes), probe_routes());
  if (!server) return tl::unexpected(server.error());
  probes_ = std::move(*server);
  server = http::Server::listen(io_, std::move(enrolment), enrolment_routes());
  if (!server) return tl::unexpected(server.error());
  enrolments_ = std::move(*server);
  server = http::Server::listen(io_, at(options_.listeners.open), open_routes());
  if (!server) return tl::unexpected(server.error());
  open_ = std::move(*server);
  server = http::Server::listen(io_, at(options_.listeners.admin), admin_routes());
  if (!server) return tl::unexpected(server.error());
  admin_ = std::move(*server);
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
  router.add("GET", "/metrics", [this](http::Request request) {
    return serve_metrics(std::move(request));
  });
  return router;
}

asio::awaitable<http::Response> Collector::serve_metrics(http::Request) {
  const auto awaited = std::make_shared<PageAwaited>(io_);
  const auto done = [this, awaited](std::string page) {
    asio::post(io_, [awaited, page = std::move(page)]() mutable {
      awaited->page = std::move(page);
      awaited->ready.cancel();
    });
  };
  if (!assessment_.ask_for_page(counters(), done)) {
    co_return http::to_response({503, "busy", "The live state is swamped; try again.", ""});
  }
  boost::system::error_code cancelled;
  while (!awaited->page) {
    co_await awaited->ready.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
  }
  co_return http::reply(200, std::string(exposition_content_type), std::move(*awaited->page));
}

CollectorCounters Collector::counters() const {
  CollectorCounters out;
  out.version = TOCSIN_VERSION;
  out.journal_bytes = journal_.bytes();
  const auto& counts = ingest_.counts();
  for (std::size_t i = 0; i < admission_count; ++i) {
    out.batches_admitted[std::string(admission_names[i])] = counts.admitted[i];
  }
  for (std::size_t i = 0; i < rejection_count; ++i) {
    out.batches_rejected[reason_of(static_cast<Rejection>(i))] = counts.rejected[i];
  }
  out.batches_repeated = counts.again;
  out.live_dropped = assessment_.dropped();
  add_server(out, "probes", probes_->counts());
  add_server(out, "enrolment", enrolments_->counts());
  add_server(out, "public", open_->counts());
  add_server(out, "admin", admin_->counts());
  return out;
}

Status<> Collector::run() {
  for (auto* server : servers()) {
    asio::co_spawn(io_, server->run(), [](std::exception_ptr thrown) {
      check(!thrown, "a listener ends by itself");
    });
  }
  say(wanted_at_first_);
  io_.run();
  journal_.stop();
  ledger_->stop();
  assessment_.stop();
  return failure_;
}

void Collector::say(Wanted wanted) {
  asio::co_spawn(io_, plan_desk_.say(std::move(wanted)), [](std::exception_ptr thrown) {
    check(!thrown, "what is said of plans ends by itself");
  });
}

void Collector::stop() {
  for (auto* server : servers()) server->stop();
}

std::vector<http::Server*> Collector::servers() const {
  return {probes_.get(), enrolments_.get(), open_.get(), admin_.get()};
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

// Countries' keys count for enrolments from now on, and plans go into the log; everything else
// needs a restart.
Status<> Collector::reload() {
  auto options = reload_();
  if (!options) return tl::unexpected(options.error());
  auto wanted = load_wanted(files_, *options);
  if (!wanted) return tl::unexpected(wanted.error());
  enrolment_.use(country_keys(*options));
  say(std::move(*wanted));
  system::log(
      system::Level::notice, "configuration reloaded", {{"countries", options->countries.size()}});
  return {};
}

CollectorPorts Collector::ports() const {
  return {probes_->port(), enrolments_->port(), open_->port(), admin_->port()};
}

}  // namespace tocsin::collector
