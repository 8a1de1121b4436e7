#include "daemon/main/opening.h"

#include "daemon/main/state_layout.h"
#include "daemon/main/wanted.h"
#include "daemon/main/zone_sources.h"

namespace tocsin::collector {

CountryKeys country_keys(const config::CollectorOptions& options) {
  CountryKeys keys;
  for (const auto& country : options.countries) keys[country.code] = country.key;
  return keys;
}

Contacts contacts(const config::CollectorOptions& options) {
  Contacts contacts{.collector = options.contact, .countries = {}};
  for (const auto& country : options.countries) {
    if (!country.contact.empty()) contacts.countries[country.code] = country.contact;
  }
  return contacts;
}

Result<Opened> open_state(const config::CollectorOptions& options,
                          durable::FileSystem& files,
                          durable::FileSystem& journal_files) {
  const StateLayout layout{options.state_dir};
  auto state = read_state(files, layout);
  if (!state) return tl::unexpected(state.error());
  if (!options.origin.empty() && options.origin != state->name) {
    return fail("the configuration's origin " + options.origin + " is not that of the state, " +
                state->name);
  }
  // Which log is the current one may be there only in memory, from a turn that failed.
  if (auto synced = files.sync_directory(layout.dir); !synced) return durable::fail(synced.error());
  auto wanted = load_wanted(files, options);
  if (!wanted) return tl::unexpected(wanted.error());
  auto zone_sources = zone_sources_from(files, options.zones);
  if (!zone_sources) return tl::unexpected(zone_sources.error());
  EarlierLogs earlier;
  std::vector<EndedJournal> ended;
  for (const auto& log : state->ended) {
    auto read = read_ended(journal_files, log, earlier.count++, earlier.chains);
    if (!read) return fail(log.origin + ": " + read.error().text);
    ended.push_back(*std::move(read));
  }
  const auto folder = state->log.layout.journal();
  auto journal = durable::Journal::open(
      journal_files, folder, {.sealed = durable::SealedSegments::by_sidecar});
  if (!journal) return durable::fail(journal.error());
  auto rebuilt = rebuild(
      journal_files, folder, journal->durable_below(), country_keys(options), std::move(earlier));
  if (!rebuilt) return tl::unexpected(rebuilt.error());
  rebuilt->history.anchors = zone_sources->anchors;
  return Opened{std::move(*state),
                std::move(ended),
                std::move(*wanted),
                std::move(*zone_sources),
                std::move(*journal),
                std::move(*rebuilt)};
}

}  // namespace tocsin::collector
