#include "daemon/main/zone_sources.h"

#include "core/dns/serial.h"
#include "core/plan/limits.h"
#include "core/plan/plan.h"
#include "core/xfr/axfr.h"
#include "core/zone/limits.h"

namespace tocsin::collector {
namespace {

// Several times what the root zone has. What does not verify is kept, so it must not be large.
constexpr std::size_t zone_octets_max = std::size_t{8} << 20;

}  // namespace

Result<ZoneSources> zone_sources_from(durable::FileSystem& files, const config::Zones& options) {
  ZoneSources sources{.servers = options.servers, .anchors = zone::iana_anchors()};
  if (!options.trust_anchor_file) return sources;
  const auto& path = *options.trust_anchor_file;
  const auto text = durable::read_whole(files, path, zone::anchors_octets_max);
  if (!text) return durable::fail(text.error());
  auto anchors = zone::anchors_from(as_text(*text));
  if (!anchors) return fail(path.string() + ": " + anchors.error().text);
  sources.anchors = std::move(*anchors);
  return sources;
}

net::Task<Result<Bytes, xfr::Fault>> fetch_zone(plan::Address server, Entropy& entropy) {
  xfr::AxfrAsk ask;
  ask.server = {.address = server, .port = plan::dns_port};
  ask.limits.octets_max = zone_octets_max;
  ask.id = static_cast<std::uint16_t>(entropy.u64());
  return xfr::axfr(std::move(ask));
}

std::optional<std::uint32_t> serial_seen_in(const AdmittedBatch& batch) {
  std::optional<std::uint32_t> newest;
  if (batch.envelope.plan != plan::watch().name) return newest;
  for (const auto& measurement : batch.payload.measurements) {
    const auto* answer = batch.payload.answer_of(measurement);
    if (measurement.outcome != record::Outcome::answered || answer == nullptr) continue;
    if (!answer->serial) continue;
    if (!newest || dns::is_newer(*answer->serial, *newest)) newest = answer->serial;
  }
  return newest;
}

}  // namespace tocsin::collector
