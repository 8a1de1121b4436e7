#include "probes/main/inclusion_sources.h"

#include "probes/main/routes.h"
#include "probes/uplink/http_transport.h"

namespace tocsin::probe {
namespace {

constexpr std::size_t checkpoint_bytes_max = 64 * 1024;

Result<InclusionWatch::Witness> open_witness(boost::asio::io_context& io,
                                             const config::LogWitness& witness) {
  auto key = tlog::parse_verifier_key(witness.key);
  if (!key) return fail(witness.key + ": " + key.error().text);
  if (key->algorithm != tlog::Algorithm::cosignature_v1) {
    return fail(witness.key + ": is not a witness's key");
  }
  http::ClientOptions options;
  options.address = to_text(*witness.address);
  options.port = witness.port;
  options.body_bytes = checkpoint_bytes_max;
  auto transport = http_transport(io, std::move(options));
  if (!transport) return tl::unexpected(transport.error());
  return InclusionWatch::Witness{std::move(*key), std::move(*transport), witness.path};
}

// Each has one voice.
Status<> add_witness(std::vector<InclusionWatch::Witness>& all, InclusionWatch::Witness witness) {
  for (const auto& other : all) {
    if (other.key.key == witness.key.key) return fail(witness.key.name + " is there already");
  }
  all.push_back(std::move(witness));
  return {};
}

}  // namespace

// Ways of their own: a proof must not wait behind a backlog.
Result<std::vector<InclusionWatch::Source>> open_inclusion_sources(
    boost::asio::io_context& io,
    durable::FileSystem& files,
    const StateLayout& layout,
    const std::vector<config::Collector>& collectors,
    const std::vector<entry::LogKeys>& log_keys) {
  auto routes = open_routes(io, files, layout, collectors, log_keys);
  if (!routes) return tl::unexpected(routes.error());
  std::vector<InclusionWatch::Source> sources;
  for (std::size_t i = 0; i < collectors.size(); ++i) {
    const auto& collector = collectors[i];
    auto& route = (*routes)[i];
    InclusionWatch::Source source{
        .name = collector.name,
        .log_keys = route.options.log_keys,
        .transport = std::move(route.transport),
        .witnesses = {},
        .quorum = config::quorum_of(collector.witnesses.size(), collector.quorum),
        .evidence = layout.evidence(collector.name)};
    for (const auto& configured : collector.witnesses) {
      auto witness = open_witness(io, configured);
      Status<> added = witness ? add_witness(source.witnesses, std::move(*witness))
                               : Status<>(tl::unexpected(witness.error()));
      if (!added) return fail("collector " + collector.name + ": witness " + added.error().text);
    }
    sources.push_back(std::move(source));
  }
  return sources;
}

}  // namespace tocsin::probe
