// Does a root server say what the root zone says? One query to each root server in each interval,
// drawn from a recent zone (RSSAC047v2 section 5.3; its tags in brackets). What comes back is kept
// as it came and judged against zones elsewhere, by what it is and not by what was expected [yhu,
// xog].
#pragma once

#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/plan/target.h"
#include "core/record/outcome.h"
#include "core/record/question.h"

namespace tocsin::probe {

enum class DelegationSigner : std::uint8_t { absent, present };

// A TLD of the zone that queries are drawn from.
struct Delegation {
  std::string tld;  // lower case with the final dot: "no."
  DelegationSigner ds = DelegationSigner::absent;
};

struct CorrectnessTest {
  plan::Family family = plan::Family::v4;
  record::Transport transport = record::Transport::udp;
  record::Question question;

  bool operator==(const CorrectnessTest&) const = default;
};

// The test that `draw` gives, always the same for the same zone: so that whoever learns the draw
// can check that a probe has not chosen what suits it.
//
// Family and transport with even chances [thb, ogo]; nine of ten questions are positive [yyg]: one
// of the zone's RRsets, all equally likely: SOA, DNSKEY and NS of the root [njh, hmc, xca], NS
// [max] and DS [kmd] of each TLD that has them, but never NS of arpa, for which the root servers
// are authoritative [unt]. One of ten is negative: A of www.rssac047-test. and ten random letters
// [hkc, dse]. DO is set [rhe], EDNS says 1220 octets [rja], NSID is asked for [mgj].
CorrectnessTest correctness_test(const std::vector<Delegation>& zone, ByteView draw);

}  // namespace tocsin::probe
