// The turn from one log of a collector to the next, while no collector runs. A year is a state of
// its own, below STATE/YEAR; which log is the current one is in one file, STATE/years.
//
//   take the old journal to its end into the old log, sign, publish
//   -> write all that is in force into the next log's journal, sync
//   -> replace STATE/years
//
// The last step is the turn. Before it the old log may still grow, after it nothing writes there:
// a start at any step finds one of the two. Of a turn that was stopped before, the next journal may
// be there; it is made anew, because nothing was ever signed of it. A journal of which something
// was signed is never touched.
//
// Witnesses are not waited for: whoever has not cosigned the old log's last checkpoint is asked
// after the turn, for as long as it takes (ended_log.h).
#pragma once

#include <optional>

#include "core/base/result.h"
#include "core/durable/file_system.h"
#include "core/entry/origin_book.h"
#include "daemon/main/state.h"

namespace tocsin::collector {

// The log that was announced for this time: the last one that was to begin by now, and after the
// current one. Nothing where there is none.
std::optional<record::NextOrigin> next_log(const State& state,
                                           const entry::OriginBook& announced,
                                           WallTime now);

// Whether the collector can go on under it. An error where its key is not on the disk, or is
// another than was announced, or where it has signed something already.
Status<> can_turn(durable::FileSystem& files,
                  const StateLayout& layout,
                  const State& state,
                  const record::NextOrigin& next);

// Where can_turn() says so. After an error the old log is the current one, unless the error came
// after the last step; read_state() knows.
Status<> turn(durable::FileSystem& files,
              const StateLayout& layout,
              const State& state,
              const record::NextOrigin& next);

}  // namespace tocsin::collector
