// Fetches a zone from a server by AXFR over TCP (RFC 5936). What comes is as good as the way it
// came: core/zone verifies it.
#pragma once

#include <chrono>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/net/socket_address.h"
#include "core/net/task.h"
#include "core/xfr/transfer.h"

namespace tocsin::xfr {

struct AxfrAsk {
  net::SocketAddress server;
  dns::Name zone;                               // the root where nothing is said
  std::uint16_t id = 0;                         // drawn by the caller
  Duration message = std::chrono::seconds(10);  // for the connection, and for each message
  Duration whole = std::chrono::seconds(120);
  Limits limits = {};
};

// The zone's records, one after the other, none compressed (zone::Zone::from_records).
net::Task<Result<Bytes, Fault>> axfr(AxfrAsk ask);

}  // namespace tocsin::xfr
