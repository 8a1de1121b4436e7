// A country takes back its word for a probe: at once in what this collector takes and shows, and
// for ever in its log.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <vector>

#include "core/entry/entry.h"
#include "core/record/revocation.h"
#include "daemon/enrol/registry.h"

namespace tocsin::collector {

// The signature has been verified with the country's key.
struct SignedRevocation {
  record::Revocation said;
  Bytes bytes;
};

struct Revoking {
  Registry& registry;
  // Writes an entry and its object; the entry's index, once it is durable.
  std::function<boost::asio::awaitable<std::optional<std::uint64_t>>(entry::Kind, Bytes, Bytes)>
      log;
  std::function<void(const ProbeRegistration&)> changed;
};

// Those that are no news are nothing. Each counts before it is in the log: what a stop in between
// keeps out of the log is wanted again at the next start.
boost::asio::awaitable<void> take_back(std::vector<SignedRevocation> revocations, Revoking parts);

}  // namespace tocsin::collector
