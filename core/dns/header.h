// The header of a message (RFC 1035 section 4.1.1, with AD and CD of RFC 4035 section 3).
#pragma once

#include "core/base/result.h"
#include "core/dns/codes.h"
#include "core/dns/message_format.h"
#include "core/dns/parse_error.h"

namespace tocsin::dns {

// The second 16 bits, as received.
struct Flags {
  std::uint16_t bits = 0;

  bool response() const { return has(format::flag_qr); }
  bool authoritative() const { return has(format::flag_aa); }
  bool truncated() const { return has(format::flag_tc); }
  bool recursion_desired() const { return has(format::flag_rd); }
  bool recursion_available() const { return has(format::flag_ra); }
  bool authentic_data() const { return has(format::flag_ad); }
  bool checking_disabled() const { return has(format::flag_cd); }
  Opcode opcode() const {
    return static_cast<Opcode>(bits >> format::opcode_shift & format::opcode_mask);
  }
  std::uint8_t low_rcode() const { return static_cast<std::uint8_t>(bits & format::rcode_mask); }

 private:
  bool has(std::uint16_t flag) const { return (bits & flag) != 0; }
};

struct Header {
  std::uint16_t id = 0;
  Flags flags;
  std::uint16_t questions = 0;
  std::uint16_t answers = 0;
  std::uint16_t authorities = 0;
  std::uint16_t additionals = 0;
};

}  // namespace tocsin::dns
