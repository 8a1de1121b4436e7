// The lab's root zone as master-file text (RFC 1035 section 5), unsigned. It has the shape of the
// real one: 13 name servers with glue, and for each TLD four name servers, their glue and a DS
// record.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "tests/lab/model/topology.h"

namespace tocsin::lab {

struct ZoneSpec {
  std::uint32_t serial = 0;
  std::span<const Letter> letters;
  std::span<const std::string> tlds;  // an empty one is left out and keeps its place
};

// Equal specs give equal text. TLD servers lie in 198.18.0.0/15 and 2001:2::/48, which are kept for
// benchmarks (RFC 2544, RFC 5180); nobody answers there.
std::string root_zone(const ZoneSpec& spec);

// What a reference server serves: one small zone, so that it refuses questions about the root.
std::string reference_zone();

}  // namespace tocsin::lab
