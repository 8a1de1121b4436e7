#include "audit/judge_command.h"

#include <memory>

#include "audit/judgement_json.h"
#include "core/dns/message_format.h"
#include "core/zone/limits.h"

namespace tocsin::audit {
namespace {

struct JudgeOptions {
  std::vector<std::string> zones;
  std::string anchors;
  WallTime at;
  std::vector<std::string> operands;  // more zones, then the reply
};

cli::Target into_time(WallTime& time) {
  return {.set = [&time](std::string_view text) -> Status<> {
    const auto read = from_rfc3339(text);
    if (!read) return fail("a time in UTC such as 2026-11-29T12:00:00Z");
    time = *read;
    return {};
  }};
}

// "FILE" or "FILE@TIME"; an @ with no time behind it is part of the name.
ZoneFile named(const std::string& argument) {
  const auto at = argument.rfind('@');
  if (at == std::string::npos) return {.name = argument, .text = {}};
  const auto first_seen = from_rfc3339(std::string_view(argument).substr(at + 1));
  if (!first_seen) return {.name = argument, .text = {}};
  return {.name = argument.substr(0, at), .text = {}, .first_seen = first_seen};
}

Result<std::string> text_of(durable::FileSystem& files, const std::string& path, std::size_t max) {
  const auto bytes = read_whole(files, path, max);
  if (!bytes) return durable::fail(bytes.error());
  return std::string(as_text(*bytes));
}

Result<std::vector<ZoneFile>> zones_of(durable::FileSystem& files, const JudgeOptions& options) {
  auto arguments = options.zones;
  arguments.insert(arguments.end(), options.operands.begin(), options.operands.end() - 1);
  std::vector<ZoneFile> zones;
  for (const auto& argument : arguments) {
    zones.push_back(named(argument));
    auto text = text_of(files, zones.back().name, zone::zone_octets_max);
    if (!text) return tl::unexpected(text.error());
    zones.back().text = *std::move(text);
  }
  return zones;
}

cli::ExitCode code_of(judge::Verdict verdict) {
  if (verdict == judge::Verdict::correct) return cli::ExitCode::ok;
  return verdict == judge::Verdict::incorrect ? cli::ExitCode::finding : cli::ExitCode::undecided;
}

Result<cli::ExitCode> run_judge(durable::FileSystem& files,
                                std::ostream& out,
                                const JudgeOptions& options) {
  const auto zones = zones_of(files, options);
  if (!zones) return tl::unexpected(zones.error());
  const auto text = text_of(files, options.anchors, zone::anchors_octets_max);
  if (!text) return tl::unexpected(text.error());
  const auto anchors = zone::anchors_from(*text);
  if (!anchors) return fail(options.anchors + ": " + anchors.error().text);
  const auto& path = options.operands.back();
  const auto reply = read_whole(files, path, dns::format::message_octets_max);
  if (!reply) return durable::fail(reply.error());
  const auto verdict = judge_reply(*reply, *zones, *anchors, options.at);
  print_json(out, verdict);
  return code_of(verdict.judgement.verdict);
}

}  // namespace

cli::Command judge_command(durable::FileSystem& files, std::ostream& out) {
  const auto options = std::make_shared<JudgeOptions>();
  return {
      .name = "judge",
      .summary = "Judge one reply of a root server by RSSAC047v2 section 5.3.",
      .options = {{.name = "zone",
                   .value = "FILE",
                   .help = "A root zone as a master file that the reply may stem from. FILE@TIME "
                           "says when it was first seen; without, it counts.",
                   .target = cli::into(options->zones),
                   .presence = cli::Presence::required},
                  {.name = "anchor",
                   .value = "FILE",
                   .help = "The root's trust anchors: DS or DNSKEY records, or IANA's XML.",
                   .target = cli::into(options->anchors),
                   .presence = cli::Presence::required},
                  {.name = "at",
                   .value = "TIME",
                   .help = "When the query was sent, in UTC: 2026-11-29T12:00:00Z.",
                   .target = into_time(options->at),
                   .presence = cli::Presence::required}},
      .operands = {{.name = "REPLY",
                    .help = "The reply in wire form, with its question. Of several the last one; "
                            "the others are zones.",
                    .target = cli::into(options->operands)}},
      .run = [&files, &out, options] { return run_judge(files, out, *options); }};
}

}  // namespace tocsin::audit
