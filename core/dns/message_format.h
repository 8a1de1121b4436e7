// Byte constants of a DNS message (RFC 1035 section 4.1, RFC 6891 section 6.1).
#pragma once

#include <cstddef>
#include <cstdint>

namespace tocsin::dns::format {

inline constexpr std::size_t header_octets = 12;
inline constexpr std::size_t message_octets_max = 65535;  // what a TCP length prefix can say

// Flags: QR, four bits of opcode, AA, TC, RD | RA, zero, AD, CD, four bits of rcode.
inline constexpr std::uint16_t flag_qr = 0x8000;
inline constexpr std::uint16_t flag_aa = 0x0400;
inline constexpr std::uint16_t flag_tc = 0x0200;
inline constexpr std::uint16_t flag_rd = 0x0100;
inline constexpr std::uint16_t flag_ra = 0x0080;
inline constexpr std::uint16_t flag_ad = 0x0020;
inline constexpr std::uint16_t flag_cd = 0x0010;
inline constexpr unsigned opcode_shift = 11;
inline constexpr std::uint16_t opcode_mask = 0x000f;
inline constexpr std::uint16_t rcode_mask = 0x000f;

// The first octet of a label: its two upper bits tell a length from a compression pointer.
inline constexpr std::uint8_t label_kind_mask = 0xc0;
inline constexpr std::uint8_t label_kind_length = 0x00;
inline constexpr std::uint8_t label_kind_pointer = 0xc0;
inline constexpr std::uint8_t label_value_mask = 0x3f;

// A name has at most 127 labels, so a writer that compresses needs no more pointers. The limit
// keeps the work for a message of nothing but pointers linear.
inline constexpr std::size_t pointers_max = 127;

// An OPT record's TTL field: extended rcode, version, then DO and fifteen zero bits.
inline constexpr unsigned edns_rcode_shift = 24;
inline constexpr unsigned edns_version_shift = 16;
inline constexpr std::uint32_t edns_flag_do = 0x8000;

inline constexpr std::size_t soa_tail_octets = 20;  // serial, refresh, retry, expire, minimum

}  // namespace tocsin::dns::format
