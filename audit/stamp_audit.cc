#include "audit/stamp_audit.h"

#include <algorithm>

#include "core/entry/entry.h"
#include "core/entry/logged_time_stamp.h"

namespace tocsin::audit {
namespace {

class StampAuditor {
 public:
  StampAuditor(const bundle::Range& range, const TrustPolicy& policy)
      : range_(range), policy_(policy) {}

  StampAudit run(std::optional<WallTime> seen, WallTime newest) {
    audit_.tokens = bundle::stamp_findings(range_, policy_.authorities, seen, newest);
    count();
    find_begin();
    return std::move(audit_);
  }

 private:
  void count() {
    std::vector<WallTime> times;
    for (const auto& [authority, latest] : bundle::stamps_of(audit_.tokens)) {
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
    const auto opened = bundle::open_token(stamp->token, {}, policy_.authorities);
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
