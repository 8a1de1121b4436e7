#include "tests/lab/model/on_path_faults.h"

#include <functional>

#include "tests/lab/model/bird_config.h"
#include "tests/lab/model/cabling.h"
#include "tests/lab/model/letters.h"
#include "tests/lab/model/profile.h"

namespace tocsin::lab {
namespace {

// The smallest that IPv6 works over (RFC 8200 section 5): below it the kernel takes IPv6 away.
constexpr std::uint64_t ipv6_mtu_min = 1280;
constexpr std::uint64_t mtu_max = 1500;

// Rules at a country's border for what passes it from a letter, one for each of its addresses.
Result<FaultPlan> at_border(const Topology& topology,
                            const Arguments& arguments,
                            const std::function<std::string(const std::string&)>& rule) {
  const auto border = border_of(topology, arguments.at("country"));
  if (!border) return tl::unexpected(border.error());
  const auto selection = select(topology, arguments);
  if (!selection) return tl::unexpected(selection.error());
  Filter filter{.host = border->host->name};
  for (const auto& address : selection->addresses) {
    filter.forward.push_back(from_address(address) + " " + rule(address));
  }
  return FaultPlan{.filters = {std::move(filter)}};
}

// The reference server that hangs on a region's router: from there a hijacker announces.
const Host* leaf_of(const Topology& topology, const std::string& router) {
  const auto* host = find_host(topology, router);
  if (host == nullptr || host->role != Role::router) return nullptr;
  return find_host(topology, world_reference_at(router));
}

}  // namespace

Result<FaultPlan> meddling(const std::string& how,
                           const Topology& topology,
                           const Arguments& arguments) {
  const auto link = cable_of(topology, arguments);
  if (!link) return tl::unexpected(link.error());
  const auto selection = select(topology, arguments);
  if (!selection) return tl::unexpected(selection.error());
  FaultPlan plan;
  for (const auto& address : selection->addresses) {
    plan.meddlings.push_back({.link = *link, .how = how, .server = address});
  }
  return plan;
}

Result<FaultPlan> slow_tcp(const Topology& topology, const Arguments& arguments) {
  const auto how = value_or(arguments, "how", "drip");
  if (how != "drip" && how != "stall") return fail("how is drip or stall, not " + how);
  return meddling(how + "-tcp", topology, arguments);
}

Result<FaultPlan> hop_limit(const Topology& topology, const Arguments& arguments) {
  const auto to = number_of(arguments, "to", 40);
  if (!to) return tl::unexpected(to.error());
  if (*to < 2 || *to > 255) return fail("to is a number from 2 to 255, not " + std::to_string(*to));
  return at_border(topology, arguments, [&](const std::string& address) {
    return (is_ipv6(address) ? "ip6 hoplimit set " : "ip ttl set ") + std::to_string(*to);
  });
}

Result<FaultPlan> drop_large(const Topology& topology, const Arguments& arguments) {
  const auto bytes = number_of(arguments, "bytes", 1000);
  if (!bytes) return tl::unexpected(bytes.error());
  return at_border(topology, arguments, [&](const std::string&) {
    return "meta length > " + std::to_string(*bytes) + " drop";
  });
}

Result<FaultPlan> small_mtu(const Topology& topology, const Arguments& arguments) {
  const auto link = cable_of(topology, arguments);
  if (!link) return tl::unexpected(link.error());
  const auto mtu = number_of(arguments, "mtu", ipv6_mtu_min);
  if (!mtu) return tl::unexpected(mtu.error());
  if (*mtu < ipv6_mtu_min || *mtu > mtu_max) {
    return fail("mtu is a number from 1280 to 1500, not " + std::to_string(*mtu));
  }
  return FaultPlan{.narrow_links = {{.link = *link, .mtu = *mtu}}};
}

// The token bucket of nftables holds one packet: a query more often than that is lost.
Result<FaultPlan> rate_limit(const Topology& topology, const Arguments& arguments) {
  const auto rate = number_of(arguments, "per-minute", 3);
  if (!rate) return tl::unexpected(rate.error());
  const auto selection = select(topology, arguments);
  if (!selection) return tl::unexpected(selection.error());
  FaultPlan plan;
  for (const auto* instance : selection->instances) {
    Filter filter{.host = instance->host};
    for (const auto& address : selection->addresses) {
      filter.input.push_back(to_address(address) + " udp dport 53 limit rate over " +
                             std::to_string(*rate) + "/minute burst 1 packets drop");
    }
    plan.filters.push_back(std::move(filter));
  }
  return plan;
}

Result<FaultPlan> intercept(const Topology& topology, const Arguments& arguments) {
  const auto border = border_of(topology, arguments.at("country"));
  if (!border) return tl::unexpected(border.error());
  const auto selection = select(topology, arguments);
  if (!selection) return tl::unexpected(selection.error());
  Filter filter{.host = border->host->name};
  for (const auto& address : selection->addresses) {
    const std::string to = is_ipv6(address) ? std::string("ip6 to ") + middlebox_ipv6
                                            : std::string("ip to ") + middlebox_ipv4;
    filter.prerouting.push_back(to_address(address) + " udp dport 53 dnat " + to);
  }
  Instance middlebox{.name = "middlebox." + border->host->country + ".lab",
                     .host = border->host->name,
                     .vendor = Vendor::bind,
                     .kind = Instance::Kind::recursor,
                     .addresses = {middlebox_ipv4, middlebox_ipv6}};
  return FaultPlan{.filters = {std::move(filter)}, .impostors = {std::move(middlebox)}};
}

// More specific than what the letter announces, so that all the world follows it.
Result<FaultPlan> hijack(const Topology& topology, const Arguments& arguments) {
  const auto selection = select(topology, arguments);
  if (!selection) return tl::unexpected(selection.error());
  const auto router = value_or(arguments, "from", "as");
  const auto* leaf = leaf_of(topology, router);
  if (leaf == nullptr) return fail("no region's router is " + router);
  const auto letter = arguments.at("letter").front();
  FaultPlan plan;
  plan.impostors.push_back({.name = std::string("rogue-") + letter + "." + leaf->name + ".lab",
                            .letter = letter,
                            .host = leaf->name,
                            .addresses = selection->addresses});
  for (const auto& protocol : protocols_of(*find_host(topology, router), hijack_group(letter))) {
    const bool v6 = protocol.ends_with("_v6");
    for (const auto& address : selection->addresses) {
      if (is_ipv6(address) == v6) plan.hijacks.push_back({.host = router, .protocol = protocol});
    }
  }
  return plan;
}

}  // namespace tocsin::lab
