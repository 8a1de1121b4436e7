// Which DS sets of each TLD a resolver may honestly give: that of the zone in force, and those that
// it has replaced within their TTL. Without memory over a start: then a set that was replaced just
// before it may count as differing. Pure; one thread.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "probes/checks/resolver.h"

namespace tocsin::probe {

struct SignedDelegation {
  std::string tld;  // "no."
  DsSet ds;         // empty: not signed
};

class DsHistory {
 public:
  // TTL of DS records in the root zone.
  static constexpr Duration ttl = std::chrono::hours(24);

  // Another zone is in force: it has these TLDs and no others.
  void put_in_force(std::vector<SignedDelegation> zone, MonotonicTime now);

  // The set in force first; none at all for what is no TLD.
  std::vector<DsSet> accepted(const std::string& tld, MonotonicTime now) const;

 private:
  struct Replaced {
    DsSet ds;
    MonotonicTime at;
  };
  struct Tld {
    DsSet in_force;
    std::vector<Replaced> replaced;
  };

  static bool is_over(const Replaced& old, MonotonicTime now) { return now - old.at > ttl; }

  std::map<std::string, Tld> tlds_;
};

}  // namespace tocsin::probe
