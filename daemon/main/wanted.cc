#include "daemon/main/wanted.h"

#include <algorithm>

#include "config/plan_file.h"
#include "core/record/annotation.h"
#include "core/record/limits.h"
#include "core/record/opt_out.h"
#include "core/record/revocation.h"

namespace tocsin::collector {
namespace {

Result<Bytes> load_word(durable::FileSystem& files,
                        const std::filesystem::path& path,
                        const config::Operator& by) {
  auto bytes = durable::read_whole(files, path, record::offered_entry_bytes_max / 2);
  if (!bytes) return durable::fail(bytes.error());
  const auto word = record::open_opt_out(*bytes);
  if (!word) return fail(path.string() + ": no opt-out: " + std::string(name_of(word.error())));
  if (word->key != by.key) return fail(path.string() + ": not signed with the key of " + by.name);
  return std::move(*bytes);
}

Result<SignedRevocation> load_revocation(durable::FileSystem& files,
                                         const std::filesystem::path& path,
                                         const config::Country& country) {
  auto bytes = durable::read_whole(files, path, record::statement_bytes_max);
  if (!bytes) return durable::fail(bytes.error());
  auto said = record::open_revocation(*bytes, country.key);
  if (!said) return fail(path.string() + ": no revocation: " + std::string(name_of(said.error())));
  if (said->country != country.code) return fail(path.string() + ": not of " + country.code);
  return SignedRevocation{*std::move(said), *std::move(bytes)};
}

record::PayloadPolicy payload_policy(const config::CollectorOptions& options) {
  record::PayloadPolicy policy;
  policy.embargo = options.payloads.embargo;
  for (const auto& country : options.countries) {
    if (country.embargo) policy.embargo_of[country.code] = *country.embargo;
  }
  policy.kept.insert(options.payloads.kept.begin(), options.payloads.kept.end());
  return policy;
}

Result<Bytes> load_annotation(durable::FileSystem& files, const std::filesystem::path& path) {
  auto bytes = durable::read_whole(files, path, record::statement_bytes_max);
  if (!bytes) return durable::fail(bytes.error());
  const auto said = record::open_annotation(*bytes);
  if (!said) return fail(path.string() + ": no annotation: " + std::string(name_of(said.error())));
  return *std::move(bytes);
}

}  // namespace

Result<Wanted> load_wanted(durable::FileSystem& files, const config::CollectorOptions& options) {
  Wanted wanted;
  for (const auto& file : options.plans) {
    auto plan = config::load_plan(file);
    if (!plan) return tl::unexpected(plan.error());
    if (std::ranges::find(wanted.plans, plan->name, &plan::Plan::name) != wanted.plans.end()) {
      return fail(file.string() + ": another file has a plan " + plan->name + " already");
    }
    wanted.plans.push_back(std::move(*plan));
  }
  for (const auto& by : options.operators) {
    for (const auto& file : by.words) {
      auto word = load_word(files, file, by);
      if (!word) return tl::unexpected(word.error());
      wanted.words.push_back(std::move(*word));
    }
  }
  for (const auto& country : options.countries) {
    for (const auto& file : country.revocations) {
      auto revocation = load_revocation(files, file, country);
      if (!revocation) return tl::unexpected(revocation.error());
      wanted.revocations.push_back(*std::move(revocation));
    }
  }
  wanted.payloads = payload_policy(options);
  for (const auto& file : options.annotations) {
    auto annotation = load_annotation(files, file);
    if (!annotation) return tl::unexpected(annotation.error());
    wanted.annotations.push_back(*std::move(annotation));
  }
  return wanted;
}

}  // namespace tocsin::collector
