#include "audit/zones_command.h"

#include <algorithm>
#include <memory>
#include <ostream>
#include <ranges>

#include "audit/zone_file.h"
#include "audit/zones_json.h"
#include "audit/zones_text.h"
#include "core/record/target_set.h"
#include "core/zone/difference_feed.h"
#include "core/zone/targets.h"

namespace tocsin::audit {
namespace {

enum class Form { text, json, atom };

struct ZonesOptions {
  std::string before;
  std::vector<std::string> after;
  std::optional<std::string> anchors;
  std::string feed;
  Form form = Form::text;
};

struct ReadZone {
  ZoneVersion version;
  zone::Zone zone;
};

using Anchors = std::optional<zone::TrustAnchors>;

Result<Anchors> anchors_of(durable::FileSystem& files, const ZonesOptions& options) {
  if (!options.anchors) return Anchors();
  auto anchors = read_anchors(files, *options.anchors);
  if (!anchors) return tl::unexpected(anchors.error());
  return Anchors(*std::move(anchors));
}

Result<ReadZone> read_zone(durable::FileSystem& files,
                           const std::string& argument,
                           const Anchors& anchors) {
  const auto file = read_zone_file(files, argument);
  if (!file) return tl::unexpected(file.error());
  auto zone = zone::Zone::from_text(file->text);
  if (!zone) return fail(file->name + ": " + to_text(zone.error()));
  ZoneVersion version{.file = file->name,
                      .serial = zone->serial(),
                      .digest = zone->digest(),
                      .first_seen = file->first_seen,
                      .targets = {}};
  if (anchors) {
    const auto verified = verified_near(*zone, *anchors, file->first_seen.value_or(WallTime{}));
    if (!verified) return fail(file->name + ": " + to_text(verified.error()));
    version.targets = record::target_set_digest(zone::targets_of(*verified));
  }
  return ReadZone{std::move(version), *std::move(zone)};
}

// Each of the later ones compared with the one before it.
Result<std::vector<ZoneChange>> changes_of(durable::FileSystem& files,
                                           const ZonesOptions& options) {
  const auto anchors = anchors_of(files, options);
  if (!anchors) return tl::unexpected(anchors.error());
  auto before = read_zone(files, options.before, *anchors);
  if (!before) return tl::unexpected(before.error());
  std::vector<ZoneChange> changes;
  for (const auto& argument : options.after) {
    auto after = read_zone(files, argument, *anchors);
    if (!after) return tl::unexpected(after.error());
    changes.push_back(
        {.before = before->version,
         .after = after->version,
         .verification = *anchors ? Verification::verified : Verification::none,
         .changes = zone::changes_between(before->zone.delegations(), after->zone.delegations())});
    before = std::move(after);
  }
  return changes;
}

Status<> print_feed(std::ostream& out,
                    const std::string& id,
                    const std::vector<ZoneChange>& changes) {
  if (id.empty()) return fail("a feed needs --feed");
  std::vector<zone::ZoneStep> steps;
  for (const auto& change : std::views::reverse(changes)) {
    if (!change.after.first_seen) return fail(change.after.file + ": a feed needs FILE@TIME");
    steps.push_back({.before = change.before.serial,
                     .after = change.after.serial,
                     .first_seen = *change.after.first_seen,
                     .changes = change.changes});
  }
  out << zone::atom_feed({.id = id, .author = "tocsin-audit", .updated = steps.front().first_seen},
                         steps);
  return {};
}

Result<cli::ExitCode> compare(durable::FileSystem& files,
                              std::ostream& out,
                              const ZonesOptions& options) {
  const auto changes = changes_of(files, options);
  if (!changes) return tl::unexpected(changes.error());
  if (options.form == Form::atom) {
    if (auto printed = print_feed(out, options.feed, *changes); !printed) {
      return tl::unexpected(std::move(printed.error()));
    }
  }
  for (const auto& change : *changes) {
    if (options.form == Form::json) print_json(out, change);
    if (options.form == Form::text) print_text(out, change);
  }
  const auto alarming = [](const auto& change) { return zone::is_alarming(change.changes); };
  return std::ranges::any_of(*changes, alarming) ? cli::ExitCode::finding : cli::ExitCode::ok;
}

}  // namespace

cli::Command zones_command(durable::FileSystem& files, std::ostream& out) {
  const auto options = std::make_shared<ZonesOptions>();
  return {.name = "zones",
          .summary = "Say what changed from one root zone to the next: TLDs, NS, DS and glue.",
          .options = {{.name = "anchor",
                       .value = "FILE",
                       .help = "The root's trust anchors: every zone must verify from them. "
                               "Without, the zones are believed.",
                       .target = cli::into(options->anchors)},
                      {.name = "output",
                       .value = "FORM",
                       .help = "For people, one JSON object a step for programs, or an Atom feed.",
                       .target = cli::one_of(
                           options->form,
                           {{"text", Form::text}, {"json", Form::json}, {"atom", Form::atom}})},
                      {.name = "feed",
                       .value = "IRI",
                       .help = "Of an Atom feed: where it is served, which is its id.",
                       .target = cli::into(options->feed)}},
          .operands = {{.name = "OLD",
                        .help = "A root zone as a master file.",
                        .target = cli::into(options->before)},
                       {.name = "NEW",
                        .help = "A later one; of several each is compared with the one before. "
                                "FILE@TIME says when it was first seen.",
                        .target = cli::into(options->after)}},
          .run = [&files, &out, options] { return compare(files, out, *options); }};
}

}  // namespace tocsin::audit
