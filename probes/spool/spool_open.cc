// How a spool finds its way back: the same after a crash, a kill and an orderly stop.
#include <algorithm>

#include "core/crypto/sha256.h"
#include "probes/spool/spool.h"
#include "probes/spool/spool_format.h"

namespace tocsin::probe {
namespace {

using durable::Privacy;

bool fits_in_a_file_name(const std::string& collector) {
  return !collector.empty() && collector.size() <= format::collector_name_bytes_max &&
         collector.find('/') == std::string::npos && collector.front() != '.';
}

}  // namespace

Spool::Spool(durable::FileSystem& files, SpoolOptions options)
    : files_(files), options_(std::move(options)) {}

Result<std::unique_ptr<Spool>> Spool::open(durable::FileSystem& files,
                                           SpoolOptions options,
                                           std::uint64_t new_incarnation) {
  for (const auto& name : options.collectors) {
    if (!fits_in_a_file_name(name)) return fail("'" + name + "' cannot name a collector");
  }
  std::unique_ptr<Spool> spool(new Spool(files, std::move(options)));
  if (const auto loaded = spool->load(new_incarnation); !loaded) {
    return tl::unexpected<Error>(loaded.error());
  }
  return spool;
}

Status<> Spool::load(std::uint64_t new_incarnation) {
  for (const auto* name : {"batches", "refused"}) {
    const auto made = files_.make_directory(options_.folder / name, Privacy::owner_only);
    if (!made) return fail(made.error());
  }
  auto lock = files_.lock(options_.folder);
  if (!lock) return fail(lock.error());
  lock_ = std::move(*lock);
  const auto names = files_.list(options_.folder / "batches");
  if (!names) return fail(names.error());
  if (const auto read = load_state(new_incarnation, *names); !read) return read;
  return take_stock(*names);
}

Status<> Spool::load_state(std::uint64_t new_incarnation, const std::vector<std::string>& names) {
  const auto path = options_.folder / format::state_name;
  const auto bytes = read_whole(files_, path, format::state_file_bytes_max);
  if (bytes) {
    auto state = decode_state(*bytes);
    if (!state) {
      return fail(path.string() + ": " + state.error().text +
                  "; move the spool away, and a new incarnation begins");
    }
    state_ = std::move(*state);
    return {};
  }
  if (bytes.error().code != std::errc::no_such_file_or_directory) return fail(bytes.error());
  if (std::ranges::any_of(names,
                          [](const auto& name) { return parse_batch_name(name).has_value(); })) {
    return fail(path.string() + " is missing beside its batches; move the spool away, and a new " +
                "incarnation begins");
  }
  state_.incarnation = new_incarnation;
  if (const auto saved = save_state(); !saved) return fail(saved.error());
  return {};
}

Status<> Spool::take_stock(const std::vector<std::string>& names) {
  std::map<std::uint64_t, BatchName> files;
  for (const auto& text : names) {
    if (const auto name = parse_batch_name(text)) {
      files[name->sequence] = *name;
    } else if (text.ends_with(".tmp")) {
      gone_files_.push_back(options_.folder / "batches" / text);
    }
  }
  std::vector<std::uint64_t> sequences;
  for (const auto& [sequence, name] : files) sequences.push_back(sequence);
  const auto found = reconcile(state_, sequences, options_.collectors);
  if (!found) return tl::unexpected<Error>(found.error());
  counts_.never_closed = found->never_closed;
  counts_.unreadable = found->vanished;
  for (const auto sequence : found->to_remove) gone_files_.push_back(path_of(files[sequence]));
  for (const auto sequence : found->kept) {
    if (const auto kept = keep(files[sequence]); !kept) return fail(kept.error());
  }
  find_last_envelope();
  forget_all_done();
  if (bytes_ > options_.bytes_max) let_go_of(bytes_ - options_.bytes_max);
  (void)settle();  // counted: a spool that cannot be written can still be read and delivered
  return {};
}

durable::FileStatus Spool::keep(BatchName name) {
  const auto file = files_.open(path_of(name));
  if (!file) return fail_with(file.error());
  const auto size = (*file)->size();
  if (!size) return fail_with(size.error());
  kept_[name.sequence] = {name.importance, bytes_on_disk(*size)};
  bytes_ += bytes_on_disk(*size);
  return {};
}

// A batch may have been added after the state was saved.
void Spool::find_last_envelope() {
  while (!kept_.empty() && kept_.rbegin()->first >= state_.closed_below) {
    const auto newest = kept_.rbegin()->first;
    const auto batch = read(newest);
    if (!batch && kept_.contains(newest)) return;  // not now; the chain restarts at the one before
    if (!batch) continue;
    state_.closed_below = newest + 1;
    state_.last_envelope = crypto::sha256(batch->envelope);
    // What it tells was saved as untold when it was added.
    for (const auto& gap : batch->gaps) subtract_gap(state_.untold, gap);
  }
}

// A collector that is configured no more may have been the last to wait for.
void Spool::forget_all_done() {
  for (auto batch = kept_.begin(); batch != kept_.end();) {
    const auto sequence = (batch++)->first;
    forget_if_done(sequence);
  }
}

}  // namespace tocsin::probe
