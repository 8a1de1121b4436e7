#include <array>

#include "core/base/check.h"
#include "tests/lab/model/cabling.h"
#include "tests/lab/model/letters.h"
#include "tests/lab/model/profile.h"

namespace tocsin::lab {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

struct Region {
  const char* router;
  const char* site;
};

// Sites and countries name their region by its place here.
constexpr std::array<Region, 3> regions = {{{"eu", "fra"}, {"us", "iad"}, {"as", "nrt"}}};

struct Trunk {
  std::size_t a, b;
  milliseconds delay;
};

constexpr std::array<Trunk, 3> trunks = {
    {{0, 1, milliseconds(38)}, {1, 2, milliseconds(44)}, {0, 2, milliseconds(45)}}};

struct Country {
  const char* code;
  std::size_t region;
  milliseconds delay;
};

constexpr std::array<Country, 5> countries = {{{"no", 0, milliseconds(8)},
                                               {"se", 0, milliseconds(6)},
                                               {"br", 1, milliseconds(22)},
                                               {"ke", 0, milliseconds(25)},
                                               {"jp", 2, milliseconds(3)}}};

constexpr auto metro_delay = milliseconds(1);
constexpr int first_as_number = 64600;

// The AS numbers that originate the letters' prefixes, a to m.
constexpr std::array<int, 13> letter_as_numbers = {
    397197, 394353, 2149, 10886, 21556, 3557, 5927, 1508, 29216, 26415, 25152, 20144, 7500};

// Of 26 instances 16 are Knot, 6 NSD and 4 BIND: all three are met, and the lab stays light.
Vendor vendor_of(std::size_t number) {
  switch (number % 13) {
    case 1:
    case 5:
    case 9:
      return Vendor::nsd;
    case 3:
    case 11:
      return Vendor::bind;
    default:
      return Vendor::knot;
  }
}

class FullTopology {
 public:
  explicit FullTopology(std::vector<Letter> letters) {
    topology_.profile = "full";
    topology_.tlds_max = 2000;
    topology_.letters = std::move(letters);
  }

  Topology build() {
    for (std::size_t i = 0; i < regions.size(); ++i) add_region(i);
    for (const auto& trunk : trunks) {
      connect(topology_, regions[trunk.a].router, regions[trunk.b].router, trunk.delay);
    }
    for (std::size_t i = 0; i < topology_.letters.size(); ++i) add_letter(i);
    for (std::size_t i = 0; i < countries.size(); ++i) add_country(i);
    add_leaf({.name = "collector",
              .role = Role::collector,
              .addresses = {collector_ipv4, collector_ipv6}},
             0,
             {"10.50.0.0/24", "fd00:50::/48"});
    return std::move(topology_);
  }

 private:
  Host& host(const std::string& name) {
    for (auto& each : topology_.hosts) {
      if (each.name == name) return each;
    }
    check(false, "a host is named after it was added");
    return topology_.hosts.front();
  }

  // What lies behind a router is announced by it.
  void announce(const std::string& router,
                const std::vector<std::string>& prefixes,
                const Link& by) {
    for (const auto& prefix : prefixes) {
      const auto& via = is_ipv6(prefix) ? by.ipv6_b : by.ipv4_b;
      host(router).speaker->prefixes.push_back({.text = prefix, .via = via});
    }
  }

  // A host with one cable, to the router of its region.
  Link add_leaf(Host leaf, std::size_t region, const std::vector<std::string>& prefixes) {
    const auto* router = regions[region].router;
    const auto link = connect(topology_, router, leaf.name, metro_delay);
    leaf.routes = default_routes(link.ipv4_a, link.ipv6_a, leaf.addresses);
    topology_.hosts.push_back(std::move(leaf));
    announce(router, prefixes, link);
    return link;
  }

  // A router, its anycast site, and a reference that any country can ask.
  void add_region(std::size_t index) {
    const auto& region = regions[index];
    const int number = static_cast<int>(index) + 1;
    topology_.hosts.push_back({.name = region.router,
                               .role = Role::router,
                               .speaker = Speaker{.as_number = first_as_number + number}});
    topology_.hosts.push_back({.name = region.site,
                               .role = Role::site,
                               .speaker = Speaker{.as_number = first_as_number + 10 + number}});
    connect(topology_, region.router, region.site, metro_delay);
    add_world_reference(index);
  }

  void add_world_reference(std::size_t region) {
    const auto number = std::to_string(region + 1);
    const auto name = world_reference_at(regions[region].router);
    const std::vector<std::string> addresses = {"10.40." + number + ".53",
                                                "fd00:40:" + number + "::53"};
    const auto link = add_leaf({.name = name, .role = Role::reference, .addresses = addresses},
                               region,
                               {"10.40." + number + ".0/24", "fd00:40:" + number + "::/48"});
    prepare_hijacks(regions[region].router, link);
    topology_.instances.push_back(
        {.name = "ref." + name + ".lab", .host = name, .addresses = addresses});
  }

  // What the router would say if the reference behind it claimed to be a letter.
  void prepare_hijacks(const std::string& router, const Link& link) {
    for (const auto& letter : topology_.letters) {
      for (const auto& address : {letter.ipv4, letter.ipv6}) {
        host(router).speaker->prefixes.push_back(
            {.text = more_specific_prefix(address),
             .via = is_ipv6(address) ? link.ipv6_b : link.ipv4_b,
             .group = hijack_group(letter.name),
             .announced = Prefix::Announced::when_told});
      }
    }
  }

  // Two instances, at two of the three sites in turn.
  void add_letter(std::size_t index) {
    for (std::size_t i = 0; i < 2; ++i) {
      const auto& letter = topology_.letters[index];
      auto& site = host(regions[(index + i) % regions.size()].site);
      const auto group = std::string("letter_") + letter.name;
      const int origin = letter_as_numbers[static_cast<std::size_t>(letter.name - 'a')];
      for (const auto& address : {letter.ipv4, letter.ipv6}) {
        site.addresses.push_back(address);
        site.speaker->prefixes.push_back(
            {.text = announced_prefix(address), .origin = origin, .group = group});
      }
      topology_.instances.push_back(
          {.name = std::string(1, letter.name) + std::to_string(i + 1) + "." + site.name + ".lab",
           .letter = letter.name,
           .host = site.name,
           .vendor = vendor_of(2 * index + i),
           .addresses = {letter.ipv4, letter.ipv6}});
    }
  }

  // The probes' host behind the country's border, at which are also the gateway that the probes ask
  // as their line's reference and the name servers of two domestic networks.
  void add_country(std::size_t index) {
    const auto& country = countries[index];
    const auto n = std::to_string(index + 1);
    const auto border_name = std::string(country.code) + "-border";
    Host border{.name = border_name, .role = Role::border, .country = country.code};
    border.addresses = {"10.10." + n + ".1",
                        "fd00:10:" + n + "::1",
                        "10.20." + n + ".53",
                        "fd00:20:" + n + "::53",
                        "10.30." + n + ".53",
                        "fd00:30:" + n + "::53"};
    Host probe{.name = country.code,
               .role = Role::probe,
               .country = country.code,
               .addresses = {"10.10." + n + ".10", "fd00:10:" + n + "::10"}};
    const auto up = connect(topology_, regions[country.region].router, border_name, country.delay);
    const auto down = connect(topology_, border_name, probe.name);
    border.routes = default_routes(up.ipv4_a, up.ipv6_a, border.addresses);
    border.routes.push_back({.prefix = host_prefix(probe.addresses[0]), .via = down.ipv4_b});
    border.routes.push_back({.prefix = host_prefix(probe.addresses[1]), .via = down.ipv6_b});
    probe.routes = default_routes(down.ipv4_a, down.ipv6_a, probe.addresses);
    topology_.instances.push_back({.name = std::string("ref.") + country.code + ".lab",
                                   .host = border_name,
                                   .addresses = border.addresses});
    topology_.hosts.push_back(std::move(border));
    topology_.hosts.push_back(std::move(probe));
    announce(regions[country.region].router, country_prefixes(n), up);
  }

  static std::vector<std::string> country_prefixes(const std::string& n) {
    std::vector<std::string> prefixes;
    for (const auto* net : {"10", "20", "30"}) {
      prefixes.push_back(std::string("10.") + net + "." + n + ".0/24");
      prefixes.push_back(std::string("fd00:") + net + ":" + n + "::/48");
    }
    return prefixes;
  }

  Topology topology_;
};

}  // namespace

std::string world_reference_at(const std::string& router) {
  return "world-" + router;
}

Topology full_topology(std::vector<Letter> letters) {
  return FullTopology(std::move(letters)).build();
}

}  // namespace tocsin::lab
