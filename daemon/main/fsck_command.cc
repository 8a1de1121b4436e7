#include <iostream>

#include "core/durable/journal.h"
#include "core/durable/real_file_system.h"
#include "daemon/ledger/log_check.h"
#include "daemon/ledger/log_rebuild.h"
#include "daemon/main/commands.h"
#include "daemon/main/journal_check.h"
#include "daemon/main/minutes_check.h"
#include "daemon/main/state.h"
#include "daemon/segments/sidecars.h"

namespace tocsin::collector {
namespace {

constexpr std::size_t files_told_max = 100;

struct CheckOptions {
  std::string state_dir;
  std::string origin;
};

void tell(const LogFindings& log, const JournalCheck& journal) {
  std::cout << journal.records() << " records, " << journal.wrong()
            << " of which are not what they say\n";
  for (const auto& each : journal.told()) std::cout << "  " << each << "\n";
  std::cout << "log of " << log.signed_tree.size << " entries, "
            << (log.journal_is_signed ? "signed as the journal makes it\n"
                                      : "and the journal makes ANOTHER than was signed\n");
  std::cout << log.wrong_files.size() << " files of the log are missing or damaged\n";
  for (std::size_t i = 0; i < std::min(log.wrong_files.size(), files_told_max); ++i) {
    std::cout << "  " << log.wrong_files[i] << "\n";
  }
  if (!log.wrong_files.empty() && log.journal_is_signed) {
    std::cout << "`tocsind rebuild` makes the log anew from the journal\n";
  }
}

void tell(const SidecarFindings& sidecars) {
  std::cout << sidecars.sealed << " sealed segments, " << sidecars.missing
            << " of them without a sidecar, " << sidecars.wrong.size() << " with a wrong one\n";
  for (std::size_t i = 0; i < std::min(sidecars.wrong.size(), files_told_max); ++i) {
    std::cout << "  " << sidecars.wrong[i] << "\n";
  }
  if (!sidecars.wrong.empty()) std::cout << "`tocsind rebuild` makes sidecars anew\n";
}

void tell_minutes(std::size_t entries, const std::vector<std::string>& wrong) {
  std::cout << entries << " minute results; " << wrong.size()
            << " are not those of their batches, or payloads are gone that should not be\n";
  for (std::size_t i = 0; i < std::min(wrong.size(), files_told_max); ++i) {
    std::cout << "  " << wrong[i] << "\n";
  }
}

Result<cli::ExitCode> fsck(const CheckOptions& options) {
  const auto files = durable::real_file_system();
  const auto state = read_state(*files, {options.state_dir});
  if (!state) return tl::unexpected(state.error());
  const auto own = log_named(*state, options.origin);
  if (!own) return tl::unexpected(own.error());
  const auto& [origin, log_key, layout, path] = **own;
  const auto key = log_key.public_key();
  JournalCheck journal(key);
  const auto also = [&](std::uint64_t index, ByteView record) { journal.take(index, record); };
  const auto log = check_log(*files, places_of(layout), origin, key, also);
  if (!log) return tl::unexpected(log.error());
  const auto sidecars = check_sidecars(*files, layout.journal());
  if (!sidecars) return tl::unexpected(sidecars.error());
  const auto minutes = check_all_minutes(*files, layout.journal(), journal);
  if (!minutes) return tl::unexpected(minutes.error());
  tell(*log, journal);
  tell(*sidecars);
  tell_minutes(journal.minutes().size(), *minutes);
  const bool good = log->journal_is_signed && log->wrong_files.empty() && journal.wrong() == 0 &&
                    sidecars->wrong.empty() && minutes->empty();
  return good ? cli::ExitCode::ok : cli::ExitCode::finding;
}

Result<cli::ExitCode> rebuild(const CheckOptions& options) {
  const auto files = durable::real_file_system();
  const auto state = read_state(*files, {options.state_dir});
  if (!state) return tl::unexpected(state.error());
  const auto own = log_named(*state, options.origin);
  if (!own) return tl::unexpected(own.error());
  const auto& [origin, key, layout, path] = **own;
  // The current one's, held so that no collector runs meanwhile.
  const auto journal = durable::Journal::open(*files, state->log.layout.journal());
  if (!journal) return durable::fail(journal.error());
  const auto made = rebuild_log(*files, places_of(layout), origin, key);
  if (!made) return tl::unexpected(made.error());
  std::cout << layout.folder().string() << ": made anew from the journal; what was there is "
            << layout.folder().string() << ".replaced\n";
  const auto sidecars = rewrite_sidecars(*files, layout.journal());
  if (!sidecars) return tl::unexpected(sidecars.error());
  std::cout << *sidecars << " sidecars made anew\n";
  return cli::ExitCode::ok;
}

std::vector<cli::Option> options_of(CheckOptions& options) {
  return {{.name = "state",
           .value = "DIR",
           .help = "The state directory.",
           .target = cli::into(options.state_dir),
           .presence = cli::Presence::required},
          {.name = "origin",
           .value = "NAME",
           .help = "Of which log; without it that of this year.",
           .target = cli::into(options.origin)}};
}

}  // namespace

cli::Command fsck_command() {
  const auto options = std::make_shared<CheckOptions>();
  return {.name = "fsck",
          .summary =
              "Derives the log and all sidecars anew from the journal, and says what does not "
              "agree.",
          .options = options_of(*options),
          .run = [options] { return fsck(*options); }};
}

cli::Command rebuild_command() {
  const auto options = std::make_shared<CheckOptions>();
  return {.name = "rebuild",
          .summary =
              "Makes the public log's files and all sidecars anew from the journal, while no "
              "collector runs.",
          .options = options_of(*options),
          .run = [options] { return rebuild(*options); }};
}

}  // namespace tocsin::collector
