#include "audit/log_input.h"

#include <memory>

#include "audit/key_option.h"
#include "audit/log_zones.h"

namespace tocsin::audit {
namespace {

// "NO=KEY"; may be given several times.
cli::Target into_countries(CountryKeys& countries) {
  const auto set = [&countries](std::string_view text) -> Status<> {
    const auto end = std::min(text.find('='), text.size());
    const auto key = crypto::public_key_from(text.substr(std::min(end + 1, text.size())));
    const auto country = text.substr(0, end);
    if (!record::is_country_code(country) || !key) return fail("COUNTRY=KEY such as NO=base64");
    if (!countries.emplace(country, *key).second) return fail("one key for each country");
    return {};
  };
  return {.set = set, .times = cli::Target::Times::many};
}

Result<std::optional<zone::TrustAnchors>> anchors_of(durable::FileSystem& files,
                                                     const LogOptions& options) {
  if (!options.anchors && !options.zones.empty()) return fail("--zone needs --anchor");
  if (!options.anchors) return std::optional<zone::TrustAnchors>();
  return read_anchors(files, *options.anchors);
}

// None without anchors. Without zones in files it has none yet: those in the log are to come.
Result<std::unique_ptr<ReplyJudge>> judge_of(durable::FileSystem& files,
                                             const LogOptions& options,
                                             const std::optional<zone::TrustAnchors>& anchors) {
  if (!anchors) return std::unique_ptr<ReplyJudge>();
  std::vector<ZoneFile> zones;
  for (const auto& argument : options.zones) {
    auto zone = read_zone_file(files, argument);
    if (!zone) return tl::unexpected(zone.error());
    if (!zone->first_seen) return fail(argument + ": say when it was first seen, FILE@TIME");
    zones.push_back(*std::move(zone));
  }
  auto judge = std::make_unique<ReplyJudge>(zones, *anchors, WallTime{});
  for (const auto& [name, why] : judge->refused()) return fail(name + ": " + why);
  return judge;
}

}  // namespace

std::vector<cli::Option> signed_log_options(LogOptions& options) {
  return {{.name = "log",
           .value = "DIR",
           .help = "A collector's state directory, or a copy of it with its journal and the file "
                   "committed.",
           .target = cli::into(options.dir)},
          {.name = "log-key",
           .value = "KEY",
           .help = "The key that must have signed its log, in Base64 or hexadecimal.",
           .target = into_key(options.key)},
          {.name = "country",
           .value = "COUNTRY=KEY",
           .help = "The enrolment key of a country: probes count that it has vouched for.",
           .target = into_countries(options.countries)}};
}

std::vector<cli::Option> log_options(LogOptions& options) {
  auto all = signed_log_options(options);
  all.push_back({.name = "zone",
                 .value = "FILE@TIME",
                 .help =
                     "A root zone as a master file and when it was first seen, to judge replies by "
                     "instead of those in the log.",
                 .target = cli::into(options.zones)});
  all.push_back({.name = "anchor",
                 .value = "FILE",
                 .help = "The root's trust anchors, from which each zone must verify that replies "
                         "are judged by; without, none is judged.",
                 .target = cli::into(options.anchors)});
  return all;
}

Result<CollectorLog> open_log(durable::FileSystem& files, const LogOptions& options) {
  if (!options.dir) return fail("say which log: --log DIR");
  if (!options.key) return fail("--log needs --log-key");
  if (options.countries.empty()) return fail("--log needs --country");
  return CollectorLog::open(files, *options.dir, *options.key);
}

Result<LogReading> read_log(durable::FileSystem& files,
                            const LogOptions& options,
                            const LogScope& scope,
                            const MeasurementSink& sink) {
  const auto log = open_log(files, options);
  if (!log) return tl::unexpected(log.error());
  const auto anchors = anchors_of(files, options);
  if (!anchors) return tl::unexpected(anchors.error());
  const auto judge = judge_of(files, options, *anchors);
  if (!judge) return tl::unexpected(judge.error());
  std::optional<LogZones> zones;
  if (*anchors && options.zones.empty()) zones.emplace(scope.month);
  LogQuestion question{.plan = scope.plan,
                       .countries = options.countries,
                       .log_key = *options.key,
                       .isolated = scope.isolated,
                       .envelopes = options.verifies_all ? Envelopes::all : Envelopes::of_plan};
  LogMeasurements measurements(std::move(question), judge->get());
  LogOrigin origin{.note = log->note(),
                   .checkpoint = log->checkpoint(),
                   .countries = options.countries,
                   .zones = {},
                   .counts = {},
                   .entries = {}};
  const auto learn = [&](const auto& record) {
    if (is_kept(record.entry.kind)) origin.entries.push_back(entry::encode(record.entry));
    const auto learned = zones ? zones->learn(record) : Status<>();
    return learned ? measurements.learn(record) : learned;
  };
  const auto as_of = scope.as_of.value_or(log->checkpoint().tree);
  if (auto done = log->read_as_of(as_of, learn); !done) return tl::unexpected(done.error());
  std::vector<RefusedZone> refused;
  if (zones) refused = zones->give_to(**judge, **anchors);
  if (*judge) origin.zones = (*judge)->judged_by();
  const auto hand_over = [&](const auto& record) { return measurements.hand_over(record, sink); };
  if (auto done = log->read_as_of(as_of, hand_over); !done) return tl::unexpected(done.error());
  origin.counts = measurements.counts();
  LogReading reading{std::move(origin), measurements.roster(), measurements.annotations()};
  reading.refused = std::move(refused);
  if (options.verifies_all) reading.others = measurements.others();
  return reading;
}

}  // namespace tocsin::audit
