#include "daemon/main/refusals.h"

#include <algorithm>
#include <iostream>
#include <memory>

#include "core/base/hex.h"
#include "core/durable/journal_reader.h"
#include "core/durable/real_file_system.h"
#include "core/entry/journal_record.h"
#include "core/record/refusal_notice.h"
#include "core/record/submission.h"
#include "daemon/main/commands.h"
#include "daemon/main/ended_journal.h"
#include "daemon/segments/sidecars.h"

namespace tocsin::collector {
namespace {

class Refusals {
 public:
  Refusals(durable::FileSystem& files,
           const LogLayout& layout,
           const std::optional<std::string>& to,
           std::ostream& out)
      : files_(files), journal_(layout.journal()), to_(to), out_(out) {}

  Status<> tell(std::uint64_t below) {
    const auto sealed = sealed_segments(files_, journal_);
    if (!sealed) return tl::unexpected(sealed.error());
    for (const auto& segment : *sealed) {
      const auto front = summary_of(files_, journal_, segment, SummaryDepth::front);
      if (!front) return tl::unexpected(front.error());
      if (auto done = tell(segment.first, *front); !done) return done;
    }
    const auto first = sealed->empty() ? 0 : sealed->back().next;
    const auto newest = sum_up(files_, journal_, {first, std::max(first, below)});
    if (!newest) return tl::unexpected(newest.error());
    return tell(first, newest->summary());
  }

  bool any() const { return any_; }

 private:
  Status<> tell(std::uint64_t segment, const SegmentSummary& summary) {
    for (const auto& said : summary.said) {
      const auto entry = entry::decode(said.entry);
      if (!entry || entry->kind != entry::Kind::refusal_notice) continue;
      const auto notice = record::peek_refusal_notice(entry->body);
      if (!notice) return fail("journal record " + std::to_string(said.index) + " is no notice");
      any_ = true;
      out_ << "entry " << said.index << ": probe " << to_hex(notice->probe) << " says that "
           << notice->collector << " answered " << notice->status << " at "
           << to_rfc3339(notice->at) << " to batch " << to_hex(notice->envelope) << "\n";
      if (!to_) continue;
      if (auto done = write_out(said.index, {segment, said.offset}); !done) return done;
    }
    return {};
  }

  Status<> write_out(std::uint64_t index, const durable::RecordPlace& place) {
    const auto name = "entry-" + std::to_string(index);
    const auto stored = durable::read_record(files_, journal_, place);
    if (!stored) return durable::fail(stored.error());
    const auto record = entry::decode_journal_record(stored->bytes);
    if (!record || stored->index != index) return fail(name + " is not where its sidecar says");
    const auto batch = record::decode_submission(record->payload);
    if (!batch) return fail(name + ": the journal lacks its batch");
    if (auto made = files_.make_directory(*to_, durable::Privacy::owner_only); !made) {
      return durable::fail(made.error());
    }
    auto done = write(name + ".notice", record->entry.body);
    if (done) done = write(name + ".envelope", batch->envelope);
    if (done) done = write(name + ".payload", batch->payload);
    return done;
  }

  Status<> write(const std::string& name, ByteView bytes) {
    const auto path = std::filesystem::path(*to_) / name;
    const auto put = durable::write_atomically(files_, path, bytes, durable::Privacy::owner_only);
    return put ? Status<>() : durable::fail(put.error());
  }

  durable::FileSystem& files_;
  durable::FileSystem::Path journal_;
  const std::optional<std::string>& to_;
  std::ostream& out_;
  bool any_ = false;
};

struct RefusalsOptions {
  std::string state_dir;
  std::string origin;
  std::optional<std::string> to;
};

Result<cli::ExitCode> run(const RefusalsOptions& options) {
  const auto files = durable::real_file_system();
  const auto state = read_state(*files, {options.state_dir});
  if (!state) return tl::unexpected(state.error());
  const auto log = log_named(*state, options.origin);
  if (!log) return tl::unexpected(log.error());
  const auto told = tell_refusals(*files, (*log)->layout, options.to, std::cout);
  if (!told) return tl::unexpected(told.error());
  return cli::ExitCode::ok;
}

}  // namespace

Status<> tell_refusals(durable::FileSystem& files,
                       const LogLayout& layout,
                       const std::optional<std::string>& to,
                       std::ostream& out) {
  const auto tree = committed_tree(files, layout);
  if (!tree) return tl::unexpected(tree.error());
  Refusals refusals(files, layout, to, out);
  if (auto told = refusals.tell(tree->size); !told) return told;
  if (!refusals.any()) out << "no probe has handed over a batch that another refused\n";
  return {};
}

cli::Command refusals_command() {
  const auto options = std::make_shared<RefusalsOptions>();
  return {.name = "refusals",
          .summary =
              "Tells what probes handed over that other collectors have refused, and writes "
              "it out for somebody else to check (tocsin-audit batch).",
          .options = {{.name = "state",
                       .value = "DIR",
                       .help = "The state directory.",
                       .target = cli::into(options->state_dir),
                       .presence = cli::Presence::required},
                      {.name = "origin",
                       .value = "NAME",
                       .help = "Of which log; without it that of this year.",
                       .target = cli::into(options->origin)},
                      {.name = "out",
                       .value = "DIR",
                       .help = "Where notice, envelope and payload of each go, as files.",
                       .target = cli::into(options->to)}},
          .run = [options] { return run(*options); }};
}

}  // namespace tocsin::collector
