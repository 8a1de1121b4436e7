// The OPT record of a reply (RFC 6891 section 6.1), as views into the message.
#pragma once

#include <optional>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/dns/codes.h"
#include "core/dns/parse_error.h"
#include "core/dns/record.h"

namespace tocsin::dns {

struct Edns {
  std::uint16_t udp_payload = 0;
  std::uint8_t extended_rcode = 0;  // the upper eight bits of the reply's rcode
  std::uint8_t version = 0;
  bool dnssec_ok = false;
  ByteView options;  // well formed: every option lies within

  // The value of the first option with this code. An empty value is a value.
  std::optional<ByteView> option(OptionCode code) const;
};

Result<Edns, ParseError> read_edns(const Record& opt);

}  // namespace tocsin::dns
