#include "tests/lab/model/fault_arguments.h"

#include <charconv>

#include "tests/lab/model/cabling.h"

namespace tocsin::lab {
namespace {

Result<std::size_t> cable(const Topology& topology, const std::string& a, const std::string& b) {
  for (std::size_t i = 0; i < topology.links.size(); ++i) {
    const auto& link = topology.links[i];
    if ((link.a == a && link.b == b) || (link.a == b && link.b == a)) return i;
  }
  return fail("no cable joins " + a + " and " + b);
}

std::string family_word(const std::string& address) {
  return is_ipv6(address) ? "ip6 " : "ip ";
}

}  // namespace

std::string value_or(const Arguments& arguments, const std::string& key, std::string fallback) {
  const auto found = arguments.find(key);
  return found == arguments.end() ? fallback : found->second;
}

Result<double> share_of(const Arguments& arguments, const std::string& key, std::string fallback) {
  const auto text = value_or(arguments, key, std::move(fallback));
  double share = -1;
  std::from_chars(text.data(), text.data() + text.size(), share);
  if (share < 0 || share > 1) return fail(key + " is a number from 0 to 1, not " + text);
  return share;
}

Result<std::uint64_t> number_of(const Arguments& arguments,
                                const std::string& key,
                                std::uint64_t fallback) {
  const auto text = value_or(arguments, key, std::to_string(fallback));
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  if (!whole) return fail(key + " is a number, not " + text);
  return number;
}

Result<Selection> select(const Topology& topology, const Arguments& arguments) {
  const auto letter = value_or(arguments, "letter", "");
  const auto site = value_or(arguments, "site", "");
  const auto family = value_or(arguments, "family", "both");
  Selection selection;
  for (const auto& instance : topology.instances) {
    if (!instance.letter || (!site.empty() && instance.host != site)) continue;
    if (letter.empty() || letter == std::string(1, *instance.letter)) {
      selection.instances.push_back(&instance);
    }
  }
  if (selection.instances.empty()) {
    return fail("no server is letter=" + letter + (site.empty() ? "" : " at site=" + site));
  }
  if (family != "ipv4" && family != "ipv6" && family != "both") {
    return fail("family is ipv4, ipv6 or both, not " + family);
  }
  for (const auto& address : selection.instances.front()->addresses) {
    const auto* own = is_ipv6(address) ? "ipv6" : "ipv4";
    if (family == "both" || family == own) selection.addresses.push_back(address);
  }
  return selection;
}

Result<Border> border_of(const Topology& topology, const std::string& country) {
  Border border{.host = nullptr, .outside = {}, .inside = {}};
  for (const auto& host : topology.hosts) {
    if (host.country != country) continue;
    if (host.role == Role::border) border.host = &host;
    if (host.role == Role::probe) border.inside = host.name;
  }
  if (country.empty() || border.host == nullptr) return fail("no country here is " + country);
  for (const auto& link : topology.links) {
    if (link.b == border.host->name) border.outside = link.a;
  }
  return border;
}

Result<std::size_t> cable_of(const Topology& topology, const Arguments& arguments) {
  const auto country = value_or(arguments, "country", "");
  if (country.empty()) {
    return cable(topology, value_or(arguments, "a", ""), value_or(arguments, "b", ""));
  }
  const auto border = border_of(topology, country);
  if (!border) return tl::unexpected(border.error());
  return cable(topology, border->host->name, border->outside);
}

std::string to_address(const std::string& address) {
  return family_word(address) + "daddr " + address;
}

std::string from_address(const std::string& address) {
  return family_word(address) + "saddr " + address;
}

}  // namespace tocsin::lab
