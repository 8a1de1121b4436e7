// The uplink's real transport: one kept connection to a collector, by mutual TLS 1.3.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>

#include "core/http/client.h"
#include "probes/uplink/lane.h"

namespace tocsin::probe {

// Fails where the TLS material does not load or the address is none.
Result<std::unique_ptr<Transport>> http_transport(boost::asio::io_context& io,
                                                  http::ClientOptions options);

}  // namespace tocsin::probe
