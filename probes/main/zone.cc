#include "probes/main/zone.h"

#include <sys/resource.h>

#include <boost/asio/io_context.hpp>
#include <iostream>
#include <memory>
#include <optional>

#include "core/durable/real_file_system.h"
#include "core/net/task_group.h"
#include "core/plan/limits.h"
#include "core/record/zstd_frame.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "core/xfr/axfr.h"
#include "core/zone/limits.h"
#include "core/zone/verify.h"
#include "probes/main/dns_options.h"
#include "probes/main/zone_text.h"

namespace tocsin::probe {
namespace {

enum class Output { table, json, report };
enum class Zonemd { required, optional };

struct ZoneCommandOptions {
  std::optional<std::string> server;
  std::uint16_t port = plan::dns_port;
  std::optional<std::string> file;
  std::optional<std::string> records;
  std::optional<std::string> object;
  std::optional<std::string> anchor;
  std::optional<std::string> keep;
  Zonemd zonemd = Zonemd::required;
  Output output = Output::table;
};

using Fetched = std::optional<Result<Bytes, xfr::Fault>>;

net::Task<> fetch_into(xfr::AxfrAsk ask, Fetched& fetched) {
  auto got = co_await xfr::axfr(std::move(ask));
  fetched = std::move(got);
}

Result<Bytes> fetch(const std::string& server, std::uint16_t port) {
  const auto address = plan::address_from(server);
  if (!address) return fail("--server must be an IPv4 or IPv6 address, without brackets");
  system::SystemEntropy entropy;
  ByteArray<2> drawn{};
  entropy.fill(drawn);
  xfr::AxfrAsk ask;
  ask.server = {.address = *address, .port = port};
  ask.id = *Cursor(drawn).take_be16();
  boost::asio::io_context io{1};
  net::TaskGroup group(io.get_executor());
  Fetched fetched;
  group.spawn(fetch_into(std::move(ask), fetched));
  io.run();
  if (!*fetched) return fail("no zone from " + server + ": " + to_text(fetched->error()));
  return std::move(**fetched);
}

Result<Bytes> read(const std::string& path, std::size_t bytes_max) {
  auto bytes = durable::read_whole(*durable::real_file_system(), path, bytes_max);
  if (!bytes) return durable::fail(bytes.error());
  return std::move(*bytes);
}

Result<Bytes> read_object(const std::string& path) {
  const auto object = read(path, zone::zone_octets_max);
  if (!object) return object;
  auto records = record::decompress_at_most(*object, zone::zone_octets_max);
  if (!records) return fail(path + ": not one zstd frame of at most 32 MiB");
  return std::move(*records);
}

// What was read, and the records that may be kept of it: none of a text.
struct Source {
  zone::Zone zone;
  Bytes records;
};

enum class Form { text, records };

Result<Source> parsed(Bytes bytes, Form form) {
  const bool is_text = form == Form::text;
  auto zone = is_text ? zone::Zone::from_text(as_text(bytes)) : zone::Zone::from_records(bytes);
  if (!zone) return fail(to_text(zone.error()));
  if (is_text) bytes.clear();
  return Source{.zone = std::move(*zone), .records = std::move(bytes)};
}

Result<Source> source(const ZoneCommandOptions& options) {
  const int given = int{options.server.has_value()} + int{options.file.has_value()} +
                    int{options.records.has_value()} + int{options.object.has_value()};
  if (given != 1) return fail("give one of --server, --file, --records and --object");
  auto bytes = options.server    ? fetch(*options.server, options.port)
               : options.records ? read(*options.records, zone::zone_octets_max)
               : options.object  ? read_object(*options.object)
                                 : read(*options.file, zone::zone_octets_max);
  if (!bytes) return tl::unexpected(bytes.error());
  return parsed(std::move(*bytes), options.file ? Form::text : Form::records);
}

Result<zone::TrustAnchors> anchors(const std::optional<std::string>& file) {
  if (!file) return zone::iana_anchors();
  const auto text = read(*file, zone::anchors_octets_max);
  if (!text) return tl::unexpected(text.error());
  return zone::anchors_from(as_text(*text));
}

// A child that its parent no longer waits for ends by itself, and no zone makes it take the host's
// memory.
void bound_resources() {
  constexpr rlimit seconds{.rlim_cur = 60, .rlim_max = 60};
  constexpr rlimit bytes{.rlim_cur = 1ULL << 30U, .rlim_max = 1ULL << 30U};
  setrlimit(RLIMIT_CPU, &seconds);
  setrlimit(RLIMIT_AS, &bytes);
}

ZoneEffort effort_since(MonotonicTime start, const Clock& clock) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return {.took = clock.monotonic() - start,
          .resident_bytes_max = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024};
}

std::string shown(Output output, const ZoneReport& report, const ZoneEffort& effort) {
  if (output == Output::json) return as_json(report, effort);
  if (output == Output::table) return as_table(report, effort);
  return std::string(as_text(encode(report)));
}

Status<> keep(const ZoneCommandOptions& options, const Bytes& records) {
  if (!options.keep) return {};
  if (records.empty()) return fail("--keep keeps records, and a text is none");
  const auto files = durable::real_file_system();
  const auto kept =
      durable::write_atomically(*files, *options.keep, records, durable::Privacy::owner_only);
  if (!kept) return durable::fail(kept.error());
  return {};
}

// Why there is no report, and whether it is the zone's own fault.
struct Refused {
  std::string why;
  cli::ExitCode code = cli::ExitCode::failed;
};

Result<ZoneReport, Refused> report_on(const ZoneCommandOptions& options, const Clock& clock) {
  const auto trusted = anchors(options.anchor);
  if (!trusted) return fail_with(Refused{.why = trusted.error().text});
  auto from = source(options);
  if (!from) return fail_with(Refused{.why = from.error().text});
  const auto policy = options.zonemd == Zonemd::required ? zone::WithoutZonemd::refuse
                                                         : zone::WithoutZonemd::accept;
  const auto verified = zone::verify(std::move(from->zone), *trusted, clock.wall(), policy);
  if (!verified) {
    return fail_with(Refused{.why = "the zone does not verify: " + to_text(verified.error()),
                             .code = cli::ExitCode::finding});
  }
  if (auto kept = keep(options, from->records); !kept) {
    return fail_with(Refused{.why = kept.error().text});
  }
  return report_of(*verified);
}

// To a parent a reason is as good an answer as a report.
Result<cli::ExitCode> refuse(Output output, const Refused& refused) {
  if (output == Output::report) {
    std::cout << as_text(encode_refusal(refused.why));
    return cli::ExitCode::ok;
  }
  if (refused.code == cli::ExitCode::failed) return fail(refused.why);
  std::cerr << refused.why << "\n";
  return refused.code;
}

Result<cli::ExitCode> run(const ZoneCommandOptions& options) {
  if (options.output == Output::report) bound_resources();
  const system::SystemClock clock;
  const auto start = clock.monotonic();
  const auto report = report_on(options, clock);
  if (!report) return refuse(options.output, report.error());
  std::cout << shown(options.output, *report, effort_since(start, clock));
  return cli::ExitCode::ok;
}

std::vector<cli::Option> table(ZoneCommandOptions& options) {
  return {
      {.name = "server",
       .value = "ADDR",
       .help = "Fetch the zone from this address by AXFR.",
       .target = cli::into(options.server)},
      {.name = "port",
       .value = "N",
       .help = "Of the server.",
       .target = cli::into(options.port, 1)},
      {.name = "file",
       .value = "FILE",
       .help = "Read the zone from master-file text.",
       .target = cli::into(options.file)},
      {.name = "records",
       .value = "FILE",
       .help = "Read the zone from records as --keep wrote them.",
       .target = cli::into(options.records)},
      {.name = "object",
       .value = "FILE",
       .help = "Read the zone from an object as a collector's log has it: records, compressed.",
       .target = cli::into(options.object)},
      {.name = "anchor",
       .value = "FILE",
       .help = "Trust anchors: DS or DNSKEY records, or root-anchors.xml. Without: IANA's.",
       .target = cli::into(options.anchor)},
      {.name = "zonemd",
       .value = "WORD",
       .help = "required or optional: without a ZONEMD nothing protects NS and glue records.",
       .target = cli::one_of(options.zonemd,
                             {{"required", Zonemd::required}, {"optional", Zonemd::optional}})},
      {.name = "keep",
       .value = "FILE",
       .help = "Keep the records of a zone that verified in this file.",
       .target = cli::into(options.keep)},
      {.name = "output",
       .value = "FORM",
       .help = "table, json, or report: what the running probe reads.",
       .target = cli::one_of(
           options.output,
           {{"table", Output::table}, {"json", Output::json}, {"report", Output::report}})},
  };
}

}  // namespace

cli::Command zone_command() {
  const auto options = std::make_shared<ZoneCommandOptions>();
  return {.name = "zone",
          .summary =
              "Verifies a root zone from the trust anchors on, by DNSSEC and ZONEMD, and says what "
              "it found. Ends with 1 where the zone does not verify.",
          .options = table(*options),
          .run = [options] { return run(*options); }};
}

}  // namespace tocsin::probe
