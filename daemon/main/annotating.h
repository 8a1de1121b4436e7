// What somebody has signed of a part of the measurements goes into the log, once. On the Asio
// thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "core/base/digest.h"
#include "core/entry/entry.h"

namespace tocsin::collector {

// Writes an entry and its object; the entry's index, once it is durable.
using AnnotationLog =
    std::function<boost::asio::awaitable<std::optional<std::uint64_t>>(entry::Kind, Bytes, Bytes)>;

// `said` holds the digests of those that the log has, or is to have: what a stop keeps out of it is
// wanted again at the next start. It outlives the task.
boost::asio::awaitable<void> annotate(std::vector<Bytes> annotations,
                                      std::set<Digest>& said,
                                      AnnotationLog log);

}  // namespace tocsin::collector
