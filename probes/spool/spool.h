// The batches of one probe until every collector has them: one set of batches, one cursor for each
// collector.
//
// Guarantee: once add() has returned without an error, the batch is kept until every configured
// collector has acknowledged or refused it, or until the spool lets it go under pressure, finds it
// damaged, and says so in a gap that an envelope tells. This holds across a crash at any point.
//
// Order of writes: a number is in the state file before it is given out; a batch is written
// (NAME.tmp, sync, rename, sync of the folder) before anything counts on it; the state says that a
// batch is gone before its file is removed. Only where the disk is too full for the state are files
// removed first. Acknowledgements are saved with the next state: one that a crash forgets is asked
// for again, and a collector answers a known batch as the first time.
//
// Sad paths: a full disk costs batches, first those that a collector holds; a disk that cannot be
// written costs the new batch. Both are counted, and the number becomes a gap. Nothing here stops
// the probe, except a state file that is damaged or older than the batches: then open() fails,
// because numbers could be given twice.
//
// One owner, one thread; one process per folder (locked). docs/formats/spool.md has the bytes.
#pragma once

#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/durable/file_system.h"
#include "probes/spool/batch_file.h"
#include "probes/spool/reconcile.h"
#include "probes/spool/refused.h"
#include "probes/spool/sequence_source.h"
#include "probes/spool/spool_state.h"
#include "probes/spool/thinning.h"

namespace tocsin::probe {

struct SpoolOptions {
  std::filesystem::path folder;
  std::vector<std::string> collectors;              // names; none: batches stay
  std::uint64_t bytes_max = 1024ULL * 1024 * 1024;  // on disk, in whole blocks
  std::size_t refused_max = 256;                    // batches put aside
};

// Batches, since the spool was opened.
struct SpoolCounts {
  std::uint64_t added = 0;
  std::uint64_t delivered = 0;  // every collector has acknowledged or refused it
  std::uint64_t refused = 0;    // once for each collector
  std::uint64_t acknowledged_elsewhere = 0;
  std::uint64_t thinned = 0;
  std::uint64_t unreadable = 0;
  std::uint64_t never_closed = 0;
  std::uint64_t not_written = 0;   // new ones that the disk did not take
  std::uint64_t disk_full = 0;     // writes that found no space, at first at least
  std::uint64_t write_errors = 0;  // writes that failed for good
};

// Of a file, in whole blocks.
constexpr std::uint64_t bytes_on_disk(std::uint64_t file_bytes) {
  constexpr std::uint64_t block_bytes = 4096;
  return (file_bytes + block_bytes - 1) / block_bytes * block_bytes;
}

class Spool final : public SequenceSource {
 public:
  // `files` outlives the spool. A folder without a state gets `new_incarnation`, drawn at random by
  // the caller: numbers start at 0 in it.
  static Result<std::unique_ptr<Spool>> open(durable::FileSystem& files,
                                             SpoolOptions options,
                                             std::uint64_t new_incarnation);

  // For whoever closes a batch, in this order.
  std::uint64_t incarnation() const { return state_.incarnation; }
  Result<std::uint64_t> next() override;
  // What the next envelope names as `previous`; zeros before the first.
  const Digest& last_envelope() const { return state_.last_envelope; }
  // What it should tell, at most 256, and does if the batch that is added says so.
  std::vector<record::Gap> gaps_to_tell() const;
  // Its number is from next(). An error: it is not kept, and will be a gap.
  Status<> add(const Batch& batch);

  // For delivery. The newest batch below `below` that this collector has neither acknowledged nor
  // refused.
  std::optional<std::uint64_t> newest_for(
      const std::string& collector,
      std::uint64_t below = std::numeric_limits<std::uint64_t>::max()) const;
  // A damaged batch becomes a gap; then newest_for() does not give it again.
  Result<Batch> read(std::uint64_t sequence);
  void acknowledge(const std::string& collector, std::uint64_t sequence);
  void refuse(const Refusal& refusal, std::uint64_t sequence);

  // Saves what is only in memory; call before stopping.
  Status<> flush();

  std::size_t batches() const { return kept_.size(); }
  std::uint64_t bytes() const { return bytes_; }
  std::optional<std::uint64_t> oldest() const;
  // When it closed; nothing for one that was there when the spool was opened.
  std::optional<MonotonicTime> oldest_closed_at() const;
  std::size_t waiting_for(const std::string& collector) const;
  const SpoolCounts& counts() const { return counts_; }

 private:
  struct Kept {
    Importance importance = Importance::root;
    std::uint64_t bytes = 0;
    std::optional<MonotonicTime> closed_at = {};
  };
  using KeptBatches = std::map<std::uint64_t, Kept>;

  Spool(durable::FileSystem& files, SpoolOptions options);

  Status<> load(std::uint64_t new_incarnation);
  Status<> load_state(std::uint64_t new_incarnation, const std::vector<std::string>& names);
  Status<> take_stock(const std::vector<std::string>& names);
  durable::FileStatus keep(BatchName name);
  void find_last_envelope();
  void forget_all_done();

  std::filesystem::path path_of(BatchName name) const;
  durable::FileStatus save_state();
  durable::FileStatus settle();
  void remove_gone_files();

  durable::FileStatus write_making_room(const std::filesystem::path& path, ByteView bytes);
  void let_go_of(std::uint64_t bytes);
  void lose(std::uint64_t sequence, record::GapReason reason);
  void forget(KeptBatches::iterator batch);
  void forget_if_done(std::uint64_t sequence);
  std::vector<Spooled> spooled() const;
  std::uint64_t& count_of(record::GapReason reason);

  durable::FileSystem& files_;
  SpoolOptions options_;
  std::unique_ptr<durable::DirectoryLock> lock_;
  SpoolState state_;
  KeptBatches kept_;
  std::uint64_t bytes_ = 0;
  std::vector<std::filesystem::path> gone_files_;  // to be removed once the state says so
  SpoolCounts counts_;
};

}  // namespace tocsin::probe
