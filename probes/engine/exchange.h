// What the engine is asked to do. What it brings back is a record::Observation.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "core/base/result.h"
#include "core/net/socket_address.h"
#include "core/record/observation.h"

namespace tocsin::probe {

struct Ask {
  net::SocketAddress server;
  record::Role role = record::Role::root;
  record::Transport transport = record::Transport::udp;
  record::Question question;
  dns::QueryOptions query;  // the question for the server's zone, before anything is drawn
  Duration timeout = std::chrono::seconds(4);
  // How long to listen after the first answer, within the timeout: for a second one.
  Duration listen_on{};
  std::uint32_t endpoint = 0;  // copied to the measurement
};

// An Ask for this question with everything else as above; an error where they make no name.
Result<Ask, dns::NameError> ask_for(record::Question question, std::string_view zone);

}  // namespace tocsin::probe
