// What nobody can do without: the same bytes at the same rhythm, appended to a plain file and
// synced. Whatever came while a sync ran is written together and synced once, as any collector
// would.
#pragma once

#include <array>
#include <filesystem>
#include <vector>

#include "core/base/time.h"
#include "tests/bench/acknowledge/shape.h"

namespace tocsin::bench {

// From when each was due until it was on disk. `bytes_of` says how many a batch of a kind has. The
// file must not be there; it stays.
std::vector<Duration> floor_of(const std::filesystem::path& file,
                               const std::vector<Closing>& closings,
                               std::array<std::size_t, 2> bytes_of);

}  // namespace tocsin::bench
