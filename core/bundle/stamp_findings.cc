#include "core/bundle/stamp_findings.h"

#include <algorithm>
#include <map>

#include "core/bundle/clocks.h"

namespace tocsin::bundle {
namespace {

std::string contradiction(const crypto::Timestamp& stamp,
                          std::optional<WallTime> seen,
                          WallTime newest) {
  const auto latest = stamp.latest() + clocks_apart_max;
  if (seen && latest < *seen) return "is of before your witnesses saw what it stamps";
  if (latest < newest) return "is of before the time that batches in it say";
  return {};
}

}  // namespace

OpenedToken open_token(ByteView token,
                       const crypto::TimestampWish& wish,
                       const TimeAuthorities& authorities) {
  OpenedToken opened{.why_not = "is by no authority of your policy"};
  for (const auto& [name, certificates] : authorities) {
    auto stamp = crypto::open_timestamp(token, wish, certificates);
    if (stamp) return {.authority = name, .stamp = *std::move(stamp)};
    // To all others it is a stranger's.
    const bool is_its = stamp.error().fault != crypto::TimestampFault::untrusted;
    if (is_its) opened.why_not = stamp.error().text;
  }
  return opened;
}

std::vector<StampFinding> stamp_findings(const Range& range,
                                         const TimeAuthorities& authorities,
                                         std::optional<WallTime> seen,
                                         WallTime newest) {
  std::vector<StampFinding> findings;
  if (!range.stamped) return findings;
  for (const auto& token : range.stamped->tokens) {
    auto opened = open_token(token.bytes, {.imprint = range.stamped->imprint}, authorities);
    if (opened.stamp) opened.why_not = contradiction(*opened.stamp, seen, newest);
    findings.push_back({token_path(token.index), std::move(opened)});
  }
  return findings;
}

std::vector<ClaimStamp> stamps_of(const std::vector<StampFinding>& findings) {
  std::map<std::string, WallTime> first;
  for (const auto& [file, opened] : findings) {
    if (!opened.why_not.empty()) continue;
    const auto latest = opened.stamp->latest();
    const auto [known, is_new] = first.emplace(opened.authority, latest);
    if (!is_new) known->second = std::min(known->second, latest);
  }
  std::vector<ClaimStamp> stamps;
  for (const auto& [authority, latest] : first) stamps.push_back({authority, latest});
  return stamps;
}

void stamp(Claim& claim, const Range& range, const TimeAuthorities& authorities) {
  claim.authorities = authorities;
  claim.stamps = stamps_of(stamp_findings(range, authorities, std::nullopt, claim.newest));
}

}  // namespace tocsin::bundle
