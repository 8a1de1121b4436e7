#include <algorithm>
#include <iostream>

#include "config/load.h"
#include "core/bundle/archive.h"
#include "core/durable/real_file_system.h"
#include "core/system/clock.h"
#include "daemon/evidence/claimed.h"
#include "daemon/evidence/gather.h"
#include "daemon/main/commands.h"
#include "daemon/main/cosigning.h"
#include "daemon/main/stamping.h"
#include "daemon/main/state.h"

namespace tocsin::collector {
namespace {

constexpr Duration late_max = std::chrono::hours(24 * 31);

struct BundleOptions {
  std::string config_file;
  std::string origin;  // of the log
  EvidenceWish wish;
  std::string out;
};

void tell(const char* name, const Mark& mark, std::string_view what) {
  std::cout << name << mark.size << " entries, " << what;
  if (mark.at) std::cout << " by " << to_rfc3339(*mark.at).substr(0, 19) << "Z";
  std::cout << "\n";
}

std::string_view name_of(Evidence::After after) {
  switch (after) {
    case Evidence::After::recorded:
      return "recorded in the log, cosigned";
    case Evidence::After::cosigned:
      return "the newest that is cosigned,";
    case Evidence::After::committed:
      break;
  }
  return "the newest, and NO witness has cosigned it";
}

void tell_missing(const MissingObjects& missing) {
  const std::pair<std::uint64_t, const char*> all[]{
      {missing.payloads, "payloads that are not in the journal"},
      {missing.target_sets, "target sets that nothing in the journal brings along"},
      {missing.plans, "plans that the log does not have"},
      {missing.replies, "replies that no payload keeps"},
      {missing.cut_replies, "replies of which the beginning alone was kept"}};
  for (const auto& [count, what] : all) {
    if (count > 0) std::cout << "missing   " << count << " " << what << "\n";
  }
}

void tell_stamped(const Evidence& evidence) {
  if (evidence.tokens == 0) {
    std::cout << "stamped   nothing by a time-stamping authority from there on\n";
  } else {
    std::cout << "stamped   " << evidence.stamped << " entries, by " << evidence.tokens
              << (evidence.tokens == 1 ? " time-stamp\n" : " time-stamps\n");
  }
}

void tell(const Evidence& evidence, const BundleOptions& options, std::size_t bytes) {
  const auto is_object = [](const auto& file) { return file.first.starts_with("object/"); };
  std::cout << options.out << ": " << bytes << " bytes\n"
            << "entries   " << evidence.after.size - evidence.first << " from " << evidence.first
            << " on, and " << evidence.earlier << " from before\n"
            << "batches   " << evidence.batches << " of the plan " << options.wish.question.plan
            << "\n"
            << "objects   " << std::ranges::count_if(evidence.contents, is_object) << "\n";
  if (evidence.too_late > 0) {
    std::cout << "left out  " << evidence.too_late
              << " batches that were logged too late; --late takes more of them\n";
  }
  if (evidence.before) {
    tell("before    ", *evidence.before, "recorded in the log, cosigned");
  } else {
    std::cout << "before    nothing that a witness has cosigned before the span\n";
  }
  tell("after     ", evidence.after, name_of(evidence.after_is));
  tell_stamped(evidence);
  tell_missing(evidence.missing);
}

// What a claim could have had, and whose remedy is at the probes.
void tell_left_out(const bundle::ClaimCounts& counts) {
  const std::pair<std::uint64_t, const char*> all[]{
      {counts.undated,
       "batches of clocks without a bound below a second: give those probes chrony or "
       "time_servers"},
      {counts.contradicted, "batches that another one of their probe contradicts"},
      {counts.not_attested, "measurements of probes that no country had vouched for"},
      {counts.line_dead, "measurements of probes whose own line was dead"},
      {counts.intercepted, "measurements that somebody on the way had answered"}};
  for (const auto& [count, what] : all) {
    if (count > 0) std::cout << "no word   " << count << " " << what << "\n";
  }
  std::cout << "counted   " << counts.measurements << " measurements of " << counts.batches
            << " batches\n";
}

void warn(const std::string& what) {
  if (!what.empty()) std::cerr << "warning: " << what << "\n";
}

Result<cli::ExitCode> make_bundle(const BundleOptions& options) {
  const auto files = durable::real_file_system();
  if (files->exists(options.out)) return fail(options.out + " is there already");
  const auto config = config::load_collector_options(options.config_file);
  if (!config) return tl::unexpected(config.error());
  const auto state = read_state(*files, {config->state_dir});
  if (!state) return tl::unexpected(state.error());
  const auto log = log_named(*state, options.origin);
  if (!log) return tl::unexpected(log.error());
  const auto witnesses = cosigning(config->log, (*log)->origin, (*log)->key.public_key());
  if (!witnesses) return tl::unexpected(witnesses.error());
  auto evidence = gather(*files,
                         places_of((*log)->layout),
                         options.wish,
                         witnesses->policy,
                         system::SystemClock().wall());
  if (!evidence) return tl::unexpected(evidence.error());
  entry::CountryKeys countries;
  for (const auto& country : config->countries) countries[country.code] = country.key;
  bundle::TimeAuthorities authorities;
  for (const auto& authority : config->time_stamping.authorities) {
    auto certificates = certificates_of(*files, authority);
    if (!certificates) return tl::unexpected(certificates.error());
    authorities[authority.name] = *std::move(certificates);
  }
  const auto claimed = add_claim(
      evidence->contents, options.wish.question, witnesses->policy, countries, authorities);
  if (!claimed) return tl::unexpected(claimed.error());
  const auto zip = bundle::pack(evidence->contents);
  if (!zip) return tl::unexpected(zip.error());
  const auto written =
      durable::write_atomically(*files, options.out, *zip, durable::Privacy::shared);
  if (!written) return durable::fail(written.error());
  tell(*evidence, options, zip->size());
  tell_left_out(claimed->claim.counts);
  warn(roster_warning(claimed->roster, config->log.roster_every));
  return cli::ExitCode::ok;
}

std::vector<cli::Option> options_of(BundleOptions& options) {
  auto& question = options.wish.question;
  return {{.name = "config",
           .value = "FILE",
           .help = "The collector's configuration: its state, witnesses and countries' keys.",
           .target = cli::into(options.config_file),
           .presence = cli::Presence::required},
          {.name = "service",
           .value = "NAME",
           .help = "What the claim is about: root, or a letter such as root/c.",
           .target = cli::into(question.service),
           .presence = cli::Presence::required},
          {.name = "from",
           .value = "TIME",
           .help = "When the span begins: a whole minute in UTC, such as 2026-11-29T12:00:00Z.",
           .target = cli::into(question.from),
           .presence = cli::Presence::required},
          {.name = "to",
           .value = "TIME",
           .help = "When it has ended; at most 31 days later.",
           .target = cli::into(question.to),
           .presence = cli::Presence::required},
          {.name = "origin",
           .value = "NAME",
           .help = "Of which log; without it that of this year.",
           .target = cli::into(options.origin)},
          {.name = "plan",
           .value = "NAME",
           .help = "Whose batches answer.",
           .target = cli::into(question.plan)},
          {.name = "late",
           .value = "DURATION",
           .help = "What was logged so long after the span is in it at the least.",
           .target = cli::into(options.wish.late, Duration::zero(), late_max)},
          {.name = "out",
           .value = "FILE",
           .help = "The zip file, which must not be there yet.",
           .target = cli::into(options.out),
           .presence = cli::Presence::required}};
}

}  // namespace

cli::Command bundle_command() {
  const auto options = std::make_shared<BundleOptions>();
  return {.name = "bundle",
          .summary = "Writes the evidence for a span of time, which anybody can check offline.",
          .options = options_of(*options),
          .run = [options] { return make_bundle(*options); }};
}

}  // namespace tocsin::collector
