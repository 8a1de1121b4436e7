#include "probes/inclusion/attempt.h"

namespace tocsin::probe {

void Attempt::in_a_witnessed_tree(Tree tree, Shown shown) {
  if (shown == Shown::proof) ++voices_;
  // Whatever tree of its own the log shows us: to this witness it has shown another one.
  if (shown == Shown::none && tree == Tree::after_the_end) denied_ = true;
}

Found Attempt::found() const {
  if (enough()) return Found::witnessed;
  if (denied_) return Found::missing;
  switch (own_) {
    case Shown::proof:
      return Found::signed_only;
    case Shown::none:
      return Found::missing;
    case Shown::no_answer:
      break;
  }
  return Found::no_answer;
}

}  // namespace tocsin::probe
