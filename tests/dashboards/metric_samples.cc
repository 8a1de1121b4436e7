// What Prometheus' own tools are shown of the exporter.
//   metric_samples names   every metric that it can export, one a line, with its kind and labels
//   metric_samples page    a page that has each of them, from hostile input too
#include <cstdio>
#include <string_view>

#include "daemon/export/exposition.h"
#include "daemon/export/metrics.h"
#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

constexpr std::string_view kind_names[] = {"counter", "gauge", "histogram"};

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void print_names() {
  for (const auto& metric : metrics::all) {
    print(metric.name);
    print(" ");
    print(kind_names[static_cast<std::size_t>(metric.kind)]);
    for (std::size_t i = 0; i < metric.label_count(); ++i) {
      print(" ");
      print(metric.labels[i]);
    }
    print("\n");
  }
}

void print_page() {
  Scene scene;
  scene.enrol("no-1", "NO");
  scene.enrol("se-1", "SE");
  scene.enrol_unattested("xx-1");
  scene.judge(true);
  scene.report("no-1").saw("a", Outcome::answered).to_judge().arrives();
  scene.wait(70min);
  scene.report("no-1").saw(all_letters, Outcome::answered).arrives();
  scene.wait(5min);  // an interval is over
  const Query udp6{.family = Family::v6};
  const Query tcp4{.transport = Transport::tcp};
  const Query tcp6{.family = Family::v6, .transport = Transport::tcp};
  scene.report("no-1")
      .saw(all_letters, Outcome::answered, {.nsid = "s1.osl", .serial = 2026010100})
      .saw(all_letters, Outcome::answered, udp6)
      .saw(all_letters, Outcome::timeout, tcp4)
      .saw(all_letters, Outcome::reset, tcp6)
      .arrives();
  // A zone that was verified, and one that was not.
  scene.report("no-1").saw({.letter = 'b', .nsid = "s2.osl", .serial = 2026010200}).arrives();
  VerifiedSerials zones;
  zones.add(2026010100, scene.now());
  scene.report("xx-1").saw({.nsid = "\"}\n\\\xff"}).saw({.nsid = "a\"b\\c"}).arrives();
  print(exposition(scene.seen(zones),
                   {.version = "0.1.0",
                    .journal_bytes = 4096,
                    .log_size = 7,
                    .log_witnessed_size = 5,
                    .log_unwitnessed_since = scene.now(),
                    .witness_sizes = {{"cert.example/witness", 5}},
                    .peer_logs = {{"peer.example/log",
                                   {.cosigned_size = 5,
                                    .cosigned_at = scene.now(),
                                    .refused_at = {{"not_signed", scene.now()}},
                                    .forks = {{"same_size", 0}}}}},
                    .time_stamps = {{{"example-tsa", "logged"}, 1}},
                    .time_stamps_newest = {{"example-tsa", scene.now()}},
                    .batches_admitted = {{"next", 2}},
                    .batches_rejected = {{"bad_signature", 1}},
                    .refusals_handed = {{"taken", 1}},
                    .objects = {{"embargoed", 1}},
                    .tls_refusals = {{{"probes", "no_certificate"}, 1}},
                    .http_refusals = {{{"admin", "malformed"}, 1}},
                    .zone_fetches = {{"verified", 1}},
                    .zone_versions = 1,
                    .zone = CollectorCounters::ZoneInForce{2026010100, std::chrono::hours(168)},
                    .zone_alarms = {{"delegation_removed", 0}}},
                   scene.dependence()));
}

}  // namespace
}  // namespace tocsin::collector

int main(int count, char** arguments) {
  const std::string_view what = count == 2 ? arguments[1] : "";
  if (what == "names") {
    tocsin::collector::print_names();
  } else if (what == "page") {
    tocsin::collector::print_page();
  } else {
    std::fputs("usage: metric_samples names|page\n", stderr);
    return 2;
  }
  return 0;
}
