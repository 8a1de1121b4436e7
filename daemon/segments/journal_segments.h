// The segments of a running collector's journal: sums up what becomes durable, writes the sidecar
// of each segment that is sealed, and finds objects by their digests, in sidecars and in what is
// summed up so far.
//
// One thread follows, another one finds. An object costs a few small reads for each sealed segment
// that has not got it, newest first, and once after a start all lines of each: their checksum is
// looked at. Nothing but a few numbers for each segment is kept in memory.
#pragma once

#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

#include "core/durable/journal_reader.h"
#include "core/durable/sidecar.h"
#include "core/durable/thinned_segment.h"
#include "daemon/segments/retention_book.h"
#include "daemon/segments/sidecars.h"

namespace tocsin::collector {

// The batch that a payload is of.
struct OfBatch {
  record::ProbeId probe{};
  WallTime taken;  // by the collector; of one that it refused, when its probe closed it
};

// What a payload that is gone was: its batch is still there, and what the log says of it.
struct FormerPayload {
  std::string plan;
  std::optional<GonePayload> gone = {};  // nothing: the log does not say why
};

struct FoundObject {
  std::uint64_t record = 0;                                // index of the record that has it
  entry::Kind kind = entry::Kind::batch;                   // of that record's entry
  enum class As { payload, target_set } as = As::payload;  // the record's payload, or within it
  Bytes bytes;                               // their digest is the one that was asked for
  std::optional<OfBatch> batch = {};         // of a payload
  std::optional<FormerPayload> former = {};  // then there are no bytes
};

class JournalSegments {
 public:
  // What a start has found (rebuild.h): everything below `next` is in `sealed` or in `newest`. Each
  // of the file systems is for the one thread, and outlives this.
  JournalSegments(durable::FileSystem& following,
                  durable::FileSystem& finding,
                  durable::FileSystem::Path journal,
                  std::vector<SegmentRange> sealed,
                  Summarizer newest,
                  std::uint64_t next,
                  RetentionBook retention = {});

  // Takes in every record below, which must be durable. An error where one cannot be read, or where
  // a sidecar cannot be written: then it is tried again the next time.
  Status<> follow(std::uint64_t durable_below);

  // Of what is followed by now; for the thread that follows, as all of this.
  const RetentionBook& retention() const { return retention_; }
  void summed_up(const DuePayloads& due);
  // Takes the payloads out of their segment; how many bytes that gives back. Whoever finds waits
  // while the segment is replaced. After an error it is the old one or the thinned one.
  durable::FileResult<std::uint64_t> thin(const DuePayloads& due);
  void cannot_go(const DuePayloads& due);
  std::uint64_t bytes_freed() const { return bytes_freed_; }  // from any thread

  // Nothing where no record has it. An error where one may have it that cannot be read.
  using Found = Result<std::optional<FoundObject>>;
  Found find(const Digest& digest);

 private:
  using Places = std::vector<durable::RecordPlace>;

  void take(std::uint64_t index, ByteView record);
  durable::FileStatus replace(durable::ThinnedSegment thinned, const SegmentRange& segment);
  Places open_places(std::uint64_t front);
  std::vector<SegmentRange> sealed_segments();
  Found look_into(const SegmentRange& segment, std::uint64_t front, const Digest& digest);
  void explain(FoundObject& found);
  Result<Places> sealed_places(const SegmentRange& segment, std::uint64_t front);
  Result<durable::Sidecar> sidecar_of(const SegmentRange& segment);
  Found look(const Places& places, const Digest& digest) const;

  durable::FileSystem& following_;
  durable::FileSystem& finding_;
  const durable::FileSystem::Path journal_;
  durable::JournalReader reader_;
  std::atomic<std::uint64_t> bytes_freed_ = 0;
  Status<> taken_;                   // once it is an error, nothing more is taken
  std::set<std::uint64_t> checked_;  // segments whose objects' lines were found whole
  std::mutex segment_;               // held while a sealed segment is looked into, or replaced
  std::mutex mutex_;                 // of what follows; only the thread that follows changes it
  RetentionBook retention_;
  std::vector<SegmentRange> sealed_;
  // The newest segment, and before it those that are sealed and whose sidecars are not written yet.
  std::deque<Summarizer> open_;
};

}  // namespace tocsin::collector
