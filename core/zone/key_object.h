// What a SigningKey keeps of ldns. Inside core/zone only.
#pragma once

#include "core/zone/ldns_handle.h"
#include "core/zone/signing_key.h"

namespace tocsin::zone {

struct KeyObject {
  RecordHandle record;
};

}  // namespace tocsin::zone
