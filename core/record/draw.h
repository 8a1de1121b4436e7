// What a query has of chance, so that nobody who does not see it can answer it: its id, its source
// port, the case of its letters (0x20), its cookie and when in its slot it leaves. All of it is
// derived from a secret of the batch and the query's number. The probe names the secret by its mark
// from the start and tells it once none of its queries is under way, so that whoever caught such a
// query on the wire can check that it is the one recorded, and the record needs no column for it.
#pragma once

#include <compare>
#include <cstdint>

#include "core/base/bytes.h"
#include "core/base/time.h"
#include "core/dns/name.h"

namespace tocsin::record {

using Secret = ByteArray<16>;
using SecretMark = ByteArray<16>;

// The first 16 bytes of SHA-256 over "tocsin-secret/1" and the secret.
SecretMark mark_of(const Secret& secret);

// From where queries leave: ports first to first + count - 1. Where the drawn one is taken, another
// is, and the record says which.
struct PortRange {
  std::uint16_t first = 32'768;
  std::uint16_t count = 28'232;

  bool operator==(const PortRange&) const = default;
};

struct Draw {
  std::uint16_t query_id = 0;
  std::uint16_t port = 0;   // a 65,536th of the range each
  ByteArray<8> cookie{};    // a client cookie, RFC 7873 section 4.1
  ByteArray<16> cases{};    // a bit for each of the first 128 letters, the first bit the highest
  std::uint32_t delay = 0;  // a 2^32th of the longest delay each

  bool operator==(const Draw&) const = default;
};

// SHA-256 over "tocsin-draw/1", the secret and the number in four bytes, cut into the fields above
// in their order.
Draw draw(const Secret& secret, std::uint32_t number);

std::uint16_t port_of(const Draw& draw, const PortRange& range);

// The n-th letter of the name in upper case where bit n is set, and in lower case where not.
dns::Name in_drawn_case(const dns::Name& name, const Draw& draw);

// Evenly from zero up to `longest`.
Duration delay_of(const Draw& draw, Duration longest);

}  // namespace tocsin::record
