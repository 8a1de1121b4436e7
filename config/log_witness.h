// A witness of a log, as whoever asks it or waits for it has it in its configuration, and how many
// of several are enough.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/plan/target.h"

namespace tocsin::config {

class Mapping;

struct LogWitness {
  std::string key;  // a verifier key in the text form of C2SP signed-note
  // Where it is reached; nothing: it asks us.
  std::optional<plan::Address> address;
  std::uint16_t port = 8446;
  std::string path;  // in front of what C2SP tlog-witness names
};

// The key's name.
std::string name_of(const LogWitness& witness);

// More than two thirds where nothing else is said: with fewer dishonest witnesses than a third, no
// two quorums meet in dishonest ones alone, and the honest ones are a quorum by themselves.
std::size_t quorum_of(std::size_t witnesses, const std::optional<std::uint32_t>& said);

// `witnesses` and `quorum` of a mapping.
void read_witnesses(Mapping& mapping,
                    std::vector<LogWitness>& witnesses,
                    std::optional<std::uint32_t>& quorum);

}  // namespace tocsin::config
