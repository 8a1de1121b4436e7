// A simulated Internet as plain data: hosts, links, name servers. Everything that is later executed
// (addresses, routes, configuration files) is computed from this by the pure code of this folder.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/plan/target.h"

namespace tocsin::lab {

using plan::Address;
using plan::Family;

// One root server: "k" with its two addresses.
struct Letter {
  char name = 'a';
  std::string ipv4;
  std::string ipv6;
};

enum class Role { router, site, border, reference, probe, collector };

struct Route {
  std::string prefix;       // "0.0.0.0/0", "fd00:10:1::/64"
  std::string via;          // a link's far address
  std::string source = {};  // the address that the host's own packets carry; empty: the interface's
};

struct Prefix {
  std::string text;                          // "193.0.14.0/24"
  std::string via = {};                      // empty: the host itself
  std::optional<int> origin = std::nullopt;  // the AS at the path's end, where it is another one
  std::string group = {};                    // what can be withdrawn together: "letter_k"
  enum class Announced { from_the_start, when_told } announced = Announced::from_the_start;
};

// What a host says by BGP: its own number, and what it originates.
struct Speaker {
  int as_number = 0;
  std::vector<Prefix> prefixes = {};
};

struct Host {
  std::string name;  // at most 12 characters: interfaces are named after it
  Role role = Role::router;
  std::string country = {};                 // "no"; empty outside the probe countries
  std::vector<std::string> addresses = {};  // on its loopback, without a length
  std::vector<Route> routes = {};           // static ones
  std::optional<Speaker> speaker = std::nullopt;
};

// A cable. With a delay it runs through the delay engine, without one it is a plain pair of
// interfaces.
struct Link {
  std::string a;
  std::string b;
  std::string ipv4_a, ipv4_b;         // without a length: the two share a /31
  std::string ipv6_a, ipv6_b;         // and a /127
  std::chrono::microseconds delay{};  // one way
};

enum class Vendor { knot, nsd, bind };

// One server process: a letter's instance, or a reference server.
struct Instance {
  std::string name;                           // its NSID: "k1.fra.lab"
  std::optional<char> letter = std::nullopt;  // nothing for a reference server
  std::string host;
  Vendor vendor = Vendor::knot;
  enum class Kind { authority, recursor } kind = Kind::authority;  // recursor: BIND
  std::vector<std::string> addresses = {};
};

struct Topology {
  std::string profile;
  int tlds_max = 0;  // how many TLDs the zone gets at most
  std::vector<Letter> letters = {};
  std::vector<Host> hosts = {};
  std::vector<Link> links = {};
  std::vector<Instance> instances = {};
};

const Host* find_host(const Topology& topology, const std::string& name);
const Letter* find_letter(const Topology& topology, char name);
std::vector<const Instance*> instances_of(const Topology& topology, char letter);

// "to-eu" is the interface at the other end of whose cable the host "eu" is.
std::string interface_to(const std::string& host);

}  // namespace tocsin::lab
