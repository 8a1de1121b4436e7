#include "core/assess/reach.h"

namespace tocsin::assess {
namespace {

// A site is what its measurer calls it, else the server that named itself, which is one letter's.
std::string site_name(const Measurement& measurement) {
  if (!measurement.site.empty()) return std::string(measurement.site);
  if (measurement.instance.empty()) return {};
  return std::string(1, measurement.rsi) + "/" + std::string(measurement.instance);
}

// Of two of one time the worse one counts, so that the order in which they come does not.
bool replaces(const Reach::Path& path, const std::optional<Reach::Path>& before) {
  if (!before || path.t != before->t) return !before || path.t > before->t;
  return before->reached && !path.reached;
}

}  // namespace

Status<> Reach::add(const Measurement& measurement) {
  if (measurement.kind != MeasurementKind::soa) return {};
  if (measurement.t > end_ || measurement.t <= end_ - length_) {
    ++counts_.outside;
    return {};
  }
  const auto probe = probe_of(measurement);
  if (!probe) return tl::unexpected(probe.error());
  if (measurement.scope == Scope::world) (*probe)->scope = Scope::world;
  const auto state = soa_state(measurement);
  if (state == SoaState::missing) {
    ++counts_.intercepted;
    return {};
  }
  ++counts_.used;
  Path path{.t = measurement.t,
            .reached = state == SoaState::available,
            .site = {},
            .scope = measurement.scope};
  if (path.reached) {
    const auto site = site_of(measurement);
    if (!site) return tl::unexpected(site.error());
    path.site = *site;
  }
  const auto letter = static_cast<std::size_t>(measurement.rsi - 'a');
  auto& slot = (*probe)->letters[letter][path_of(measurement)];
  if (replaces(path, slot)) slot = path;
  return {};
}

Result<Reach::Probe*> Reach::probe_of(const Measurement& measurement) {
  auto found = probe_names_.find(measurement.vp);
  if (found == probe_names_.end()) {
    if (probes_.size() == reach_probes_max) return fail("there are too many vantage points");
    found = probe_names_.emplace(measurement.vp, probes_.size()).first;
    probes_.push_back({.name = found->first, .country = {}, .letters = {}});
  }
  auto& probe = probes_[found->second];
  if (probe.country.empty()) probe.country = measurement.country;
  if (!measurement.country.empty() && measurement.country != probe.country) {
    return fail("vp " + probe.name + " is in " + probe.country + " and in " +
                std::string(measurement.country));
  }
  return &probe;
}

Result<std::optional<std::size_t>> Reach::site_of(const Measurement& measurement) {
  const auto name = site_name(measurement);
  if (name.empty()) return std::optional<std::size_t>();
  auto found = site_names_.find(name);
  if (found == site_names_.end()) {
    if (sites_.size() == reach_sites_max) return fail("there are too many sites");
    found = site_names_.emplace(name, sites_.size()).first;
    sites_.push_back({.name = name});
  }
  sites_[found->second].letters |= 1U << (measurement.rsi - 'a');
  return std::optional(found->second);
}

}  // namespace tocsin::assess
