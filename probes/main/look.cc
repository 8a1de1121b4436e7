#include "probes/main/look.h"

#include <boost/asio/io_context.hpp>
#include <charconv>
#include <fstream>

#include "core/base/check.h"
#include "core/crypto/certificate.h"
#include "core/durable/real_file_system.h"
#include "core/http/client.h"
#include "core/net/source_address.h"
#include "core/net/task_group.h"
#include "core/plan/limits.h"
#include "core/resolve/resolvers.h"
#include "core/resolve/stub.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "core/system/port_range.h"
#include "probes/checks/dnskey.h"
#include "probes/checks/questions.h"
#include "probes/checks/references.h"
#include "probes/checks/soa.h"
#include "probes/clock/clock_check.h"
#include "probes/engine/engine.h"
#include "probes/main/plan_run.h"
#include "probes/main/reference_watch.h"
#include "probes/main/route_tester.h"
#include "probes/main/state_layout.h"
#include "probes/main/targets.h"
#include "probes/schedule/route_round.h"
#include "probes/schedule/rssac047_round.h"
#include "probes/schedule/series.h"
#include "probes/zone/zone_keeper.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Outcome;
using record::Transport;

constexpr std::size_t small_file_bytes_max = 64 * 1024;
constexpr std::uint16_t large_payload = 4096;
constexpr std::uint64_t zones_a_day = 4;  // two serials, and two confirmations

class HostLook {
 public:
  HostLook(const config::ProbeOptions& options, plan::TargetSet root)
      : options_(options),
        root_(std::move(root)),
        layout_{options.state_dir},
        engine_(io_.get_executor(), clock_, system::local_port_range()),
        draws_(entropy_),
        group_(io_.get_executor()) {}

  Facts gather() {
    facts_.now = clock_.wall();
    read_host();
    ask_letters();
    ask_references();
    ask_resolvers();
    ask_collectors();
    group_.spawn(check_clock());
    io_.run();
    return std::move(facts_);
  }

 private:
  FamilyFacts& of(plan::Family family) {
    return facts_.families[family == plan::Family::v4 ? 0 : 1];
  }

  void read_host() {
    const auto& dir = layout_.dir;
    if (!files_->exists(dir)) facts_.state_problem = dir.string() + " is not there";
    facts_.has_key = files_->exists(layout_.key());
    if (const auto free = files_->free_bytes(dir)) facts_.disk_free_bytes = *free;
    facts_.spool_bytes_max = options_.spool_bytes_max;
    count_bytes_a_day();
    facts_.bytes_a_day_max = options_.ceilings.bytes_per_day;
    facts_.time_servers = static_cast<std::uint32_t>(options_.time_servers.size());
    facts_.connections_tracked = number_in("/proc/sys/net/netfilter/nf_conntrack_count");
    facts_.connections_tracked_max = number_in("/proc/sys/net/netfilter/nf_conntrack_max");
  }

  static std::optional<std::uint64_t> number_in(const char* path) {
    std::ifstream file(path);
    std::uint64_t number = 0;
    if (file >> number) return number;
    return std::nullopt;
  }

  void count_bytes_a_day() {
    const auto references = options_.references.line.size() + options_.references.country.size() +
                            options_.references.world.size();
    facts_.bytes_a_day =
        references * static_cast<std::uint64_t>(24h / 10s) * reference_exchange_bytes;
    auto plans = options_.plans;
    plans.push_back(options_.watch);
    for (const auto& plan : plans) {
      const bool of_tlds = plan.measures.front().zones == plan::Zones::tlds;
      auto& without = facts_.plans_not_counted;
      if (of_tlds) without += (without.empty() ? "" : ", ") + plan.name;
      if (!of_tlds) facts_.bytes_a_day += bytes_a_day_of(plan);
    }
  }

  std::uint64_t bytes_a_day_of(const plan::Plan& plan) const {
    const ByteArray<16> anybody{};
    if (plan.name == plan::rssac047().name) {
      const auto tests = rssac047_round(plan, root_, anybody, {}, 0).tests.size();
      // Each by TCP, and a truncated one twice, at the most; and a zone with each new serial.
      return 2 * tests * static_cast<std::uint64_t>(24h / rssac047_every) * tcp_exchange_bytes +
             zones_a_day * zone_transfer_bytes;
    }
    if (plan.measures.front().check == plan::Check::route) {
      const auto traces = root_.endpoints.size() *
                          static_cast<std::uint64_t>(24h / route_cycle(plan, options_.fleet_size));
      return traces * (hops_max * queries_per_hop * hop_query_bytes + trace_answers_bytes);
    }
    std::uint64_t bytes = 0;
    for (const auto& series : root_series(plan, root_, anybody, options_.fleet_size)) {
      const bool udp = series.transport == Transport::udp;
      const auto questions = questions_max(plan.measures[series.measure].check);
      bytes += static_cast<std::uint64_t>(24h / series.every) * questions *
               (udp ? udp_exchange_bytes : tcp_exchange_bytes);
    }
    return bytes;
  }

  Ask ask_of(const plan::Address& address, record::Question question) {
    auto ask = ask_for(std::move(question), ".");
    check(ask.has_value(), "the root is a name");
    ask->server = {.address = address, .port = plan::dns_port};
    ask->listen_on = 500ms;
    return std::move(*ask);
  }

  void ask_letters() {
    std::array<bool, 2> asked_for_keys{};
    for (const auto& endpoint : root_.endpoints) {
      const auto& address = endpoint.address;
      auto& family = of(address.family);
      family.has_source = family.has_source || net::source_address(address).has_value();
      group_.spawn(tally(ask_of(address, soa_question()), family.udp));
      auto over_tcp = ask_of(address, soa_question());
      over_tcp.transport = Transport::tcp;
      group_.spawn(tally(std::move(over_tcp), family.tcp));
      auto& asked = asked_for_keys[address.family == plan::Family::v4 ? 0 : 1];
      if (!asked) ask_for_keys(address, family);
      asked = true;
    }
  }

  void ask_for_keys(const plan::Address& address, FamilyFacts& family) {
    group_.spawn(note(ask_of(address, dnskey_question()), family.large_at_1232));
    auto large = dnskey_question();
    large.edns->udp_payload = large_payload;
    group_.spawn(note(ask_of(address, std::move(large)), family.large_at_4096));
  }

  net::Task<> tally(Ask ask, Tally& tally) {
    const auto observation = co_await engine_.ask(std::move(ask), draws_.take());
    tally.add(observation ? observation->measurement.outcome : Outcome::unreachable);
  }

  net::Task<> note(Ask ask, std::optional<Outcome>& outcome) {
    const auto observation = co_await engine_.ask(std::move(ask), draws_.take());
    outcome = observation ? observation->measurement.outcome : Outcome::unreachable;
  }

  void ask_references() {
    ask_ring(record::Ring::line, options_.references.line);
    ask_ring(record::Ring::country, options_.references.country);
    ask_ring(record::Ring::world, options_.references.world);
  }

  void ask_ring(record::Ring ring, const std::vector<plan::Address>& addresses) {
    for (const auto& address : addresses) {
      const bool v4 = address.family == plan::Family::v4;
      auto& rings = v4 ? facts_.references.v4 : facts_.references.v6;
      auto ask = ask_of(address, reference_question());
      ask.role = record::Role::reference;
      group_.spawn(hear(std::move(ask), rings[static_cast<std::size_t>(ring)]));
    }
  }

  net::Task<> hear(Ask ask, record::RingCount& count) {
    ++count.asked;
    const auto observation = co_await engine_.ask(std::move(ask), draws_.take());
    if (observation && shows_a_way(observation->measurement.outcome)) ++count.answered;
  }

  void ask_resolvers() {
    const auto resolvers = resolve::host_resolvers();
    if (!resolvers) return;
    for (const auto& resolver : *resolvers) {
      resolve::StubAsk ask;
      ask.resolvers = {resolver};
      ask.query.id = static_cast<std::uint16_t>(entropy_.u64());
      ask.query.recursion_desired = true;
      ask.rounds = 1;
      ask.timeout = 4s;
      group_.spawn(ask_resolver(std::move(ask)));
    }
  }

  net::Task<> ask_resolver(resolve::StubAsk ask) {
    ++facts_.resolvers.asked;
    const auto answer = co_await resolve::ask(std::move(ask), clock_);
    if (answer) ++facts_.resolvers.answered;
  }

  void ask_collectors() {
    facts_.collectors.resize(options_.collectors.size());
    for (std::size_t i = 0; i < options_.collectors.size(); ++i) {
      facts_.collectors[i].name = options_.collectors[i].name;
      group_.spawn(ask_collector(options_.collectors[i], facts_.collectors[i]));
    }
  }

  // Any answer will do, were it 404: TLS has then proved both ends.
  net::Task<> ask_collector(const config::Collector& collector, CollectorFacts& facts) {
    const auto enrolment = layout_.enrolment(collector.name);
    http::TlsClientOptions tls;
    tls.server_name = collector.tls_name;
    tls.ca_pem = text_of(collector.ca_file.empty() ? enrolment.ca() : collector.ca_file);
    tls.identity = {.certificate_pem = text_of(enrolment.certificate()),
                    .key_pem = text_of(enrolment.tls_key())};
    const auto ours = crypto::read_certificate_pem(tls.identity->certificate_pem);
    if (ours) facts.certificate_ends = ours->not_after;
    http::ClientOptions options{
        .address = to_text(collector.address), .port = collector.port, .tls = std::move(tls)};
    auto client = http::Client::create(io_, std::move(options));
    if (!client) {
      facts.unreachable = client.error().text;
      co_return;
    }
    http::Request request;
    const auto response = co_await (*client)->send(std::move(request));
    if (!response) facts.unreachable = response.error().text;
  }

  std::string text_of(const std::filesystem::path& path) {
    const auto bytes = durable::read_whole(*files_, path, small_file_bytes_max);
    return bytes ? std::string(as_text(*bytes)) : "";
  }

  net::Task<> check_clock() {
    ClockSources sources;
    for (const auto& address : options_.time_servers) {
      sources.time_servers.push_back({.address = address, .port = ntp_port});
    }
    ClockChecker checker(io_.get_executor(), clock_, entropy_, std::move(sources));
    const auto report = co_await checker.check();
    facts_.clock = reading_of(read_both(clock_), report.check);
  }

  const config::ProbeOptions& options_;
  plan::TargetSet root_;
  StateLayout layout_;
  const system::SystemClock clock_;
  system::SystemEntropy entropy_;
  std::unique_ptr<durable::FileSystem> files_ = durable::real_file_system();
  boost::asio::io_context io_;
  Engine engine_;
  Draws draws_;
  net::TaskGroup group_;
  Facts facts_;
};

}  // namespace

Result<Facts> look_at_host(const config::ProbeOptions& options) {
  auto root = root_targets(options.hints_file);
  if (!root) return fail(root.error().text);
  HostLook look(options, std::move(*root));
  return look.gather();
}

}  // namespace tocsin::probe
