// The test of a TLD's name servers (ICANN Registry Agreement, Specification 10 section 3): one name
// below the TLD that cannot exist, to each address of each name server, over one transport per
// test. The reply must be the TLD's own and prove that the name is not there.
#pragma once

#include <chrono>

#include "core/base/time.h"
#include "core/record/outcome.h"
#include "core/record/question.h"

namespace tocsin::probe {

// Hyphens as the third and fourth octet are reserved (RFC 5890 section 2.3.1), and no registry
// sells such a label, but for "xn--". So nobody can take it, and who sees it in a server's log
// learns whose it is.
inline constexpr std::string_view tld_test_label = "zz--tocsin-check";

// A of that name, DO on, EDNS with 1232 octets, NSID and a cookie.
record::Question tld_question();

// Specification 10 calls a round trip undefined from five times its service level on: 5 x 500 ms by
// UDP, 5 x 1500 ms by TCP, connection included. There is nothing to wait for after that.
constexpr Duration tld_timeout(record::Transport transport) {
  using namespace std::chrono_literals;
  return transport == record::Transport::udp ? 2500ms : 7500ms;
}

}  // namespace tocsin::probe
