// Numbers of the DNS that have names (IANA "Domain Name System (DNS) Parameters"). Each enumeration
// holds any number of its width: one without a name stays what it is and prints as RFC 3597 says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tocsin::dns {

enum class Type : std::uint16_t {
  a = 1,
  ns = 2,
  cname = 5,
  soa = 6,
  txt = 16,
  aaaa = 28,
  opt = 41,
  ds = 43,
  rrsig = 46,
  nsec = 47,
  dnskey = 48,
  nsec3 = 50,
  zonemd = 63,
  axfr = 252,
  any = 255,
};

enum class Class : std::uint16_t { in = 1, ch = 3, any = 255 };

enum class Opcode : std::uint8_t { query = 0, notify = 4, update = 5 };

// Twelve bits wide: the upper eight come from EDNS (RFC 6891 section 6.1.3).
enum class Rcode : std::uint16_t {
  noerror = 0,
  formerr = 1,
  servfail = 2,
  nxdomain = 3,
  notimp = 4,
  refused = 5,
  notauth = 9,
  badvers = 16,
  badcookie = 23,
};

enum class OptionCode : std::uint16_t { nsid = 3, cookie = 10, ede = 15 };

// "SOA", "TYPE65280"; "IN", "CLASS7"; "NOERROR", "RCODE12".
std::string to_text(Type type);
std::string to_text(Class klass);
std::string to_text(Rcode rcode);

// The same texts, letters in any case; anything else is nothing.
std::optional<Type> type_from(std::string_view text);
std::optional<Class> class_from(std::string_view text);

}  // namespace tocsin::dns
