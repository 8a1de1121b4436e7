#include "tests/lab/model/server_config.h"

#include "tests/lab/model/cabling.h"

namespace tocsin::lab {
namespace {

std::string zone_name(const Instance& instance) {
  return instance.letter ? "." : "ref.lab.";
}

// As on the Internet, some letters give the zone to whoever asks, and the others do not.
bool gives_zone_away(const Instance& instance) {
  constexpr std::string_view letters = "bcfgk";
  return instance.letter && letters.find(*instance.letter) != std::string_view::npos;
}

// One worker of each kind: 20 servers share the machine. Databases below 10M do not open.
std::string knot_config(const Instance& instance, const std::string& folder) {
  std::string listen;
  for (const auto& address : instance.addresses) {
    listen += (listen.empty() ? "" : ", ") + ("\"" + address + "@53\"");
  }
  return "server:\n"
         "    identity: \"" +
         instance.name +
         "\"\n"
         "    nsid: \"" +
         instance.name +
         "\"\n"
         "    rundir: \"" +
         folder +
         "\"\n"
         "    listen: [ " +
         listen +
         " ]\n"
         "    udp-workers: 1\n"
         "    tcp-workers: 1\n"
         "    background-workers: 1\n"
         "database:\n"
         "    storage: \"" +
         folder +
         "\"\n"
         "    journal-db-max-size: 10M\n"
         "    kasp-db-max-size: 10M\n"
         "    timer-db-max-size: 10M\n"
         "    catalog-db-max-size: 10M\n"
         "log:\n"
         "  - target: stderr\n"
         "    any: warning\n"
         "acl:\n"
         "  - id: transfer\n"
         "    action: transfer\n"
         "zone:\n"
         "  - domain: \"" +
         zone_name(instance) +
         "\"\n"
         "    storage: \"" +
         folder +
         "\"\n"
         "    file: \"" +
         zone_file_name +
         "\"\n"
         "    zonefile-sync: -1\n"
         "    zonefile-load: whole\n"
         "    journal-content: none\n" +
         (gives_zone_away(instance) ? "    acl: transfer\n" : "");
}

std::string nsd_config(const Instance& instance, const std::string& folder) {
  std::string listen;
  for (const auto& address : instance.addresses) listen += "    ip-address: " + address + "\n";
  return "server:\n"
         "    server-count: 1\n" +
         listen +
         "    username: \"\"\n"
         "    chroot: \"\"\n"
         "    database: \"\"\n"
         "    zonesdir: \"" +
         folder +
         "\"\n"
         "    xfrdir: \"" +
         folder +
         "\"\n"
         "    xfrdfile: \"" +
         folder +
         "/xfrd.state\"\n"
         "    zonelistfile: \"" +
         folder +
         "/zone.list\"\n"
         "    pidfile: \"" +
         folder +
         "/nsd.pid\"\n"
         "    nsid: \"ascii_" +
         instance.name +
         "\"\n"
         "    identity: \"" +
         instance.name +
         "\"\n"
         "remote-control:\n"
         "    control-enable: no\n"
         "zone:\n"
         "    name: \"" +
         zone_name(instance) +
         "\"\n"
         "    zonefile: \"" +
         zone_file_name + "\"\n" +
         (gives_zone_away(instance)
              ? "    provide-xfr: 0.0.0.0/0 NOKEY\n    provide-xfr: ::/0 NOKEY\n"
              : "");
}

// In BIND's words.
std::string listened_on(const Instance& instance) {
  std::string ipv4;
  std::string ipv6;
  for (const auto& address : instance.addresses) {
    (is_ipv6(address) ? ipv6 : ipv4) += address + "; ";
  }
  return "    listen-on port 53 { " + ipv4 + "};\n    listen-on-v6 port 53 { " + ipv6 + "};\n";
}

std::string bind_config(const Instance& instance, const std::string& folder) {
  return "options {\n"
         "    directory \"" +
         folder + "\";\n" + listened_on(instance) + "    server-id \"" + instance.name +
         "\";\n"
         "    recursion no;\n"
         "    dnssec-validation no;\n"
         "    notify no;\n"
         "    allow-transfer { " +
         (gives_zone_away(instance) ? "any" : "none") +
         "; };\n"
         "    pid-file none;\n"
         "    session-keyfile none;\n"
         "    lock-file none;\n"
         "};\n"
         "controls { };\n"
         "zone \"" +
         zone_name(instance) + "\" { type primary; file \"" + zone_file_name + "\"; };\n";
}

// A resolver of the country's: it asks the letters itself and answers whoever comes, and says
// neither who it is nor that it is no letter. It starts from the hints that BIND is compiled with.
std::string recursor_config(const Instance& instance, const std::string& folder) {
  return "options {\n"
         "    directory \"" +
         folder + "\";\n" + listened_on(instance) +
         "    recursion yes;\n"
         "    allow-query { any; };\n"
         "    allow-recursion { any; };\n"
         "    dnssec-validation no;\n"
         "    empty-zones-enable no;\n"
         "    pid-file none;\n"
         "    session-keyfile none;\n"
         "    lock-file none;\n"
         "};\n"
         "controls { };\n";
}

}  // namespace

ServerPlan plan_server(const Instance& instance,
                       const std::string& folder,
                       const std::string& named) {
  switch (instance.vendor) {
    case Vendor::knot:
      return {.file_name = "knot.conf",
              .config = knot_config(instance, folder),
              .command = {"knotd", "-c", folder + "/knot.conf"}};
    case Vendor::nsd:
      return {.file_name = "nsd.conf",
              .config = nsd_config(instance, folder),
              .command = {"nsd", "-d", "-c", folder + "/nsd.conf"}};
    case Vendor::bind:
      return {.file_name = "named.conf",
              .config = instance.kind == Instance::Kind::recursor
                            ? recursor_config(instance, folder)
                            : bind_config(instance, folder),
              .command = {named, "-g", "-n", "1", "-c", folder + "/named.conf"}};
  }
  return {};
}

}  // namespace tocsin::lab
