// Whether each record of the journal is what it says: signatures, digests, acknowledgements. Frames
// and their checksums have been read already; the order of batches is asked at each start
// (rebuild.h).
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/entry/journal_record.h"
#include "core/entry/logged_minutes.h"
#include "core/entry/origin_book.h"
#include "core/entry/payload_promises.h"
#include "core/entry/roster.h"
#include "core/entry/roster_check.h"

namespace tocsin::collector {

class JournalCheck {
 public:
  // Findings beyond these are only counted.
  static constexpr std::size_t told_max = 100;

  explicit JournalCheck(const crypto::PublicKey& log_key) : log_key_(log_key) {}

  // In the order of the log.
  void take(std::uint64_t index, ByteView record);

  std::uint64_t records() const { return records_; }
  std::uint64_t wrong() const { return wrong_; }
  const std::vector<std::string>& told() const { return told_; }  // "record 17: ..."
  // Batches whose payload is gone, by plan: whether it is, by index. Minutes must say what stays.
  const std::map<std::string, std::vector<bool>>& gone() const { return gone_; }
  const entry::PayloadPromises& promises() const { return promises_; }
  // Which entries are good minute results (daemon/segments/segment_minutes.h), by index.
  const std::map<std::uint64_t, entry::LoggedMinutes>& minutes() const { return minutes_; }

 private:
  // Why it is not what it says; nothing where it is.
  std::string check(std::uint64_t index, const entry::JournalRecord& record);
  std::string check_batch(std::uint64_t index, const entry::JournalRecord& record);
  std::string check_payload(std::uint64_t index,
                            const record::Envelope& envelope,
                            const entry::JournalRecord& record);
  std::string check_refusal(const entry::JournalRecord& record) const;
  std::string check_checkpoint(ByteView body) const;
  std::string check_logged_minutes(std::uint64_t index, const entry::JournalRecord& record);
  std::string check_roster(std::uint64_t index, const entry::JournalRecord& record);

  crypto::PublicKey log_key_;
  entry::Roster roster_{{}};
  entry::RosterCheck stated_;
  entry::OriginBook origins_;
  std::set<Digest> rosters_;  // whose object is there
  std::map<std::string, std::vector<bool>> gone_;
  entry::PayloadPromises promises_;
  std::map<std::uint64_t, entry::LoggedMinutes> minutes_;
  std::uint64_t records_ = 0;
  std::uint64_t wrong_ = 0;
  std::vector<std::string> told_;
};

}  // namespace tocsin::collector
