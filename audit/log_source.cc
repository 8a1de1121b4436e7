#include "audit/log_source.h"

#include "audit/file_text.h"
#include "audit/log_fetch.h"
#include "audit/trust_policy.h"

namespace tocsin::audit {
namespace {

constexpr std::size_t policy_bytes_max = 1024 * 1024;

tlog::FileSource folder(durable::FileSystem& files, const std::filesystem::path& log) {
  return [&files, log](const std::string& path) -> std::optional<Bytes> {
    if (!files.exists(log / path)) return std::nullopt;
    auto bytes = durable::read_whole(files, log / path, tlog::log_file_bytes_max);
    if (!bytes) return std::nullopt;
    return std::move(*bytes);
  };
}

}  // namespace

cli::Option key_option(LogSource& source) {
  return {.name = "key",
          .value = "KEY",
          .help = "The log's verifier key, NAME+ID+KEY. May be repeated.",
          .target = cli::into(source.keys)};
}

cli::Option policy_option(LogSource& source) {
  return {.name = "policy",
          .value = "FILE",
          .help =
              "Whom you believe (C2SP tlog-policy): logs, witnesses, quorum. What it says of "
              "countries and authorities, as for a bundle, has no part in this.",
          .target = cli::into(source.policy)};
}

cli::Operand log_operand(LogSource& source) {
  return {.name = "LOG",
          .help = "A log's folder, or http://ADDRESS:PORT/log",
          .target = cli::into(source.log)};
}

// A key by itself is a policy that asks for no witness.
Result<tlog::Policy> policy_of(durable::FileSystem& files, const LogSource& source) {
  tlog::Policy policy;
  policy.quorum = "none";
  if (!source.policy.empty()) {
    const auto text = text_of(files, source.policy, policy_bytes_max);
    if (!text) return tl::unexpected(text.error());
    auto parsed = parse_trust_policy(*text);
    if (!parsed) return fail(source.policy + ": " + parsed.error().text);
    policy = std::move(parsed->log);
  }
  for (const auto& given : source.keys) {
    auto key = tlog::parse_verifier_key(given);
    if (!key) return fail("--key: " + key.error().text);
    policy.logs.push_back({std::move(*key), ""});
  }
  if (policy.logs.empty()) return fail("--key or --policy must name the log's key");
  return policy;
}

Result<tlog::FileSource> files_of(durable::FileSystem& files, const LogSource& source) {
  return is_url(source.log) ? fetched(source.log) : folder(files, source.log);
}

}  // namespace tocsin::audit
