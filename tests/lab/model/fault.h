// Faults as plain data: what one does to which host, computed before anything is touched. Each has
// an inverse, because everything in a plan can be undone.
//
//   blackhole   letter= [family=] [site=]       packets to the address vanish
//   reject      letter= [family=] [site=]       they are refused by ICMP
//   dead-letter letter=                         both instances, both families vanish
//   tcp-block   letter= [family=] [site=] [how=reset|drop]
//   crash       letter= [site=]                 the server processes are killed
//   withdraw    site= [letter=]                 the site announces the letter (all its letters) no
//                                               more
//   stale       letter= [site=]                 all others get a new serial
//   v6-outage   [scope=root|core]               IPv6 to the letters, or through the core, vanishes
//   loss        country=|a= b= [share=0.3]      on the country's way out, or between two hosts
//   disturb     country=|a= b= [jitter-us=] [loss=] [duplicate=] [reorder=]
//                                               what an honest cable may do; shares from 0 to 1
//   isolate     country= [collector=keep|lose]  the border lets nothing through; inside all goes on
//   cut-line    country=                        the probes' own line is dead
//   silence     service=                        a supervised program is stopped
//
// On a country's way out, to one letter's address (tests/lab/wire/meddler.h has them):
//
//   inject, swallow, strip-nsid, fold-case, wrong-id, wrong-port, force-tc
//               letter= country= [family=ipv4|ipv6]
//   slow-tcp    letter= country= [family=] [how=drip|stall]
//
// And at a country's border, or in the world beyond it:
//
//   hop-limit   letter= country= [family=] [to=40]       answers come as if from elsewhere
//   drop-large  letter= country= [family=] [bytes=1000]  larger packets from the letter are lost
//   small-mtu   country=|a= b= [mtu=1280]                a cable that carries no larger packets
//   rate-limit  letter= [family=] [site=] [per-minute=3] the letter takes so many queries by UDP
//   intercept   letter= country= [family=]               a resolver of the country answers instead
//   hijack      letter= [family=] [from=eu|us|as]        a more specific route leads to a server
//                                                        that is not the letter's
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "tests/lab/model/topology.h"

namespace tocsin::lab {

struct FaultRequest {
  std::string name;
  std::map<std::string, std::string> arguments = {};

  bool operator==(const FaultRequest&) const = default;
};

// "blackhole", "letter=k", "family=ipv4". Refused: a word without "=", a key twice.
Result<FaultRequest> fault_from(const std::vector<std::string>& words);
// "blackhole letter=k family=ipv4".
std::string to_text(const FaultRequest& request);

// Rules of nftables at one host, without what surrounds them.
struct Filter {
  std::string host;
  std::vector<std::string> input = {};
  std::vector<std::string> forward = {};
  std::vector<std::string> output = {};
  std::vector<std::string> prerouting = {};  // where packets are sent on to other addresses
};

// A protocol of a host's BIRD that originates a route.
struct Announcement {
  std::string host;
  std::string protocol;
};

// What a cable does to frames in both directions, beside delaying them.
struct Disturbance {
  std::size_t link = 0;
  std::uint64_t jitter_us = 0;
  double loss = 0;
  double duplicate = 0;
  double reorder = 0;
};

// Somebody at a cable who meddles with one server's messages.
struct MeddledLink {
  std::size_t link = 0;
  std::string how;
  std::string server;  // its address
};

// A cable that carries no larger packets than these.
struct NarrowLink {
  std::size_t link = 0;
  std::uint64_t mtu = 0;
};

struct FaultPlan {
  std::vector<Filter> filters = {};
  std::vector<std::string> crashes = {};  // instances
  std::vector<Announcement> withdrawals = {};
  std::vector<std::string> stale = {};  // instances that keep the old zone
  std::vector<Disturbance> disturbances = {};
  std::vector<MeddledLink> meddlings = {};
  std::vector<NarrowLink> narrow_links = {};
  // Name servers that are there only as long as the fault is, as their addresses are at their host.
  std::vector<Instance> impostors = {};
  std::vector<Announcement> hijacks = {};  // protocols that announce only as long as the fault is
  std::vector<std::string> silences = {};  // services
};

// Refused: an unknown fault or key, a missing key, a value that names nothing in this topology.
Result<FaultPlan> plan_fault(const Topology& topology, const FaultRequest& request);

// The whole nftables script of one filter, as the table of that name; `nft delete table inet NAME`
// undoes it.
std::string filter_script(const Filter& filter, const std::string& table);

}  // namespace tocsin::lab
