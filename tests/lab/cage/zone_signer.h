// Makes the lab's root zones: each with a new serial, signed by the lab's own keys, with a ZONEMD
// record (RFC 8976).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "tests/lab/model/topology.h"

namespace tocsin::lab {

class ZoneSigner {
 public:
  // Makes the two keys (ECDSA P-256) in `folder`.
  static Result<ZoneSigner> make(const std::string& folder,
                                 std::vector<Letter> letters,
                                 std::vector<std::string> tlds);

  // The path of a signed zone whose serial is one above the last.
  Result<std::string> next();
  // Zones from the next on are without this TLD. An error where there is none of the name.
  Status<> drop(const std::string& tld);
  std::uint32_t serial() const { return serial_; }

 private:
  ZoneSigner() = default;

  std::string folder_;
  std::vector<Letter> letters_;
  std::vector<std::string> tlds_;
  std::string key_signing_key_;
  std::string zone_signing_key_;
  std::uint32_t serial_ = 2026010100;
};

}  // namespace tocsin::lab
