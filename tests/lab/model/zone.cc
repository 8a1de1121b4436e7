#include "tests/lab/model/zone.h"

#include <cstdio>

namespace tocsin::lab {
namespace {

constexpr int servers_per_tld = 4;

std::string apex(const ZoneSpec& spec) {
  std::string text = "$TTL 518400\n. 86400 IN SOA a.root-servers.net. nstld.example. " +
                     std::to_string(spec.serial) + " 1800 900 604800 86400\n";
  for (const auto& letter : spec.letters) {
    const auto name = std::string(1, letter.name) + ".root-servers.net.";
    text += ". IN NS " + name + "\n";
    text += name + " IN A " + letter.ipv4 + "\n";
    text += name + " IN AAAA " + letter.ipv6 + "\n";
  }
  return text;
}

// FNV-1a: a digest-shaped value that depends on the name and needs no library.
std::uint64_t spread(const std::string& text, std::uint64_t hash) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

std::string delegation_signer(const std::string& tld) {
  std::uint64_t word = 0xcbf29ce484222325ULL;
  std::string digest;
  for (int i = 0; i < 4; ++i) {
    word = spread(tld, word);
    char hex[17];
    std::snprintf(hex, sizeof hex, "%016llX", static_cast<unsigned long long>(word));
    digest += hex;
  }
  return tld + ". 86400 IN DS " + std::to_string(word & 0xffff) + " 13 2 " + digest + "\n";
}

std::string delegation(const std::string& tld, int number) {
  std::string text;
  for (int i = 0; i < servers_per_tld; ++i) {
    const auto name = std::string(1, static_cast<char>('a' + i)) + ".nic." + tld + ".";
    const int at = number * servers_per_tld + i;
    const auto low = std::to_string(at / 256 % 256) + "." + std::to_string(at % 256);
    char tail[8];
    std::snprintf(tail, sizeof tail, "%x", at);
    text += tld + ". 172800 IN NS " + name + "\n";
    text += name + " 172800 IN A 198.18." + low + "\n";
    text += name + " 172800 IN AAAA 2001:2::" + tail + "\n";
  }
  return text + delegation_signer(tld);
}

}  // namespace

std::string root_zone(const ZoneSpec& spec) {
  auto text = apex(spec);
  for (std::size_t i = 0; i < spec.tlds.size(); ++i) {
    if (!spec.tlds[i].empty()) text += delegation(spec.tlds[i], static_cast<int>(i));
  }
  return text;
}

std::string reference_zone() {
  return "$TTL 60\n"
         "ref.lab. IN SOA ns.ref.lab. hostmaster.ref.lab. 1 1800 900 604800 60\n"
         "ref.lab. IN NS ns.ref.lab.\n"
         "ns.ref.lab. IN TXT \"a reference server\"\n";
}

}  // namespace tocsin::lab
