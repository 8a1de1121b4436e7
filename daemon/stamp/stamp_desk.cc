#include "daemon/stamp/stamp_desk.h"

#include "core/crypto/sha256.h"

namespace tocsin::collector {
namespace {

constexpr Duration idle = std::chrono::hours(1);

}  // namespace

StampDesk::StampDesk(World world, Pace pace)
    : world_(std::move(world)), pace_(pace), next_(world_.clock.monotonic() + pace_.first_after) {}

Status<> StampDesk::add(AuthorityPlace place) {
  AuthorityLane::Surroundings around{.entropy = world_.entropy,
                                     .log = world_.log,
                                     .wanted = [this] { return wanted(); },
                                     .until_next = [this] { return until_next(); }};
  auto lane = AuthorityLane::create(world_.io, std::move(place), std::move(around));
  if (!lane) return tl::unexpected(lane.error());
  lanes_.push_back(std::move(*lane));
  return {};
}

void StampDesk::start(net::TaskGroup& group) {
  for (auto& lane : lanes_) group.spawn(lane->run());
}

void StampDesk::recorded(std::uint64_t index, ByteView note) {
  newest_ = ToStamp{index, crypto::sha256(note)};
  for (auto& lane : lanes_) lane->wake();
}

std::optional<ToStamp> StampDesk::wanted() {
  const bool is_news = newest_ && (!chosen_ || chosen_->index < newest_->index);
  const auto now = world_.clock.monotonic();
  if (is_news && now >= next_) {
    chosen_ = newest_;
    next_ = now + pace_.every;
  }
  return chosen_;
}

Duration StampDesk::until_next() const {
  const auto left = next_ - world_.clock.monotonic();
  return left > Duration::zero() ? left : idle;
}

}  // namespace tocsin::collector
