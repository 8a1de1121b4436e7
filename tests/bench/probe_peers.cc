// What other tools take for a query, on the same machine and in the same run: dnsperf, which keeps
// no record, and blackbox_exporter, asked over HTTP as Prometheus does.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <vector>

#include "tests/bench/responder.h"
#include "tests/support/wait/eventually.h"
#include "tests/support/wait/pace.h"

namespace tocsin::bench {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

pid_t start(const std::vector<std::string>& words) {
  const auto child = fork();
  if (child != 0) return child;
  const int nowhere = open("/dev/null", O_RDWR);
  for (const int stream : {0, 1, 2}) dup2(nowhere, stream);
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execvp(arguments[0], arguments.data());
  _exit(127);
}

bool ended_well(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// A folder of its own, gone with it.
struct Scratch {
  fs::path path = fs::temp_directory_path() / ("tocsin-bench-" + std::to_string(getpid()));
  Scratch() { fs::create_directories(path); }
  ~Scratch() { fs::remove_all(path); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(path / name) << text;
    return path / name;
  }
};

void dnsperf_at(benchmark::State& state) {
  const Responder responder;
  const Scratch scratch;
  const auto queries = scratch.file("queries", ". SOA\n");
  const auto rate = std::to_string(state.range(0));
  for (auto _ : state) {
    const double before = childrens_cpu();
    const auto port = std::to_string(responder.address().port);
    const bool ran = ended_well(start(
        {"dnsperf", "-s", "127.0.0.1", "-p", port, "-d", queries, "-l", "5", "-Q", rate, "-e"}));
    if (!ran) return state.SkipWithError("dnsperf does not run here");
    const auto count = 5.0 * static_cast<double>(state.range(0));
    state.counters["cpu_us_per_query"] = (childrens_cpu() - before) / count;
  }
}

constexpr std::uint16_t blackbox_port = 19'115;

constexpr auto blackbox_modules = R"(modules:
  soa:
    prober: dns
    timeout: 5s
    dns: {query_name: ".", query_type: SOA, transport_protocol: udp, preferred_ip_protocol: ip4}
)";

int connect_to_blackbox() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  const auto address =
      net::to_raw({.address = plan::address_from("127.0.0.1").value(), .port = blackbox_port});
  if (connect(socket, address.get(), address.size) == 0) return socket;
  close(socket);
  return -1;
}

// Whether the exporter says that its probe succeeded.
bool scrape(const std::string& path) {
  const int socket = connect_to_blackbox();
  if (socket < 0) return false;
  const auto request = "GET " + path + " HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n";
  std::string answer;
  if (send(socket, request.data(), request.size(), MSG_NOSIGNAL) > 0) {
    std::array<char, 4096> buffer{};
    ssize_t got = 0;
    while ((got = read(socket, buffer.data(), buffer.size())) > 0)
      answer.append(buffer.data(), got);
  }
  close(socket);
  return answer.find("\nprobe_success 1") != std::string::npos;
}

bool listens() {
  const int socket = connect_to_blackbox();
  if (socket >= 0) close(socket);
  return socket >= 0;
}

// At 200 probes a second, which is what one scraping thread reaches.
void blackbox_exporter(benchmark::State& state) {
  const Responder responder;
  const Scratch scratch;
  const auto config = scratch.file("blackbox.yml", blackbox_modules);
  const auto path =
      "/probe?module=soa&target=127.0.0.1:" + std::to_string(responder.address().port);
  const std::string listen = "127.0.0.1:" + std::to_string(blackbox_port);
  for (auto _ : state) {
    const double before = childrens_cpu();
    const auto exporter = start({"prometheus-blackbox-exporter",
                                 "--config.file=" + config,
                                 "--web.listen-address=" + listen});
    if (!test::eventually(listens)) return state.SkipWithError("blackbox_exporter is not here");
    double answered = 0;
    test::Pace pace(5ms);
    for (int i = 0; i < 1000; ++i) {
      pace.wait_for_turn();
      answered += scrape(path) ? 1 : 0;
    }
    kill(exporter, SIGTERM);
    waitpid(exporter, nullptr, 0);
    if (answered == 0) return state.SkipWithError("blackbox_exporter does not run here");
    state.counters["cpu_us_per_query"] = (childrens_cpu() - before) / answered;
    state.counters["answered_share"] = answered / 1000;
  }
}

BENCHMARK(dnsperf_at)->Arg(200)->Arg(2000)->Iterations(1)->UseRealTime();
BENCHMARK(blackbox_exporter)->Iterations(1)->UseRealTime();

}  // namespace
}  // namespace tocsin::bench
