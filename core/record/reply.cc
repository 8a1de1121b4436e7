#include "core/record/reply.h"

#include "core/crypto/sha256.h"
#include "core/record/reply_mask.h"

namespace tocsin::record {

Reply reply_from(Bytes as_received) {
  mask(as_received);
  Reply reply{.digest = crypto::sha256(as_received),
              .bytes = static_cast<std::uint32_t>(as_received.size()),
              .kept = std::move(as_received)};
  if (reply.kept.size() > reply_bytes_max) reply.kept.resize(reply_bytes_max);
  return reply;
}

}  // namespace tocsin::record
