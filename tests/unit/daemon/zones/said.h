// A step as a collector says it in its log.
#pragma once

#include "core/entry/object.h"
#include "core/entry/zone_step_codec.h"
#include "daemon/zones/step_book.h"

namespace tocsin::collector {

inline void say(StepBook& book, const zone::ZoneStep& step) {
  const auto object = entry::encode(step);
  const auto body = encode(entry::refer_to(object));
  book.take({entry::Kind::zone_step, body}, object);
}

}  // namespace tocsin::collector
