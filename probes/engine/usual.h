// What replies of each server usually look like from here, so that one that looks otherwise is a
// sign: whether its instances name themselves, speak EDNS, and from which distance each of them is
// heard. An anycast route that moves leads to another instance, which has a distance of its own, so
// a move is no sign. Pure; one thread.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/net/socket_address.h"
#include "core/record/signs.h"

namespace tocsin::probe {

// As far as it concerns this.
struct Look {
  bool asked_nsid = false;
  bool asked_edns = false;
  bool has_edns = false;
  std::optional<Bytes> nsid = {};
  std::optional<std::uint8_t> hop_limit = {};
};

class Usual {
 public:
  // Routes change by a hop or two; somebody in between is nearer by more.
  static constexpr int hops_far = 3;
  // So many replies in a row from another distance, and it is the usual one: the route has changed.
  static constexpr std::uint8_t new_route_after = 10;
  // Of one server. One that is not known has no usual distance, so it gives no sign.
  static constexpr std::size_t instances_max = 16;

  // What is odd about this reply, by those before it.
  record::Signs odd(const plan::Address& server, const Look& look) const;

  // Learns from a reply that nothing else speaks against.
  void learn(const plan::Address& server, const Look& look);

 private:
  struct Instance {
    Bytes nsid;
    std::uint8_t hop_limit = 0;
    std::uint8_t others = 0;  // in a row, from elsewhere
  };
  struct Server {
    bool speaks_edns = false;
    bool names_itself = false;
    std::vector<Instance> instances;
  };

  static bool is_far(const Server& server, const Look& look);
  static void learn_distance(Server& server, const Look& look);

  std::map<plan::Address, Server> servers_;
};

}  // namespace tocsin::probe
