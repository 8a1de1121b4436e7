// The objects of a bundle, out of the collector's journal: the payloads of its batches, and the
// target sets, plans and replies that those name. What is not there is counted.
#pragma once

#include <cstdint>
#include <map>
#include <set>

#include "core/base/result.h"
#include "core/bundle/contents.h"
#include "core/durable/file_system.h"
#include "core/entry/journal_record.h"
#include "core/record/payload.h"
#include "core/record/signed_envelope.h"
#include "daemon/evidence/survey.h"

namespace tocsin::collector {

struct MissingObjects {
  std::uint64_t payloads = 0;     // not there, or not what was signed
  std::uint64_t target_sets = 0;  // that no payload brings along
  std::uint64_t plans = 0;
  std::uint64_t replies = 0;      // that no payload keeps
  std::uint64_t cut_replies = 0;  // of which a payload keeps the beginning alone

  bool operator==(const MissingObjects&) const = default;
};

class JournalObjects {
 public:
  // All of it outlives this. Nothing is read of the journal from `below` on.
  JournalObjects(durable::FileSystem& files,
                 durable::FileSystem::Path journal,
                 const Survey& survey,
                 std::uint64_t below);

  // Adds them. An error where the journal is not there whole.
  Result<MissingObjects> add_to(bundle::Contents& contents);

 private:
  // What becomes of a record: whether the next one is to be read too.
  enum class Next { read, stop };
  using Visit = std::function<Next(std::uint64_t, const entry::JournalRecord&)>;

  Status<> read(std::uint64_t first, std::uint64_t below, const Visit& visit) const;
  Status<> take_payloads();
  void take_payload(const RelevantBatch& batch, const entry::JournalRecord& record);
  Status<> take_referred(std::set<Digest>& wanted);
  void take_compiled_in();
  Status<> search();
  bool may_help(const record::Envelope& envelope) const;
  void take_from(const record::Envelope& envelope, const record::Payload& payload);
  void put(const Digest& digest, ByteView object);

  durable::FileSystem& files_;
  durable::FileSystem::Path journal_;
  const Survey& survey_;
  std::uint64_t below_;
  bundle::Contents* contents_ = nullptr;
  MissingObjects missing_;
  std::set<Digest> plans_;
  std::set<Digest> target_sets_;
  std::map<record::ProbeId, std::set<Digest>> replies_;
  WallTime replies_from_;  // a probe keeps a reply once a day
};

}  // namespace tocsin::collector
