// Whether the entries of a bundle have all that was ever logged of who the probes are. Of what was
// logged before the range there is only what its writer has put in; a snapshot in the range
// (docs/formats/roster.md) says what there should be. Pure.
#pragma once

#include <cstdint>
#include <string>

#include "core/bundle/contents.h"
#include "core/bundle/range.h"
#include "core/entry/roster_snapshot.h"

namespace tocsin::bundle {

struct StatedRoster {
  enum class Rests {
    on_the_log,       // the range begins with it: nothing was logged earlier
    on_a_snapshot,    // on what the collector has said
    on_the_writer,    // no snapshot in the range is of all that was logged before it
    on_what_is_wrong  // a snapshot in the range is not what the entries here make it
  };

  Rests rests = Rests::on_the_writer;
  std::uint64_t index = 0;                // of the snapshot's entry
  entry::ObjectReference reference = {};  // its roster
  Bytes roster = {};                      // as the entries here make it
  std::string why = {};                   // it is wrong, or what it has that is not here
};

// All snapshots of the range must be right. It rests on the first that is of all the entries before
// the range.
StatedRoster stated_roster(const Contents& contents, const Range& range);

}  // namespace tocsin::bundle
