// What a month's figures cost from a file of verdict columns and from the columns alone, what a
// line of the interchange costs to read, and what a reply costs to judge.
//
// A month: 13 letters, 20 vantage points, two families, two transports, 30 days: nine million SOA
// and 2.2 million correctness measurements, of which some fail. Replies: whatever a good server
// says of every TLD of the root zone of October 2020, where ../shared/data has it, else of a small
// one. Warm is a second look at the same replies; cold is the first, with every signature verified.
#include "core/assess/rssac047.h"

#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "audit/month_input.h"
#include "audit/stored_columns.h"
#include "core/assess/measurement_line.h"
#include "core/base/check.h"
#include "core/durable/real_file_system.h"
#include "core/judge/correctness.h"
#include "core/zone/verify.h"
#include "tests/support/process/unpacked.h"
#include "tests/support/root/scripted_root.h"

namespace tocsin {
namespace {

using assess::Measurement;
using assess::MeasurementKind;

constexpr std::string_view letters = "abcdefghijklm";
constexpr int vantage_points = 20;

double peak_resident_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return 1024.0 * static_cast<double>(usage.ru_maxrss);
}

class Month {
 public:
  Month() {
    for (int v = 0; v < vantage_points; ++v) {
      const auto vp = "vp" + std::to_string(v);
      for (std::uint32_t t = 0; t < columns_.month().intervals(); ++t) add_interval(vp, t);
    }
  }

  const assess::MonthColumns& columns() const { return columns_; }

 private:
  void add_interval(const std::string& vp, std::uint32_t interval) {
    const auto t = columns_.month().begin() + interval * assess::interval_length;
    for (const char rsi : letters) {
      for (const auto path : assess::paths) add(soa(t, vp, rsi, path, interval));
      auto correctness = soa(t, vp, rsi, assess::paths[random_() % 4], interval);
      correctness.kind = MeasurementKind::correctness;
      correctness.correct = random_() % 1'000'000 != 0;
      add(correctness);
    }
  }

  void add(const Measurement& measurement) {
    check(columns_.add(measurement).has_value(), "there is room");
  }

  // Twice a day a zone is published, and each letter takes its time.
  Measurement soa(
      WallTime t, std::string_view vp, char rsi, assess::Path path, std::uint32_t interval) {
    const bool failed = random_() % 1'000 == 0;
    const auto delay = static_cast<std::uint32_t>(rsi - 'a') / 3;
    return {.t = t,
            .vp = vp,
            .rsi = rsi,
            .family = path.family,
            .transport = path.transport,
            .kind = MeasurementKind::soa,
            .outcome = failed ? record::Outcome::timeout : record::Outcome::answered,
            .rcode = 0,
            .rtt = Duration(1'000'000 + random_() % 200'000'000),
            .serial = 2026110100 + (interval < delay ? 0 : interval - delay) / 144};
  }

  std::minstd_rand random_{1};
  assess::MonthColumns columns_{*assess::Month::from_text("2026-11")};
};

// A file with such a month, in a folder that goes away with it. Another process makes it, so that
// the memory of this one is that of who only reads.
class MonthFile {
 public:
  MonthFile() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    const pid_t writer = fork();
    check(writer >= 0, "there is room for another process");
    if (writer == 0) write();
    int status = 0;
    check(waitpid(writer, &status, 0) == writer && status == 0, "columns are written");
  }
  MonthFile(const MonthFile&) = delete;
  MonthFile& operator=(const MonthFile&) = delete;
  ~MonthFile() { std::filesystem::remove_all(folder_); }

  std::string path() const { return folder_ / "columns"; }
  durable::FileSystem& files() { return *files_; }

 private:
  [[noreturn]] void write() {
    const audit::LogOrigin origin{
        .note =
            "bench.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n"
            "\u2014 bench.example/log AAAAAAAA\n",
        .checkpoint = {},
        .countries = {},
        .zones = {},
        .counts = {},
        .entries = {}};
    const Month month;
    const auto written = audit::write_columns(*files_, path(), origin, month.columns());
    _exit(written ? 0 : 1);
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("tocsin-bench-" + std::to_string(getpid()));
  std::unique_ptr<durable::FileSystem> files_ = durable::real_file_system();
};

audit::MonthInput read_month(MonthFile& file) {
  const audit::MonthOptions options{.measurements = {},
                                    .log = {},
                                    .columns = file.path(),
                                    .month = assess::Month::from_text("2026-11")};
  auto input = audit::read_month(file.files(), options);
  check(input.has_value(), "columns are read");
  return *std::move(input);
}

// One vantage point for a day, one letter for two, and everything for an hour.
std::vector<assess::Portion> portions() {
  const auto begin = assess::Month::from_text("2026-11")->begin();
  const auto hours = [begin](int n) { return begin + std::chrono::hours(n); };
  return {{"vp3", "", hours(24), hours(48)},
          {"", "k", hours(72), hours(120)},
          {"", "", hours(200), hours(201)}};
}

void count_month(benchmark::State& state,
                 const assess::ColumnCounts& counts,
                 const MonthFile& file) {
  state.counters["soa"] = static_cast<double>(counts.soa);
  state.counters["correctness"] = static_cast<double>(counts.correctness);
  state.counters["file_bytes"] = static_cast<double>(std::filesystem::file_size(file.path()));
  state.counters["peak_resident_bytes"] = peak_resident_bytes();
}

void month_of_file(benchmark::State& state) {
  MonthFile file;
  assess::ColumnCounts counts;
  for (auto _ : state) {
    const auto input = read_month(file);
    benchmark::DoNotOptimize(assess::rssac047_of(input.columns));
    counts = input.columns.counts();
  }
  count_month(state, counts, file);
}
BENCHMARK(month_of_file)->Unit(benchmark::kMillisecond)->Iterations(3);

// Figures of everything too, as the auditor computes them.
void month_of_file_with_exclusions(benchmark::State& state) {
  MonthFile file;
  assess::ColumnCounts counts;
  for (auto _ : state) {
    auto input = read_month(file);
    benchmark::DoNotOptimize(assess::rssac047_of(input.columns));
    for (const auto& portion : portions()) input.columns.exclude(portion);
    benchmark::DoNotOptimize(assess::rssac047_of(input.columns));
    counts = input.columns.counts();
  }
  check(counts.excluded > 0, "something is left out");
  state.counters["excluded"] = static_cast<double>(counts.excluded);
  count_month(state, counts, file);
}
BENCHMARK(month_of_file_with_exclusions)->Unit(benchmark::kMillisecond)->Iterations(3);

void month_of_columns(benchmark::State& state) {
  const Month month;
  for (auto _ : state) benchmark::DoNotOptimize(assess::rssac047_of(month.columns()));
  const auto& counts = month.columns().counts();
  state.counters["soa"] = static_cast<double>(counts.soa);
  state.counters["correctness"] = static_cast<double>(counts.correctness);
  state.counters["peak_resident_bytes"] = peak_resident_bytes();
}
BENCHMARK(month_of_columns)->Unit(benchmark::kMillisecond)->Iterations(3);

void line_of_measurements(benchmark::State& state) {
  const std::string line =
      R"({"t":"2026-11-01T00:00:12.5Z","vp":"no-1","country":"NO","region":"europe","rsi":"k",)"
      R"("family":6,"transport":"tcp","kind":"soa","outcome":"answered","rcode":0,)"
      R"("rtt_ns":12345678,"serial":2026110100,"correct":null})";
  assess::MeasurementReader reader;
  for (auto _ : state) benchmark::DoNotOptimize(reader.read(line));
}
BENCHMARK(line_of_measurements);

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// A zone, and what a good server says from it.
struct Replies {
  WallTime at;
  std::optional<zone::ZoneIndex> zone;
  std::vector<Bytes> replies;

  void take(const zone::Zone& read, const zone::TrustAnchors& anchors) {
    const auto verified = zone::verify(read, anchors, at, zone::WithoutZonemd::accept).value();
    zone.emplace(verified);
    const test::ScriptedRoot root(read);
    for (const auto type : {dns::Type::soa, dns::Type::ns, dns::Type::dnskey}) {
      replies.push_back(root.reply(".", type).bytes());
    }
    for (const auto& delegation : verified.delegations()) {
      if (delegation.zone == "arpa.") continue;
      replies.push_back(root.reply(delegation.zone, dns::Type::ns).bytes());
      replies.push_back(root.reply(delegation.zone, dns::Type::ds).bytes());
    }
  }
};

Replies replies() {
  Replies made;
  const std::filesystem::path real =
      TOCSIN_SOURCE_DIR "/../shared/data/root-zones/2020101902-signed.zone.xz";
  if (std::filesystem::exists(real)) {
    made.at = *from_rfc3339("2020-10-20T12:00:00Z");
    made.take(zone::Zone::from_text(test::unpacked(real)).value(), zone::iana_anchors());
    return made;
  }
  const std::string folder = TOCSIN_SOURCE_DIR "/tests/unit/core/judge/zones/";
  made.at = *from_rfc3339("2026-01-15T00:00:00Z");
  made.take(zone::Zone::from_text(text_of(folder + "old.zone")).value(),
            zone::anchors_from(text_of(folder + "anchor.ds")).value());
  return made;
}

void judge_all(const Replies& replies, zone::SignatureMemo& memo) {
  const judge::Candidate candidate{&*replies.zone, replies.at - judge::candidates_back_to};
  for (const auto& reply : replies.replies) {
    const auto judgement = judge::judge_correctness(reply, {&candidate, 1}, replies.at, memo);
    check(judgement.verdict == judge::Verdict::correct, "a good server is right");
  }
}

void count_replies(benchmark::State& state, std::size_t each) {
  const auto total = static_cast<double>(each) * static_cast<double>(state.iterations());
  state.counters["replies"] = static_cast<double>(each);
  state.counters["replies_per_cpu_second"] = benchmark::Counter(total, benchmark::Counter::kIsRate);
}

void judge_cold(benchmark::State& state) {
  const auto made = replies();
  for (auto _ : state) {
    zone::SignatureMemo memo;
    judge_all(made, memo);
  }
  count_replies(state, made.replies.size());
}
BENCHMARK(judge_cold)->Unit(benchmark::kMillisecond)->Iterations(2);

void judge_warm(benchmark::State& state) {
  const auto made = replies();
  zone::SignatureMemo memo;
  judge_all(made, memo);
  for (auto _ : state) judge_all(made, memo);
  count_replies(state, made.replies.size());
}
BENCHMARK(judge_warm)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tocsin
