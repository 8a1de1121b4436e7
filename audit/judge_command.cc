#include "audit/judge_command.h"

#include <memory>

#include "audit/judgement_json.h"
#include "core/dns/message_format.h"

namespace tocsin::audit {
namespace {

struct JudgeOptions {
  std::vector<std::string> zones;
  std::string anchors;
  WallTime at;
  std::vector<std::string> operands;  // more zones, then the reply
};

Result<std::vector<ZoneFile>> zones_of(durable::FileSystem& files, const JudgeOptions& options) {
  auto arguments = options.zones;
  arguments.insert(arguments.end(), options.operands.begin(), options.operands.end() - 1);
  std::vector<ZoneFile> zones;
  for (const auto& argument : arguments) {
    auto zone = read_zone_file(files, argument);
    if (!zone) return tl::unexpected(zone.error());
    zones.push_back(*std::move(zone));
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
  const auto anchors = read_anchors(files, options.anchors);
  if (!anchors) return tl::unexpected(anchors.error());
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
                   .target = cli::into(options->at),
                   .presence = cli::Presence::required}},
      .operands = {{.name = "REPLY",
                    .help = "The reply in wire form, with its question. Of several the last one; "
                            "the others are zones.",
                    .target = cli::into(options->operands)}},
      .run = [&files, &out, options] { return run_judge(files, out, *options); }};
}

}  // namespace tocsin::audit
