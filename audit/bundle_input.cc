#include "audit/bundle_input.h"

#include "audit/file_text.h"
#include "core/bundle/archive.h"

namespace tocsin::audit {
namespace {

constexpr std::size_t policy_bytes_max = 1024 * 1024;

Result<TrustPolicy> policy_in(durable::FileSystem& files, const std::string& path) {
  const auto text = text_of(files, path, policy_bytes_max);
  if (!text) return tl::unexpected(text.error());
  auto policy = parse_trust_policy(*text);
  if (!policy) return fail(path + ": " + policy.error().text);
  return policy;
}

}  // namespace

Result<BundleAudit> audit_bundle(durable::FileSystem& files,
                                 const std::string& bundle_path,
                                 const std::string& policy_path) {
  const auto policy = policy_in(files, policy_path);
  if (!policy) return tl::unexpected(policy.error());
  auto zip = durable::read_whole(files, bundle_path, bundle::Limits().bytes_max);
  if (!zip) return durable::fail(zip.error());
  const auto contents = bundle::unpack(*zip);
  *zip = Bytes();  // its files are in memory once while they are checked
  if (contents) return audit_bundle(*contents, *policy);
  BundleAudit audit;
  audit.ladder.push_back({"FORMAT", Rung::Holds::no, contents.error().text});
  return audit;
}

}  // namespace tocsin::audit
