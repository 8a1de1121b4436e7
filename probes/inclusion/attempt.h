// One attempt to see that a log has what was promised: what its witnesses' trees and its own newest
// tree have shown, and what that comes to.
#pragma once

#include <cstddef>

namespace tocsin::probe {

// What a collector answered to the question for a proof under one tree.
enum class Shown {
  proof,      // and it holds
  none,       // an answer, and no proof in it that holds
  no_answer,  // nobody there, or nobody who could answer now
};

// What an attempt has found.
enum class Found {
  witnessed,    // it is in the trees that enough witnesses have cosigned
  signed_only,  // it is in a tree that the log has signed
  missing,
  no_answer,
};

class Attempt {
 public:
  // So many witnesses are enough; 0 where none is asked.
  explicit Attempt(std::size_t quorum) : quorum_(quorum) {}

  // Of a witness's tree. A tree that was cosigned after the promise ran out must have the batch,
  // and one that is older may.
  enum class Tree { before_the_end, after_the_end };
  void in_a_witnessed_tree(Tree tree, Shown shown);
  // Of the log's own newest tree; not asked for where the witnesses' have settled it.
  void in_its_own_tree(Shown shown) { own_ = shown; }

  bool settled() const { return enough() || denied_; }
  Found found() const;

 private:
  bool enough() const { return quorum_ > 0 && voices_ >= quorum_; }

  std::size_t quorum_;
  std::size_t voices_ = 0;
  bool denied_ = false;
  Shown own_ = Shown::no_answer;
};

}  // namespace tocsin::probe
