// Replies that a log's batches have kept, whoever brought them, because later ones only name them
// by their digests (core/record/reply.h). Bounded: that which was named least recently is forgotten
// first. Pure. One thread at a time.
#pragma once

#include <list>
#include <map>
#include <memory>

#include "core/record/reply.h"

namespace tocsin::window {

class ReplyMemory {
 public:
  using Shared = std::shared_ptr<const Bytes>;

  explicit ReplyMemory(std::size_t octets_max) : octets_max_(octets_max) {}
  ReplyMemory(ReplyMemory&&) = default;  // not copied: each place is one in the list
  ReplyMemory& operator=(ReplyMemory&&) = default;

  // A batch names it, or brings it: its bytes; none where no batch has brought it lately, or where
  // it is not whole or is another reply than it says: by its first half it would be judged wrong.
  Shared find(const record::Reply& reply);

 private:
  struct Known {
    Digest digest{};
    Shared bytes;
  };

  void forget_oldest();

  std::size_t octets_max_;
  std::size_t octets_ = 0;
  std::list<Known> known_;  // that which was named last in front
  std::map<Digest, std::list<Known>::iterator> places_;
};

}  // namespace tocsin::window
