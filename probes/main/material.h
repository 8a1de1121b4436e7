// What a probe needs from disk and host before it can start: each piece may be missing or broken.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <vector>

#include "config/probe_options.h"
#include "core/base/entropy.h"
#include "core/crypto/ed25519.h"
#include "core/plan/target.h"
#include "probes/checks/references.h"
#include "probes/main/collector_zones.h"
#include "probes/main/inclusion_watch.h"
#include "probes/main/plan_watch.h"
#include "probes/spool/spool.h"
#include "probes/uplink/uplink.h"

namespace tocsin::probe {

struct Material {
  std::unique_ptr<durable::FileSystem> files;
  crypto::SigningKey key;
  ByteArray<16> boot_id{};
  plan::TargetSet targets;
  std::vector<Reference> references;
  std::unique_ptr<Spool> spool;
  std::vector<Uplink::Route> routes;
  std::vector<PlanWatch::Source> plan_sources;            // one for each route
  std::vector<CollectorZones::Source> zone_sources;       // one for each route
  std::vector<InclusionWatch::Source> inclusion_sources;  // one for each route
};

Result<Material> open_material(boost::asio::io_context& io,
                               const config::ProbeOptions& options,
                               Entropy& entropy);

}  // namespace tocsin::probe
