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
  if (!options.origin.empty() && options.origin != state->origin) {
    return fail("the configuration's origin " + options.origin + " is not that of the state, " +
                state->origin);
  }
  auto wanted = load_wanted(files, options);
  if (!wanted) return tl::unexpected(wanted.error());
  auto zone_sources = zone_sources_from(files, options.zones);
  if (!zone_sources) return tl::unexpected(zone_sources.error());
  auto journal = durable::Journal::open(
      journal_files, layout.journal(), {.sealed = durable::SealedSegments::by_sidecar});
  if (!journal) return durable::fail(journal.error());
  auto rebuilt =
      rebuild(journal_files, layout.journal(), journal->durable_below(), country_keys(options));
  if (!rebuilt) return tl::unexpected(rebuilt.error());
  rebuilt->history.anchors = zone_sources->anchors;
  return Opened{std::move(*state),
                std::move(*wanted),
                std::move(*zone_sources),
                std::move(*journal),
                std::move(*rebuilt)};
}

}  // namespace tocsin::collector
