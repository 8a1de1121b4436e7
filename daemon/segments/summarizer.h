// Sums up one segment of the journal, record by record. What comes out follows from the records
// alone: at a start, when a segment is sealed and in `tocsind fsck` it is the same.
//
// A payload is opened only where it may bring along a target set that none before it in the segment
// has brought: probes send each about once in 360 batches, so that one of the first of them will.
//
// Takes some 150 bytes for each batch. One thread at a time.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "core/base/result.h"
#include "core/entry/journal_record.h"
#include "daemon/segments/segment_summary.h"

namespace tocsin::collector {

class Summarizer {
 public:
  // Of those that refer to one target set.
  static constexpr std::uint32_t payloads_opened_max = 2048;

  // `segment`: the index that it begins with.
  explicit Summarizer(std::uint64_t segment);

  // Each record, in order, and where its frame lies. An error where it is none of ours.
  Status<> take(std::uint64_t index, std::uint64_t offset, ByteView record);

  std::uint64_t segment() const { return segment_; }
  std::uint64_t next() const { return next_; }        // after the index of the newest record
  std::uint64_t last_at() const { return last_at_; }  // offset of the newest record
  std::vector<std::uint64_t> offsets_of(std::uint64_t object_front) const;  // ascending

  // Records with payloads of this plan that may go, ascending. Those stay that measure the root;
  // that bring along a target set, or need one that no payload of the segment brings; and those
  // that nobody knows the age of.
  std::vector<std::uint64_t> held(const std::string& plan) const;

  SegmentSummary summary() const;

 private:
  struct HeardLink {
    std::uint64_t sequence = 0;
    Digest previous{};
    KnownEnvelope known;
  };
  // Of one plan, with one target set.
  struct Held {
    std::vector<std::uint64_t> indexes;  // of the records
    WallTime taken;
  };
  struct Use {
    std::uint64_t last = 0;    // index of the record
    std::uint32_t opened = 0;  // payloads, in vain
    std::optional<std::uint64_t> brought_at;
    bool is_of_root = false;  // has endpoints of the root
  };

  std::string take_batch(std::uint64_t index,
                         std::uint64_t offset,
                         const entry::JournalRecord& record);
  // Whether it brings along a target set that nothing before it has brought.
  bool take_targets(std::uint64_t index,
                    std::uint64_t offset,
                    const record::Envelope& envelope,
                    ByteView payload);
  void hold(std::uint64_t index,
            const record::Envelope& envelope,
            const record::Acknowledgement& word);
  bool is_told_of_tlds(const Digest& target_set) const;
  std::vector<HeldPayloads> payloads() const;
  void take_said(std::uint64_t index, std::uint64_t offset, const entry::JournalRecord& record);
  static SummedChain sum_up(std::vector<HeardLink> links);

  std::uint64_t segment_;
  std::uint64_t next_;
  std::uint64_t last_at_ = 0;
  Digest compiled_in_;               // the target set that needs no introduction
  SegmentSummary said_;              // all but what follows from these:
  std::optional<SaidEntry> roster_;  // of snapshots of the roster each takes over from the last
  std::map<std::pair<record::ProbeId, std::uint64_t>, std::vector<HeardLink>> chains_;
  std::map<Digest, Use> targets_;
  std::map<std::pair<std::string, Digest>, Held> held_;
  std::map<std::string, std::uint64_t> gone_;  // payloads, by plan
  std::set<ObjectPlace> objects_;
};

}  // namespace tocsin::collector
