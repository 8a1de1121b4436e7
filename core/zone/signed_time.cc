#include "core/zone/signed_time.h"

#include <algorithm>

#include "core/zone/content.h"

namespace tocsin::zone {
namespace {

using std::chrono::seconds;

// RFC 4034 section 3.1: type, algorithm, labels and original TTL come before.
constexpr std::size_t expiration_at = 8;

// Seconds from `now` to a time that has 32 bits, the nearest one (section 3.1.5).
std::int32_t ahead(std::uint32_t time, std::uint32_t now) {
  return static_cast<std::int32_t>(time - now);
}

}  // namespace

std::optional<WallTime> nearest_signed_time(const Zone& zone, WallTime at) {
  const auto now = std::chrono::floor<seconds>(at.since_epoch);
  const auto now32 = static_cast<std::uint32_t>(now.count());
  std::int32_t begin = INT32_MIN;
  std::int32_t end = INT32_MAX;
  bool has_signatures = false;
  for (const auto& record : zone.content().records) {
    Cursor in(record.data());
    if (record.type != dns::Type::rrsig || !in.skip(expiration_at)) continue;
    const auto expiration = in.take_be32();
    const auto inception = in.take_be32();
    if (!inception) continue;
    has_signatures = true;
    begin = std::max(begin, ahead(*inception, now32));
    end = std::min(end, ahead(*expiration, now32));
  }
  if (!has_signatures || begin > end) return std::nullopt;
  if (begin <= 0 && 0 <= end) return at;
  return WallTime{now + seconds(std::clamp(0, begin, end))};
}

}  // namespace tocsin::zone
