// The keys of the logs of coming years, made before they are announced and long before they sign:
// one for each of the three years after this one, where the state directory keeps them.
#pragma once

#include <vector>

#include "core/base/entropy.h"
#include "core/base/result.h"
#include "core/durable/file_system.h"
#include "core/entry/origin_book.h"
#include "daemon/main/state_layout.h"

namespace tocsin::collector {

inline constexpr int years_ahead = 3;

// The one in UTC.
int year_of(WallTime time);

// What the log of a year to come is called: "geneva.example/log/2027".
std::string origin_of(const std::string& name, int year);

// What is to be announced at this time, and was not: of these years, by time. Each key is durable
// by then. `name` is what the log of the first year was called.
//
// An error where a key cannot be made or read, or is another than was announced: in place of one
// that got lost none is made, for nobody would believe it.
Result<std::vector<record::NextOrigin>> next_origins(durable::FileSystem& files,
                                                     const StateLayout& layout,
                                                     const std::string& name,
                                                     const entry::OriginBook& announced,
                                                     WallTime now,
                                                     Entropy& entropy);

}  // namespace tocsin::collector
