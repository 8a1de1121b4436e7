#include "audit/stamp_audit.h"

#include <algorithm>

#include "audit/clocks.h"
#include "core/entry/entry.h"
#include "core/entry/logged_time_stamp.h"

namespace tocsin::audit {
namespace {

using crypto::TimestampFault;

// By whom of the policy a token is, and what it says; or why it is by none.
struct Opened {
  std::string authority = {};
  std::optional<crypto::Timestamp> stamp = {};
  std::string why_not = "is by no authority of your policy";
};

Opened open(ByteView token, const crypto::TimestampWish& wish, const TrustPolicy& policy) {
  Opened opened;
  for (const auto& [name, certificates] : policy.authorities) {
    auto stamp = crypto::open_timestamp(token, wish, certificates);
    if (stamp) return {.authority = name, .stamp = *std::move(stamp), .why_not = {}};
    // To all others it is a stranger's.
    if (stamp.error().fault != TimestampFault::untrusted) opened.why_not = stamp.error().text;
  }
  return opened;
}

class StampAuditor {
 public:
  StampAuditor(const bundle::Range& range, const TrustPolicy& policy)
      : range_(range), policy_(policy) {}

  StampAudit run(std::optional<WallTime> seen, WallTime newest) {
    if (range_.stamped) {
      for (const auto& token : range_.stamped->tokens) take(token, seen, newest);
    }
    count();
    find_begin();
    return std::move(audit_);
  }

 private:
  void take(const bundle::StampToken& token, std::optional<WallTime> seen, WallTime newest) {
    auto opened = open(token.bytes, {.imprint = range_.stamped->imprint}, policy_);
    StampFinding finding{.file = bundle::token_path(token.index),
                         .authority = std::move(opened.authority),
                         .stamp = std::move(opened.stamp),
                         .why_not = std::move(opened.why_not)};
    if (finding.stamp) finding.why_not = contradiction(*finding.stamp, seen, newest);
    audit_.tokens.push_back(std::move(finding));
  }

  static std::string contradiction(const crypto::Timestamp& stamp,
                                   std::optional<WallTime> seen,
                                   WallTime newest) {
    const auto latest = stamp.latest() + clocks_apart_max;
    if (seen && latest < *seen) return "is of before your witnesses saw what it stamps";
    if (latest < newest) return "is of before the time that batches in it say";
    return {};
  }

  void count() {
    std::map<std::string, WallTime> first;
    for (const auto& token : audit_.tokens) {
      if (!token.why_not.empty()) continue;
      const auto latest = token.stamp->latest();
      const auto [known, is_new] = first.emplace(token.authority, latest);
      if (!is_new) known->second = std::min(known->second, latest);
    }
    std::vector<WallTime> times;
    for (const auto& [authority, latest] : first) {
      audit_.authorities.push_back(authority);
      times.push_back(latest);
    }
    const auto needed = std::max<std::size_t>(policy_.authorities_needed, 1);
    if (times.size() < needed) return;
    std::ranges::sort(times);
    audit_.by = times[needed - 1];
  }

  // Whoever put a token into the log had it already.
  void find_begin() {
    if (!range_.before) return;
    for (const auto& logged : range_.earlier) take_begin(logged);
    for (const auto& logged : range_.entries) {
      if (logged.index < range_.before->checkpoint.tree.size) take_begin(logged);
    }
  }

  void take_begin(const bundle::LoggedEntry& logged) {
    const auto entry = entry::decode(logged.bytes);
    if (!entry || entry->kind != entry::Kind::time_stamp) return;
    const auto stamp = entry::decode_time_stamp(entry->body);
    if (!stamp) return;
    const auto opened = open(stamp->token, {}, policy_);
    if (!opened.stamp || audit_.after >= opened.stamp->earliest()) return;
    audit_.after = opened.stamp->earliest();
    audit_.after_by = opened.authority;
  }

  const bundle::Range& range_;
  const TrustPolicy& policy_;
  StampAudit audit_;
};

}  // namespace

StampAudit audit_stamps(const bundle::Range& range,
                        const TrustPolicy& policy,
                        std::optional<WallTime> seen,
                        WallTime newest) {
  return StampAuditor(range, policy).run(seen, newest);
}

}  // namespace tocsin::audit
