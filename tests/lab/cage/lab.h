// A lab that runs: its network, its name servers and their zones. Owned by the agent, used from its
// one thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "tests/lab/cage/delay_control.h"
#include "tests/lab/cage/network.h"
#include "tests/lab/cage/state_folder.h"
#include "tests/lab/cage/supervisor.h"
#include "tests/lab/cage/zone_signer.h"
#include "tests/lab/model/topology.h"

namespace tocsin::lab {

class Lab {
 public:
  // Builds everything and waits until every server answers at its own host and every letter answers
  // at every probe. At most 30 seconds.
  static Result<std::unique_ptr<Lab>> raise(Topology topology,
                                            StateFolder folder,
                                            std::uint64_t seed);

  // A new serial for these instances of letters; with none named, for all.
  Status<> publish(const std::vector<std::string>& instances);
  Status<> publish_except(const std::vector<std::string>& instances);
  // Zones that are published from now on are without this TLD.
  Status<> drop(const std::string& tld) { return signer_->drop(tld); }
  // The newest zone for instances that were left behind.
  Status<> catch_up(const std::vector<std::string>& instances);
  // Starts instances that crashed, and returns when they answer.
  Status<> revive(const std::vector<std::string>& instances);

  // A name server that the topology does not have, on addresses that its host does not have; it
  // answers there when this returns. What leads others to it is the caller's.
  Status<> bring(const Instance& impostor);
  // It is gone with its addresses once it is dismissed as often as it was brought.
  Status<> dismiss(const Instance& impostor);

  const Topology& topology() const { return topology_; }
  const StateFolder& folder() const { return folder_; }
  const Network& network() const { return network_; }
  Supervisor& supervisor() { return supervisor_; }
  const DelayControl& delays() const { return delays_; }
  // The serial that an instance serves.
  const std::map<std::string, std::uint32_t>& serials() const { return serials_; }

 private:
  Lab(Topology topology, StateFolder folder, std::uint64_t seed)
      : topology_(std::move(topology)), folder_(std::move(folder)), seed_(seed) {}

  Status<> build();
  Status<> sign_first_zone();
  Status<> start_routers();
  Status<> start_servers();
  Status<> start_server(const Instance& instance);
  Status<> wait_until_ready() const;
  Status<> change_addresses(const Instance& impostor, const std::string& verb);
  Status<> wait_at_home(const std::vector<const Instance*>& instances) const;
  Status<> sign_next_zone();
  Status<> give_zone(const Instance& instance);
  Status<> reload(const Instance& instance);

  Topology topology_;
  StateFolder folder_;
  std::uint64_t seed_;
  Network network_;
  Supervisor supervisor_;
  DelayControl delays_;
  std::optional<ZoneSigner> signer_;
  std::string zone_;  // the path of the newest
  std::map<std::string, std::uint32_t> serials_;
  std::map<std::string, int> impostors_;  // how often each was brought
};

}  // namespace tocsin::lab
