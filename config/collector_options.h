// What the host of a collector decides, checked and with defaults filled in. config/tocsind.yaml is
// the same in YAML, with a comment for each key.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/time.h"
#include "core/plan/target.h"

namespace tocsin::config {

struct Listener {
  plan::Address address;
  std::uint16_t port = 0;  // 0: any free one
};

struct Listeners {
  Listener probes{.address = {.family = plan::Family::v6, .bytes = {}}, .port = 8443};
  Listener enrolment{.address = {.family = plan::Family::v6, .bytes = {}}, .port = 8444};
  Listener open{.address = {.family = plan::Family::v6, .bytes = {}}, .port = 8445};
  Listener admin{.address = {.family = plan::Family::v4, .bytes = {127, 0, 0, 1}}, .port = 9853};
};

// Whose word counts for a country.
struct Country {
  std::string code;   // ISO 3166-1 alpha-2, upper case: "NO"
  ByteArray<32> key;  // its enrolment key, Ed25519
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

struct Log {
  // What is durable is in the log, and under a checkpoint, after so long at the most.
  Duration checkpoint_every = std::chrono::seconds(5);
};

struct CollectorOptions {
  std::filesystem::path state_dir;
  std::string
      origin;  // of the log; empty: the one that `tocsind init` wrote into the state directory
  Listeners listeners;
  std::vector<Country> countries;
  Log log;
  std::vector<Operator> operators;
  std::vector<std::filesystem::path> plans;  // files of what probes are asked to do (plan_file.h)
  CollectorLimits limits;
};

}  // namespace tocsin::config
