// A root zone of three TLDs, signed from 2026-01-01 to 2026-02-01 by a key that is gone
// (ldns-signzone -z simple:sha384 -i 20260101000000 -e 20260201000000), and what can befall it.
#pragma once

#include <fstream>
#include <sstream>
#include <string>

#include "core/zone/verify.h"

namespace tocsin::zone::test {

inline std::string text_of(const std::string& name) {
  std::ifstream file(std::string(TOCSIN_SOURCE_DIR) + "/tests/unit/core/zone/zones/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Every occurrence.
inline std::string with(std::string text, const std::string& was, const std::string& is) {
  for (auto at = text.find(was); at != std::string::npos; at = text.find(was, at + is.size())) {
    text.replace(at, was.size(), is);
  }
  return text;
}

// All lines but those that hold `words`.
inline std::string without(const std::string& text, const std::string& words) {
  std::istringstream in(text);
  std::string kept;
  for (std::string line; std::getline(in, line);) {
    if (line.find(words) == std::string::npos) kept += line + "\n";
  }
  return kept;
}

inline WallTime january() {
  return *from_rfc3339("2026-01-15T00:00:00Z");
}

inline Result<VerifiedZone, Fault> verified(const std::string& text,
                                            WallTime at = january(),
                                            WithoutZonemd policy = WithoutZonemd::refuse) {
  auto zone = Zone::from_text(text);
  if (!zone) return tl::unexpected(zone.error());
  return verify(*std::move(zone), *anchors_from(text_of("anchor.ds")), at, policy);
}

inline std::string fault_of(const Result<VerifiedZone, Fault>& result) {
  if (result) return "verified";
  std::string text(name_of(result.error().kind));
  const auto& owner = result.error().owner;
  return owner.empty() ? text : text + " " + owner + " " + dns::to_text(result.error().type);
}

}  // namespace tocsin::zone::test
