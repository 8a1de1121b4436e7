#include "probes/main/material.h"

#include "core/durable/real_file_system.h"
#include "core/system/boot_id.h"
#include "probes/main/identity.h"
#include "probes/main/inclusion_sources.h"
#include "probes/main/log_keys.h"
#include "probes/main/routes.h"
#include "probes/main/targets.h"

namespace tocsin::probe {
namespace {

using record::Ring;

std::vector<Reference> references_of(const config::References& references) {
  std::vector<Reference> all;
  for (const auto& address : references.line) all.push_back({Ring::line, address});
  for (const auto& address : references.country) all.push_back({Ring::country, address});
  for (const auto& address : references.world) all.push_back({Ring::world, address});
  return all;
}

SpoolOptions spool_options_of(const config::ProbeOptions& options, const StateLayout& layout) {
  SpoolOptions spool;
  spool.folder = layout.spool();
  spool.bytes_max = options.spool_bytes_max;
  for (const auto& collector : options.collectors) spool.collectors.push_back(collector.name);
  return spool;
}

// Ways of their own to the same collectors: an answer about plans must not wait behind a backlog.
Result<std::vector<PlanWatch::Source>> open_plan_sources(boost::asio::io_context& io,
                                                         durable::FileSystem& files,
                                                         const StateLayout& layout,
                                                         const config::ProbeOptions& options,
                                                         const std::vector<entry::LogKeys>& keys) {
  auto routes = open_routes(io, files, layout, options.collectors, keys);
  if (!routes) return tl::unexpected(routes.error());
  std::vector<PlanWatch::Source> sources;
  for (auto& route : *routes) {
    sources.push_back({.name = route.options.name,
                       .log_keys = route.options.log_keys,
                       .transport = std::move(route.transport),
                       .kept = layout.enrolment(route.options.name).plan_offer(),
                       .announced = layout.enrolment(route.options.name).next_origins()});
  }
  return sources;
}

Result<std::vector<CollectorZones::Source>> open_zone_sources(
    boost::asio::io_context& io,
    durable::FileSystem& files,
    const StateLayout& layout,
    const config::ProbeOptions& options,
    const std::vector<entry::LogKeys>& keys) {
  auto routes = open_routes(io, files, layout, options.collectors, keys, zone_answer_bytes_max);
  if (!routes) return tl::unexpected(routes.error());
  std::vector<CollectorZones::Source> sources;
  for (auto& route : *routes) {
    sources.push_back(
        {.name = std::move(route.options.name), .transport = std::move(route.transport)});
  }
  return sources;
}

}  // namespace

Result<Material> open_material(boost::asio::io_context& io,
                               const config::ProbeOptions& options,
                               Entropy& entropy) {
  const StateLayout layout{options.state_dir};
  auto files = durable::real_file_system();
  auto key = open_identity(*files, layout, entropy);
  if (!key) return fail(key.error().text);
  const auto boot_id = system::boot_id();
  if (!boot_id) return fail(boot_id.error().text);
  auto targets = root_targets(options.hints_file);
  if (!targets) return fail(targets.error().text);
  const auto log_keys = open_log_keys(*files, layout, options.collectors);
  if (!log_keys) return tl::unexpected(log_keys.error());
  auto routes = open_routes(io, *files, layout, options.collectors, *log_keys);
  if (!routes) return fail(routes.error().text);
  auto plan_sources = open_plan_sources(io, *files, layout, options, *log_keys);
  if (!plan_sources) return fail(plan_sources.error().text);
  auto zone_sources = open_zone_sources(io, *files, layout, options, *log_keys);
  if (!zone_sources) return fail(zone_sources.error().text);
  auto inclusion_sources =
      open_inclusion_sources(io, *files, layout, options.collectors, *log_keys);
  if (!inclusion_sources) return fail(inclusion_sources.error().text);
  auto spool = Spool::open(*files, spool_options_of(options, layout), entropy.u64());
  if (!spool) return fail(spool.error().text);
  return Material{.files = std::move(files),
                  .key = std::move(*key),
                  .boot_id = *boot_id,
                  .targets = std::move(*targets),
                  .references = references_of(options.references),
                  .spool = std::move(*spool),
                  .routes = std::move(*routes),
                  .plan_sources = std::move(*plan_sources),
                  .zone_sources = std::move(*zone_sources),
                  .inclusion_sources = std::move(*inclusion_sources)};
}

}  // namespace tocsin::probe
