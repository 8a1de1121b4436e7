// What the collector knows of a probe apart from its measurements: rebuilt from the enrolment
// entries of the journal at start, and handed over again whenever it changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/time.h"
#include "core/record/envelope.h"

namespace tocsin::collector {

// A country's signed word that this probe is its own. Verified before it comes here.
struct Attestation {
  std::string country;  // ISO 3166-1 alpha-2, upper case
  std::uint32_t asn = 0;
  std::string network;  // the network's name
  double latitude = 0;  // degrees, rounded to 0.1
  double longitude = 0;
  WallTime from;
  WallTime until;  // not included

  bool covers(WallTime time) const { return from <= time && time < until; }
};

struct ProbeRegistration {
  std::string name;
  record::ProbeId id{};
  std::optional<Attestation> attestation;  // nothing: no country has vouched for it
};

}  // namespace tocsin::collector
