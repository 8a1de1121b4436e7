// What the engine is asked to do, and what it brings back.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/dns/query.h"
#include "core/net/socket_address.h"
#include "core/record/measurement.h"

namespace tocsin::probe {

struct Ask {
  net::SocketAddress server;
  record::Transport transport = record::Transport::udp;
  dns::QueryOptions query;  // the engine draws the id
  Duration timeout = std::chrono::seconds(4);
  std::uint32_t endpoint = 0;  // copied to the measurement
};

// Why something that arrived is not the reply. It never ends the wait: a forger who is quick must
// not hide the true answer.
enum class StrayReason : std::uint8_t {
  wrong_source,    // another address or port than we asked
  without_id,      // too short to say what it answers
  not_a_message,   // from the right place and with our id, but not a DNS message
  not_a_response,  // these five as in core/dns/match.h
  wrong_id,
  wrong_opcode,
  wrong_question,
  wrong_case,
};

std::string_view name_of(StrayReason reason);

struct Stray {
  StrayReason why = StrayReason::wrong_source;
  net::SocketAddress from;
  Bytes bytes;  // at most stray_octets_max of them
};

// What is kept of strays, so that a flood of them cannot fill the memory. All are counted.
inline constexpr std::size_t strays_max = 4;
inline constexpr std::size_t stray_octets_max = 4096;

struct Observation {
  record::Measurement measurement;
  std::uint64_t stray_count = 0;
  std::vector<Stray> strays;  // the first ones
};

}  // namespace tocsin::probe
