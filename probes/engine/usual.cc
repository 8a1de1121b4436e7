#include "probes/engine/usual.h"

#include <algorithm>
#include <cstdlib>

namespace tocsin::probe {
namespace {

bool far_apart(std::uint8_t a, std::uint8_t b) {
  return std::abs(int{a} - int{b}) >= Usual::hops_far;
}

}  // namespace

record::Signs Usual::odd(const plan::Address& address, const Look& look) const {
  record::Signs signs;
  const auto found = servers_.find(address);
  if (found == servers_.end()) return signs;
  const auto& server = found->second;
  if (server.names_itself && look.asked_nsid && !look.nsid) signs.set(record::Sign::nsid_missing);
  if (server.speaks_edns && look.asked_edns && !look.has_edns) {
    signs.set(record::Sign::edns_missing);
  }
  if (is_far(server, look)) signs.set(record::Sign::hop_limit);
  return signs;
}

// A reply that does not name its instance is compared with all of them.
bool Usual::is_far(const Server& server, const Look& look) {
  if (!look.hop_limit || server.instances.empty()) return false;
  const auto away = [&](const Instance& instance) {
    return far_apart(instance.hop_limit, *look.hop_limit);
  };
  if (!look.nsid) return std::ranges::all_of(server.instances, away);
  const auto same = std::ranges::find(server.instances, *look.nsid, &Instance::nsid);
  return same != server.instances.end() && away(*same);
}

void Usual::learn(const plan::Address& address, const Look& look) {
  auto& server = servers_[address];
  server.speaks_edns |= look.has_edns;
  server.names_itself |= look.nsid.has_value();
  if (look.hop_limit) learn_distance(server, look);
}

void Usual::learn_distance(Server& server, const Look& look) {
  const auto nsid = look.nsid.value_or(Bytes{});
  const auto known = std::ranges::find(server.instances, nsid, &Instance::nsid);
  if (known == server.instances.end()) {
    if (server.instances.size() == instances_max) server.instances.erase(server.instances.begin());
    server.instances.push_back({.nsid = nsid, .hop_limit = *look.hop_limit});
    return;
  }
  if (!far_apart(known->hop_limit, *look.hop_limit)) {
    known->others = 0;
    return;
  }
  if (++known->others < new_route_after) return;
  known->hop_limit = *look.hop_limit;
  known->others = 0;
}

}  // namespace tocsin::probe
