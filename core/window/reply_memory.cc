#include "core/window/reply_memory.h"

#include "core/crypto/sha256.h"

namespace tocsin::window {
namespace {

std::size_t octets_of(const Bytes& reply) {
  return reply.size() + ReplyMemory::octets_beside;
}

// Of the one probe that holds it, if there is no other.
std::size_t octets_alone(const Bytes& reply) {
  return octets_of(reply) + ReplyMemory::octets_beside;
}

}  // namespace

ReplyMemory::Shared ReplyMemory::find(std::string_view probe, const record::Reply& reply) {
  const auto place = known(reply);
  if (place == replies_.end()) return nullptr;
  auto bytes = place->second.bytes;
  hold(probe, place);
  while (octets_ > octets_max_) let_go_of_one();
  return bytes;
}

ReplyMemory::Replies::iterator ReplyMemory::known(const record::Reply& reply) {
  const auto place = replies_.find(reply.digest);
  if (place != replies_.end()) return place;
  const bool whole = !reply.kept.empty() && reply.bytes == reply.kept.size();
  if (!whole || crypto::sha256(reply.kept) != reply.digest) return replies_.end();
  octets_ += octets_of(reply.kept);
  auto bytes = std::make_shared<const Bytes>(reply.kept);
  return replies_.emplace(reply.digest, Known{.bytes = std::move(bytes)}).first;
}

void ReplyMemory::hold(std::string_view probe, Replies::iterator reply) {
  const auto share = shares_.try_emplace(std::string(probe)).first;
  auto& [held, places, octets] = share->second;
  if (const auto place = places.find(reply->first); place != places.end()) {
    return held.splice(held.begin(), held, place->second);
  }
  held.push_front(reply);
  places.emplace(reply->first, held.begin());
  ++reply->second.holders;
  octets_ += octets_beside;
  weigh(share, octets + octets_alone(*reply->second.bytes));
}

void ReplyMemory::let_go_of_one() {
  const auto share = shares_.find(by_weight_.rbegin()->second);
  auto& [held, places, octets] = share->second;
  const auto reply = held.back();
  places.erase(reply->first);
  held.pop_back();
  octets_ -= octets_beside;
  weigh(share, octets - octets_alone(*reply->second.bytes));
  if (--reply->second.holders > 0) return;
  octets_ -= octets_of(*reply->second.bytes);
  replies_.erase(reply);
}

// Who holds nothing any more has no share.
void ReplyMemory::weigh(Shares::iterator share, std::size_t octets) {
  by_weight_.erase({share->second.octets, share->first});
  if (octets == 0) return static_cast<void>(shares_.erase(share));
  share->second.octets = octets;
  by_weight_.emplace(octets, share->first);
}

}  // namespace tocsin::window
