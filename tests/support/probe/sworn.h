// What a log keeps of who a scripted probe is: its enrolment, and a country's word for it.
#pragma once

#include <string>

#include "core/base/time.h"
#include "tests/support/probe/scripted_probe.h"

namespace tocsin::collector {

Bytes enrolment_of(const ScriptedProbe& who);

struct Sworn {
  std::string country = "NO";
  WallTime from;
  WallTime until;
};
Bytes attestation_of(const ScriptedProbe& who, const Sworn& sworn, const crypto::SigningKey& by);

}  // namespace tocsin::collector
