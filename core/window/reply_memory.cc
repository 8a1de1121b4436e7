#include "core/window/reply_memory.h"

#include "core/crypto/sha256.h"

namespace tocsin::window {

ReplyMemory::Shared ReplyMemory::find(const record::Reply& reply) {
  const auto place = places_.find(reply.digest);
  if (place != places_.end()) {
    known_.splice(known_.begin(), known_, place->second);
    return place->second->bytes;
  }
  const bool whole = !reply.kept.empty() && reply.bytes == reply.kept.size();
  if (!whole || crypto::sha256(reply.kept) != reply.digest) return nullptr;
  known_.push_front({reply.digest, std::make_shared<const Bytes>(reply.kept)});
  places_.emplace(reply.digest, known_.begin());
  octets_ += reply.kept.size();
  auto bytes = known_.front().bytes;
  while (octets_ > octets_max_) forget_oldest();
  return bytes;
}

void ReplyMemory::forget_oldest() {
  octets_ -= known_.back().bytes->size();
  places_.erase(known_.back().digest);
  known_.pop_back();
}

}  // namespace tocsin::window
