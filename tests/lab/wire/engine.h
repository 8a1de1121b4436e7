// The delay engine: a process in the wire's namespace that carries frames between the two ends of
// every delayed cable. One thread, packet sockets, no privileges beyond its namespace.
#pragma once

#include <cstdint>

#include "core/base/clock.h"

namespace tocsin::lab {

// Serves until `control` closes. It is a socket of cage/channel.h, and hears
//   cable A B DELAY_US                       carry between the interfaces A and B
//   meddle A HOW SERVER on|off               with the messages of this server that enter at A
//                                            (meddler.h); several at once in the order of their
//                                            list
//   impair A DELAY_US JITTER_US LOSS DUPLICATE REORDER   of what enters at A; probabilities in [0,
//   1]
// each answered by "ok" or "error TEXT" once it is in force. Returns an exit status.
int run_engine(int control, std::uint64_t seed, const Clock& clock);

}  // namespace tocsin::lab
