#include "tests/unit/daemon/main/running_collector.h"

#include <boost/asio/post.hpp>

#include "config/root_parties_file.h"
#include "core/base/check.h"
#include "daemon/main/serve_years.h"
#include "tests/support/durable/locked_file_system.h"
#include "tests/unit/daemon/main/probe_client.h"

namespace tocsin::collector {
namespace {

constexpr plan::Address loopback_address{plan::Family::v4, {127, 0, 0, 1}};

http::Response ask_at(std::uint16_t port,
                      const std::string& method,
                      const std::string& path,
                      const std::string& body) {
  http::Request request;
  request.method = method;
  request.target = path;
  request.body.assign(body.begin(), body.end());
  auto response = ask(loopback(port), std::move(request));
  check(response.has_value(), response ? "" : response.error().text.c_str());
  return std::move(*response);
}

}  // namespace

RunningCollector::RunningCollector()
    : journal_files_(durable::locked_view(disk_, disk_mutex_)),
      ledger_files_(durable::locked_view(disk_, disk_mutex_)),
      cosign_files_(durable::locked_view(disk_, disk_mutex_)),
      object_files_(durable::locked_view(disk_, disk_mutex_)),
      witness_files_(durable::locked_view(disk_, disk_mutex_)),
      files_(durable::locked_view(disk_, disk_mutex_)),
      our_files_(durable::locked_view(disk_, disk_mutex_)) {
  options_.log.checkpoint_every = std::chrono::milliseconds(1);
  options_.state_dir = "/state";
  options_.root_parties = config::shipped_root_parties();
  for (auto* listener : {&options_.listeners.probes,
                         &options_.listeners.enrolment,
                         &options_.listeners.open,
                         &options_.listeners.admin}) {
    *listener = {loopback_address, 0};
  }
  const NewState wanted{std::string(ProbeClient::host) + "/log", {"127.0.0.1"}};
  const auto made = make_state(*our_files_, {options_.state_dir}, wanted, clock_, entropy_);
  check(made.has_value(), "the state is made");
}

void RunningCollector::trust(const std::string& country, const crypto::PublicKey& key) {
  options_.countries.push_back({country, key});
}

void RunningCollector::revoke(const Bytes& statement) {
  auto& files = options_.countries.back().revocations;
  files.push_back("/words/" + std::to_string(files.size()));
  const auto written =
      durable::write_atomically(*our_files_, files.back(), statement, durable::Privacy::shared);
  check(written.has_value(), "the statement is written");
}

void RunningCollector::annotate(const Bytes& statement) {
  auto& files = options_.annotations;
  files.push_back("/words/annotation-" + std::to_string(files.size()));
  const auto written =
      durable::write_atomically(*our_files_, files.back(), statement, durable::Privacy::shared);
  check(written.has_value(), "the statement is written");
}

void RunningCollector::plan(const std::vector<std::string>& files) {
  options_.plans.assign(files.begin(), files.end());
}

void RunningCollector::witness(const std::string& key) {
  auto& witness = options_.log.witnesses.emplace_back();
  witness.key = key;
}

void RunningCollector::runs(char letter, const std::string& party) {
  for (auto& each : options_.root_parties.letters) {
    if (each.letter == letter) each.party.name = party;
  }
}

bool RunningCollector::reload() {
  http::Request request;
  request.method = "POST";
  request.target = "/-/reload";
  const auto response = ask(loopback(ports().admin), std::move(request));
  return response && response->status == 200;
}

void RunningCollector::have_stamped(config::TimeAuthority authority,
                                    const std::string& certificates_pem) {
  authority.certificates = "/" + authority.name + ".pem";
  const auto pem = as_bytes(certificates_pem);
  const auto put =
      durable::write_atomically(*our_files_, authority.certificates, pem, durable::Privacy::shared);
  check(put.has_value(), "a file can be written");
  options_.time_stamping.every = std::chrono::milliseconds(10);
  options_.time_stamping.authorities.push_back(std::move(authority));
}

void RunningCollector::cosign(const witness::Duty& duty, const crypto::SigningKey& key) {
  options_.witness = {.key_file = "/witness-key.pem", .duty = duty};
  const auto pem = key.to_pem();
  const auto put = durable::write_atomically(
      *our_files_, options_.witness->key_file, as_bytes(pem), durable::Privacy::owner_only);
  check(put.has_value(), "a file can be written");
}

void RunningCollector::start() {
  is_over_ = false;
  thread_ = std::thread([this] {
    const CollectorWorld world{clock_,
                               entropy_,
                               *journal_files_,
                               *ledger_files_,
                               *cosign_files_,
                               *object_files_,
                               *witness_files_,
                               *files_,
                               [this] { return durable::locked_view(disk_, disk_mutex_); }};
    const auto reload = [this] { return Result<config::CollectorOptions>(options_); };
    ended_ = serve_years(
        options_, world, reload, [this](Collector& collector) { return run(collector); });
    const std::lock_guard lock(mutex_);
    is_over_ = true;
    changed_.notify_all();
  });
  std::unique_lock lock(mutex_);
  const auto* collector = running(lock);
  check(collector != nullptr, ended_ ? "" : ended_.error().text.c_str());
}

Status<> RunningCollector::run(Collector& collector) {
  {
    const std::lock_guard lock(mutex_);
    collector_ = &collector;
    ++runs_;
    changed_.notify_all();
  }
  auto ended = collector.run();
  const std::lock_guard lock(mutex_);
  collector_ = nullptr;
  return ended;
}

// Nothing where there will be none.
Collector* RunningCollector::running(std::unique_lock<std::mutex>& lock) {
  changed_.wait(lock, [this] { return collector_ != nullptr || is_over_; });
  return collector_;
}

unsigned RunningCollector::runs() {
  const std::lock_guard lock(mutex_);
  return runs_;
}

CollectorPorts RunningCollector::ports() {
  std::unique_lock lock(mutex_);
  return running(lock)->ports();
}

Status<> RunningCollector::stop() {
  if (!thread_.joinable()) return {};
  {
    std::unique_lock lock(mutex_);
    auto* collector = running(lock);
    if (collector != nullptr) {
      boost::asio::post(collector->io(), [collector] { collector->stop(); });
    }
  }
  return wait();
}

Status<> RunningCollector::wait() {
  thread_.join();
  return ended_;
}

void RunningCollector::restart_after_power_loss() {
  check(stop().has_value(), "it stops");
  disk_.crash();
  start();
}

std::string RunningCollector::ca_pem() {
  return read_state(*our_files_, {options_.state_dir})->authority.certificate_pem();
}

std::string RunningCollector::token(const std::string& name) {
  TokenStore tokens(*our_files_, StateLayout{options_.state_dir}.tokens());
  return *tokens.issue(name, clock_.wall(), entropy_);
}

std::string RunningCollector::metrics() {
  http::Request request;
  request.target = "/metrics";
  const auto page = ask(loopback(ports().admin), std::move(request));
  return page ? std::string(as_text(page->body)) : page.error().text;
}

http::Response RunningCollector::ask_admin(const std::string& method, const std::string& path) {
  http::Request request;
  request.method = method;
  request.target = path;
  auto response = ask(loopback(ports().admin), std::move(request));
  check(response.has_value(), response ? "" : response.error().text.c_str());
  return std::move(*response);
}

http::Response RunningCollector::look_up(const std::string& path) {
  return ask_public("GET", path, "");
}

http::Response RunningCollector::ask_public(const std::string& method,
                                            const std::string& path,
                                            const std::string& body) {
  return ask_at(ports().open, method, path, body);
}

http::Response RunningCollector::ask_witness(const std::string& method,
                                             const std::string& path,
                                             const std::string& body) {
  return ask_at(ports().witness, method, path, body);
}

std::string RunningCollector::metric(const std::string& series) {
  const auto page = metrics();
  const auto at = page.find("\n" + series + " ");
  if (at == std::string::npos) return {};
  const auto value = at + series.size() + 2;
  return page.substr(value, page.find('\n', value) - value);
}

}  // namespace tocsin::collector
