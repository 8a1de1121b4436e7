// Replies that a log's batches have kept, whoever brought them, because later ones only name them
// by their digests (core/record/reply.h). Each is there once, and held by every probe that brought
// or named it, until the last of them lets it go.
//
// Bounded: while all are too much, the probe that holds most lets go of what it named least
// recently. So who pours replies in pushes out its own: a probe loses none as long as it holds no
// more than an equal share of the memory, or less than another does. Pure. One thread at a time.
#pragma once

#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "core/record/reply.h"

namespace tocsin::window {

class ReplyMemory {
 public:
  using Shared = std::shared_ptr<const Bytes>;

  // About what a reply takes beside its bytes, and again for each probe that holds it.
  static constexpr std::size_t octets_beside = 128;

  explicit ReplyMemory(std::size_t octets_max) : octets_max_(octets_max) {}
  ReplyMemory(ReplyMemory&&) = default;  // not copied: each place is one in a list
  ReplyMemory& operator=(ReplyMemory&&) = default;

  // A batch of this probe names it, or brings it: its bytes; none where no batch has brought it
  // lately, or where it is not whole or is another reply than it says: by its first half it would
  // be judged wrong.
  Shared find(std::string_view probe, const record::Reply& reply);

 private:
  struct Known {
    Shared bytes;
    std::size_t holders = 0;
  };
  using Replies = std::map<Digest, Known>;
  using Held = std::list<Replies::iterator>;
  struct Share {
    Held held;  // that which was named last in front
    std::map<Digest, Held::iterator> places;
    std::size_t octets = 0;  // of all that it holds, as if nobody else did
  };
  using Shares = std::map<std::string, Share>;

  Replies::iterator known(const record::Reply& reply);
  void hold(std::string_view probe, Replies::iterator reply);
  void let_go_of_one();
  void weigh(Shares::iterator share, std::size_t octets);

  std::size_t octets_max_;
  std::size_t octets_ = 0;
  Replies replies_;
  Shares shares_;
  std::set<std::pair<std::size_t, std::string>> by_weight_;  // each share's octets, and whose it is
};

}  // namespace tocsin::window
