#include "probes/spool/spool.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/crypto/sha256.h"
#include "probes/spool/spool_format.h"

namespace tocsin::probe {
namespace {

using durable::FileError;
using durable::FileStatus;
using durable::Privacy;

constexpr std::size_t gone_files_max = 64;  // then they are removed without waiting for a new batch
constexpr int attempts_on_full_disk = 4;

bool says_damaged(const FileError& error) {
  return error.code == std::errc::io_error || error.code == std::errc::file_too_large ||
         error.code == std::errc::no_such_file_or_directory;
}

}  // namespace

Result<std::uint64_t> Spool::next() {
  if (state_.taken.size() >= format::taken_max)
    return fail("too many numbers taken and not closed");
  const auto number = state_.next;
  state_.taken.insert(number);
  ++state_.next;
  if (const auto saved = settle(); !saved) {
    // It may be on disk all the same: then it is a gap after a crash, and given again otherwise.
    state_.taken.erase(number);
    --state_.next;
    return fail(saved.error());
  }
  return number;
}

std::vector<record::Gap> Spool::gaps_to_tell() const {
  const auto count = std::min(state_.untold.size(), format::batch_gaps_max);
  return {state_.untold.begin(), state_.untold.begin() + static_cast<std::ptrdiff_t>(count)};
}

Status<> Spool::add(const Batch& batch) {
  check(state_.taken.erase(batch.sequence) == 1, "a batch has a number that next() gave");
  check(batch.sequence >= state_.closed_below, "batches are added in the order of their numbers");
  const auto bytes = encode_batch(batch);
  const BatchName name{batch.sequence, batch.importance};
  const auto size = bytes_on_disk(bytes.size());
  if (bytes_ + size > options_.bytes_max) {
    // A little more than needed, so that not every batch from now on has to make room.
    const auto margin = options_.bytes_max / 64 / bytes_on_disk(1) * bytes_on_disk(1);
    let_go_of(bytes_ + size - options_.bytes_max + margin);
  }
  if (const auto written = write_making_room(path_of(name), bytes); !written) {
    ++counts_.not_written;
    gone_files_.push_back(path_of(name));  // of which a part may be there
    state_.gone.insert(batch.sequence);
    add_gap(state_.untold, {batch.sequence, batch.sequence, record::GapReason::thinned});
    (void)settle();  // counted; without it the number is a gap at the next start
    return fail(written.error());
  }
  ++counts_.added;
  kept_[batch.sequence] = {batch.importance, size, batch.closed_at};
  bytes_ += size;
  state_.closed_below = batch.sequence + 1;
  state_.last_envelope = crypto::sha256(batch.envelope);
  for (const auto& gap : batch.gaps) subtract_gap(state_.untold, gap);
  // Else a gap would be told again after a crash: true still, but once is enough.
  if (!batch.gaps.empty()) (void)settle();
  return {};
}

std::optional<std::uint64_t> Spool::newest_for(const std::string& collector,
                                               std::uint64_t below) const {
  const auto& cursor = state_.cursors.at(collector);
  auto batch = kept_.lower_bound(below);
  while (batch != kept_.begin()) {
    --batch;
    auto done = cursor.acknowledged.range_around(batch->first);
    if (!done) done = cursor.refused.range_around(batch->first);
    if (!done) return batch->first;
    batch = kept_.lower_bound(done->first);
  }
  return std::nullopt;
}

Result<Batch> Spool::read(std::uint64_t sequence) {
  const auto kept = kept_.find(sequence);
  if (kept == kept_.end()) return fail("batch " + std::to_string(sequence) + " is gone");
  const auto path = path_of({sequence, kept->second.importance});
  const auto bytes = read_whole(files_, path, format::batch_file_bytes_max);
  // Out of file descriptors, say: nothing is wrong with the batch.
  if (!bytes && !says_damaged(bytes.error())) return fail(bytes.error());
  auto batch = bytes ? decode_batch(*bytes) : Result<Batch>(fail(bytes.error()));
  if (batch && batch->sequence == sequence) return batch;
  lose(sequence, record::GapReason::unreadable);
  (void)settle();
  return fail(path.string() + ": " + (batch ? "holds another batch" : batch.error().text));
}

void Spool::acknowledge(const std::string& collector, std::uint64_t sequence) {
  state_.cursors.at(collector).acknowledged.insert(sequence);
  forget_if_done(sequence);
}

void Spool::refuse(const Refusal& refusal, std::uint64_t sequence) {
  ++counts_.refused;
  const auto kept = kept_.find(sequence);
  if (kept != kept_.end()) {
    const auto bytes = read_whole(
        files_, path_of({sequence, kept->second.importance}), format::batch_file_bytes_max);
    if (!bytes ||
        !keep_refused(
            files_, options_.folder / "refused", options_.refused_max, sequence, refusal, *bytes)) {
      ++counts_.write_errors;
    }
  }
  add_gap(state_.untold, {sequence, sequence, record::GapReason::refused});
  state_.cursors.at(refusal.collector).refused.insert(sequence);
  forget_if_done(sequence);
}

Status<> Spool::flush() {
  if (const auto settled = settle(); !settled) return fail(settled.error());
  return {};
}

std::optional<std::uint64_t> Spool::oldest() const {
  if (kept_.empty()) return std::nullopt;
  return kept_.begin()->first;
}

std::optional<MonotonicTime> Spool::oldest_closed_at() const {
  if (kept_.empty()) return std::nullopt;
  return kept_.begin()->second.closed_at;
}

std::size_t Spool::waiting_for(const std::string& collector) const {
  const auto& cursor = state_.cursors.at(collector);
  return static_cast<std::size_t>(
      std::ranges::count_if(kept_, [&](const auto& batch) { return !cursor.done(batch.first); }));
}

std::filesystem::path Spool::path_of(BatchName name) const {
  return options_.folder / "batches" / to_text(name);
}

FileStatus Spool::save_state() {
  const auto oldest_kept = kept_.empty() ? state_.next : kept_.begin()->first;
  for (auto& [name, cursor] : state_.cursors) {
    cursor.acknowledged.drop_below(oldest_kept);
    cursor.refused.drop_below(oldest_kept);
  }
  return write_atomically(
      files_, options_.folder / format::state_name, encode_state(state_), Privacy::owner_only);
}

// First the state, then the removals that it tells of.
FileStatus Spool::settle() {
  auto saved = save_state();
  for (int i = 1; i < attempts_on_full_disk && !saved && durable::is_disk_full(saved.error());
       ++i) {
    ++counts_.disk_full;
    if (gone_files_.empty()) let_go_of(2 * bytes_on_disk(encode_state(state_).size()));
    if (gone_files_.empty()) break;
    remove_gone_files();
    saved = save_state();
  }
  if (saved) {
    remove_gone_files();
  } else {
    ++counts_.write_errors;
  }
  return saved;
}

// A file that cannot be removed now is tried again, and a removal that a crash undoes is repeated
// at the next start.
void Spool::remove_gone_files() {
  if (gone_files_.empty()) return;
  std::erase_if(gone_files_, [&](const auto& path) { return files_.remove(path).has_value(); });
  (void)files_.sync_directory(options_.folder / "batches");
}

FileStatus Spool::write_making_room(const std::filesystem::path& path, ByteView bytes) {
  auto written = write_atomically(files_, path, bytes, Privacy::owner_only);
  for (int i = 1; i < attempts_on_full_disk && !written && durable::is_disk_full(written.error());
       ++i) {
    ++counts_.disk_full;
    let_go_of(2 * bytes_on_disk(bytes.size()));
    if (gone_files_.empty()) break;
    (void)settle();
    written = write_atomically(files_, path, bytes, Privacy::owner_only);
  }
  if (!written) ++counts_.write_errors;
  return written;
}

void Spool::let_go_of(std::uint64_t bytes) {
  const auto all = spooled();
  for (const auto& [sequence, reason] : choose_to_let_go(all, bytes)) lose(sequence, reason);
}

void Spool::lose(std::uint64_t sequence, record::GapReason reason) {
  const auto kept = kept_.find(sequence);
  const auto path = path_of({sequence, kept->second.importance});
  const auto bytes = read_whole(files_, path, format::batch_file_bytes_max);
  if (const auto batch = bytes ? decode_batch(*bytes) : Result<Batch>(fail("")); batch) {
    // What it told is lost with it, so it has to be told again.
    for (const auto& gap : batch->gaps) add_gap(state_.untold, gap);
  }
  add_gap(state_.untold, {sequence, sequence, reason});
  ++count_of(reason);
  forget(kept);
}

void Spool::forget(KeptBatches::iterator batch) {
  gone_files_.push_back(path_of({batch->first, batch->second.importance}));
  state_.gone.insert(batch->first);
  bytes_ -= batch->second.bytes;
  kept_.erase(batch);
}

void Spool::forget_if_done(std::uint64_t sequence) {
  const auto kept = kept_.find(sequence);
  const bool done =
      !state_.cursors.empty() && std::ranges::all_of(state_.cursors, [&](const auto& collector) {
        return collector.second.done(sequence);
      });
  if (kept == kept_.end() || !done) return;
  ++counts_.delivered;
  forget(kept);
  if (gone_files_.size() >= gone_files_max) (void)settle();
}

std::vector<Spooled> Spool::spooled() const {
  std::vector<Spooled> all;
  all.reserve(kept_.size());
  for (const auto& [sequence, batch] : kept_) {
    const bool held = std::ranges::any_of(state_.cursors, [&](const auto& collector) {
      return collector.second.acknowledged.contains(sequence);
    });
    all.push_back({sequence,
                   batch.importance,
                   batch.bytes,
                   held ? Acknowledged::by_some : Acknowledged::by_none});
  }
  return all;
}

std::uint64_t& Spool::count_of(record::GapReason reason) {
  if (reason == record::GapReason::thinned) return counts_.thinned;
  if (reason == record::GapReason::unreadable) return counts_.unreadable;
  return counts_.acknowledged_elsewhere;
}

}  // namespace tocsin::probe
