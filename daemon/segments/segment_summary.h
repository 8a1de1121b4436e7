// What a start of the collector, and whoever asks for an object by its digest, need of one segment
// of the journal: a value that follows from the segment's records alone (summarizer.h), and is kept
// beside it (sidecars.h). docs/formats/sidecar.md has its bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/digest.h"
#include "core/base/time.h"
#include "core/record/envelope.h"
#include "daemon/ingest/chain.h"

namespace tocsin::collector {

// The admitted batches of one probe in one incarnation.
struct SummedChain {
  record::ProbeId probe{};
  std::uint64_t incarnation = 0;
  std::vector<LinkSpan> spans;       // ascending
  std::vector<KnownEnvelope> links;  // one for each sequence number in them; none where not read

  bool operator==(const SummedChain&) const = default;
};

// A target set that admitted batches refer to.
struct UsedTargets {
  Digest set{};
  std::optional<std::uint64_t> brought_at;  // offset of the first record whose payload has it

  bool operator==(const UsedTargets&) const = default;
};

// Any entry that is neither a batch nor a checkpoint; of snapshots of the roster the last, and
// of a time-stamp the kind alone. Its object, if it has one, is in its record.
struct SaidEntry {
  std::uint64_t index = 0;
  std::uint64_t offset = 0;
  Bytes entry;

  bool operator==(const SaidEntry&) const = default;
};

// A checkpoint of the log that an entry records.
struct RecordedTree {
  std::uint64_t index = 0;  // of the entry
  std::uint64_t size = 0;   // of the tree

  bool operator==(const RecordedTree&) const = default;
};

// Payloads of one plan's admitted batches.
struct HeldPayloads {
  std::string plan;
  std::uint64_t held = 0;  // that may go once their promised time is over
  std::uint64_t gone = 0;
  WallTime taken;  // the newest of those held: by the collector, or as its probe closed it

  bool operator==(const HeldPayloads&) const = default;
};

// Where an object is: as its record's payload, or a target set in there. Records whose objects'
// digests begin alike stand beside each other; what is read decides.
struct ObjectPlace {
  std::uint64_t front = 0;  // of its digest (front_of)
  std::uint64_t offset = 0;

  auto operator<=>(const ObjectPlace&) const = default;
};

struct SegmentSummary {
  std::uint64_t batches = 0;             // admitted ones
  std::uint64_t evidence = 0;            // the other ones
  std::vector<SummedChain> chains;       // by probe and incarnation
  std::vector<UsedTargets> target_sets;  // the most lately used one last
  std::vector<SaidEntry> said;           // in the order of the log, as the next
  std::vector<RecordedTree> recorded;
  std::vector<HeldPayloads> payloads;  // by plan
  // The median of the times of its batches, one whose time was not trusted counting as 1970: what
  // the clocks of the collector and of most probes agreed about. 1970 where there is no batch.
  WallTime agreed;
  std::vector<ObjectPlace> objects;  // ascending; none where not read

  bool operator==(const SegmentSummary&) const = default;
};

}  // namespace tocsin::collector
