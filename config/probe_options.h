// What the host of a probe decides, checked and with defaults filled in. config/probe.yaml is the
// same in YAML, with a comment for each key.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/log_witness.h"
#include "core/plan/budget.h"
#include "core/plan/limits.h"
#include "core/plan/plan.h"
#include "core/plan/target.h"

namespace tocsin::config {

// A collector that every batch is pushed to. It is reached by address: `tls_name` is only compared
// with its certificate.
struct Collector {
  std::string name;  // of its enrolment, and in the log: "geneva"
  plan::Address address;
  std::uint16_t port = 8443;
  std::string tls_name;
  // Empty: where `tocsin-probe enroll` puts them, in STATE_DIR/collectors/NAME/.
  std::filesystem::path ca_file;  // PEM
  std::string log_key;            // Base64 of the log's Ed25519 public key
  // Who is asked, instead of the collector, how far its log is.
  std::vector<LogWitness> witnesses;
  std::optional<std::uint32_t> quorum;  // nothing: more than two thirds of them
};

// Independent of the root and never a collector: what they answer tells a dead root from a dead
// line.
struct References {
  std::vector<plan::Address> line;     // the gateway, the access network's servers
  std::vector<plan::Address> country;  // two domestic networks
  std::vector<plan::Address> world;    // three networks in two regions
};

// One of two that differ is wrong, and nobody knows which.
inline constexpr std::size_t time_servers_min = 3;
inline constexpr std::size_t time_servers_max = 16;

struct ProbeOptions {
  std::filesystem::path state_dir;
  std::vector<Collector> collectors;  // none: batches stay in the spool
  References references;
  // Whom our own clock is compared with: none, or at least time_servers_min of them.
  std::vector<plan::Address> time_servers;
  plan::Ceilings ceilings;
  std::uint64_t spool_bytes_max = 1024ULL * 1024 * 1024;
  plan::Plan watch =
      plan::watch();  // its cadences may be longer here than compiled in, not shorter
  // How many probes there are in all: beyond 160 each asks less often (core/plan/budget.h).
  std::uint32_t fleet_size = plan::fleet_by_default;
  // This probe's number among them, from 0: nothing where nobody gave it one.
  std::optional<std::uint32_t> fleet_number;
  std::vector<plan::Plan> plans = {plan::identity()};      // beside the watch
  std::optional<std::filesystem::path> trust_anchor_file;  // nothing: IANA's
  // Which letters, and where to find them first; nothing: the compiled-in root addresses.
  std::optional<std::filesystem::path> hints_file;
};

}  // namespace tocsin::config
