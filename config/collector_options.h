// What the host of a collector decides, checked and with defaults filled in. config/tocsind.yaml is
// the same in YAML, with a comment for each key.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/listener.h"
#include "config/log_witness.h"
#include "core/assess/root_parties.h"
#include "core/base/bytes.h"
#include "core/base/time.h"
#include "core/plan/target.h"
#include "core/witness/duty.h"

namespace tocsin::config {

struct Listeners {
  Listener probes{.address = {.family = plan::Family::v6, .bytes = {}}, .port = 8443};
  Listener enrolment{.address = {.family = plan::Family::v6, .bytes = {}}, .port = 8444};
  Listener open{.address = {.family = plan::Family::v6, .bytes = {}}, .port = 8445};
  Listener admin{.address = {.family = plan::Family::v4, .bytes = {127, 0, 0, 1}}, .port = 9853};
};

// Whose word counts for a country.
struct Country {
  std::string code;          // ISO 3166-1 alpha-2, upper case: "NO"
  ByteArray<32> key;         // its enrolment key, Ed25519
  std::string contact = {};  // whom an operator of name servers asks about its probes
  std::vector<std::filesystem::path> revocations = {};  // files (core/record/revocation.h)
  std::optional<Duration> embargo = {};                 // nothing: as of all others
};

// When everybody gets what was measured, and how long it is kept (core/record/payload_policy.h).
struct Payloads {
  Duration embargo = std::chrono::hours(24);
  std::map<std::string, Duration> kept;  // by plan; those of others for ever
};

struct CollectorLimits {
  std::uint32_t connections_max = 2048;
  Duration request_timeout = std::chrono::seconds(15);
  std::uint64_t batch_bytes_max = 4ULL * 1024 * 1024;  // envelope and payload as sent
};

// Whose word on its own name servers is obeyed: its key has been checked by hand.
struct Operator {
  std::string name;
  ByteArray<32> key;
  std::vector<std::filesystem::path> words;  // files, each an opt-out (core/record/opt_out.h)
};

// Who cosigns the log's checkpoints.
struct Log {
  // What is durable is in the log, and under a checkpoint, after so long at the most.
  Duration checkpoint_every = std::chrono::seconds(5);
  // So often it says who its probes are, where anything else has been logged.
  Duration roster_every = std::chrono::seconds(30);
  std::vector<LogWitness> witnesses;
  // How many of them make a checkpoint a cosigned one; nothing: more than two thirds.
  std::optional<std::uint32_t> quorum;
};

// Whose logs this collector cosigns in its turn.
struct PeerWitness {
  std::filesystem::path key_file;  // a witness's own key, not the log's; not encrypted
  witness::Duty duty;
};

// Who stamps the log's recorded checkpoints with a time (RFC 3161), over plain HTTP: what it
// answers is signed.
struct TimeAuthority {
  std::string name = {};  // for people
  plan::Address address{.family = plan::Family::v4, .bytes = {}};
  std::uint16_t port = 80;
  std::string path = "/";
  std::string host = {};                    // whom to ask for there; empty: the address
  std::filesystem::path certificates = {};  // PEM: its own, or of those who vouch for it
};

struct TimeStamping {
  Duration every = std::chrono::hours(1);
  std::vector<TimeAuthority> authorities = {};
};

// Where the root zone is fetched from, by AXFR.
struct Zones {
  std::vector<plan::Address> servers;  // none: it never is
  // DS or DNSKEY records, or root-anchors.xml. Nothing: IANA's.
  std::optional<std::filesystem::path> trust_anchor_file;
};

struct CollectorOptions {
  std::filesystem::path state_dir;
  std::string
      origin;  // of the log; empty: the one that `tocsind init` wrote into the state directory
  Listeners listeners;
  std::string contact;  // whom an operator of name servers asks; empty: nobody
  std::vector<Country> countries;
  Log log;
  std::optional<PeerWitness> witness;  // nothing: it cosigns for nobody
  TimeStamping time_stamping;
  Zones zones;
  std::vector<Operator> operators;
  Payloads payloads;
  // Files (core/record/annotation.h); whoever signed them.
  std::vector<std::filesystem::path> annotations;
  std::vector<std::filesystem::path> plans;  // files of what probes are asked to do (plan_file.h)
  // Who runs what of the root: a file of exactly the letters a to m (root_parties_file.h). Nothing:
  // what we ship.
  std::optional<std::filesystem::path> root_parties_file;
  assess::RootParties root_parties;  // its content, where the options were loaded from a file
  CollectorLimits limits;
};

}  // namespace tocsin::config
