// What a spool has to remember beside its batches, as one small file that is replaced as a whole.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/base/digest.h"
#include "core/base/result.h"
#include "probes/spool/gap_list.h"
#include "probes/spool/sequence_set.h"

namespace tocsin::probe {

// Where one collector stands, among the batches that are still kept.
struct CollectorCursor {
  SequenceSet acknowledged;
  SequenceSet refused;  // for good

  bool done(std::uint64_t sequence) const {
    return acknowledged.contains(sequence) || refused.contains(sequence);
  }
  bool operator==(const CollectorCursor&) const = default;
};

// Every sequence number below `next` is one of these: taken, gone, or that of a batch file. One
// that is none of them has vanished, and the spool says so when it opens (reconcile.h).
struct SpoolState {
  std::uint64_t incarnation = 0;
  std::uint64_t next = 0;
  std::set<std::uint64_t> taken;   // given out, and no batch has come yet
  SequenceSet gone;                // every collector has it, or a gap tells of it
  std::uint64_t closed_below = 0;  // `last_envelope` is that of the newest batch below this
  Digest last_envelope{};          // zeros before the first
  GapList untold;                  // gaps that no closed envelope has told yet
  std::map<std::string, CollectorCursor> cursors;  // by collector

  bool operator==(const SpoolState&) const = default;
};

Bytes encode_state(const SpoolState& state);
Result<SpoolState> decode_state(ByteView bytes);

}  // namespace tocsin::probe
