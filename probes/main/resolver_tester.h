// Tests of rounds that are lookups: what this host's own resolvers say of a TLD, as a user's stub
// resolver asks. Each test asks one of them, the next one in the next cycle. One thread.
#pragma once

#include <filesystem>
#include <functional>

#include "core/base/clock.h"
#include "core/base/entropy.h"
#include "core/plan/limits.h"
#include "core/resolve/stub.h"
#include "probes/checks/ds_history.h"
#include "probes/checks/private_addresses.h"
#include "probes/main/private_facts.h"
#include "probes/main/round_run.h"

namespace tocsin::probe {

// The DS sets that may be given for a TLD; none while no zone is in force.
using AcceptedDs = std::function<std::vector<DsSet>(const std::string& tld)>;

class ResolverTester {
 public:
  // What is referred to outlives this and every test.
  struct Surroundings {
    const Clock& clock;
    Entropy& entropy;
    plan::Limits& limits;
    AcceptedDs accepted;
    std::filesystem::path resolv_conf;
  };

  ResolverTester(Surroundings around, plan::Plan plan)
      : around_(std::move(around)), plan_(std::move(plan)) {}

  // Of this TLD, which is this endpoint's zone: its SOA, and then its DS.
  net::Task<> test(std::string tld, std::uint32_t endpoint, Batches& batches);

  // The resolvers that batches number.
  std::vector<PrivateFact> private_facts() const;

 private:
  // Nothing: why has been counted.
  std::optional<net::SocketAddress> resolver_for(std::uint32_t endpoint, Batches& batches);
  net::Task<> look_up(record::Lookup lookup,
                      net::SocketAddress resolver,
                      std::string tld,
                      Batches& batches);
  std::optional<plan::NotMeasured> why_not(const net::SocketAddress& resolver,
                                           const std::vector<DsSet>& accepted);
  resolve::StubAsk ask_for(record::LookupQuestion question,
                           const net::SocketAddress& resolver,
                           const std::string& tld) const;

  Surroundings around_;
  plan::Plan plan_;
  PrivateAddresses resolvers_;
};

}  // namespace tocsin::probe
