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
};

struct Withdrawal {
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

struct FaultPlan {
  std::vector<Filter> filters = {};
  std::vector<std::string> crashes = {};  // instances
  std::vector<Withdrawal> withdrawals = {};
  std::vector<std::string> stale = {};  // instances that keep the old zone
  std::vector<Disturbance> disturbances = {};
  std::vector<MeddledLink> meddlings = {};
  std::vector<std::string> silences = {};  // services
};

// Refused: an unknown fault or key, a missing key, a value that names nothing in this topology.
Result<FaultPlan> plan_fault(const Topology& topology, const FaultRequest& request);

// The whole nftables script of one filter, as the table of that name; `nft delete table inet NAME`
// undoes it.
std::string filter_script(const Filter& filter, const std::string& table);

}  // namespace tocsin::lab
