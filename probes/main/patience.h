// A request to a collector that may be busy: where it says "not now" (429) the same request is sent
// again, after as long as it asks for (Retry-After, RFC 9110 10.2.3), as often as patience lasts.
// What else it answers, and no answer, is the caller's.
#pragma once

#include <functional>

#include "core/base/entropy.h"
#include "core/http/client.h"
#include "core/net/task.h"

namespace tocsin::probe {

struct Patience {
  Duration most = std::chrono::minutes(2);    // all pauses together
  std::function<void(Duration)> told;         // before each pause
  std::function<net::Task<>(Duration)> wait;  // the pause
};

// How long the answer asks to wait: whole seconds, 1 to 30; 2 where it does not say. Nothing where
// it is another answer than 429.
std::optional<Duration> pause_after(const http::Response& response);

// Each pause is up to half as long again, at random, so that those who were told the same do not
// come back together. The last answer where patience ends. What is referred to outlives the task;
// the request may be repeated.
net::Task<Result<http::Response>> send_patiently(http::Client& client,
                                                 http::Request request,
                                                 Entropy& entropy,
                                                 Patience patience);

}  // namespace tocsin::probe
