#include "probes/spool/thinning.h"

#include <set>

namespace tocsin::probe {
namespace {

using Row = std::vector<const Spooled*>;

// Batches in a row; taking one out makes its neighbours' holes larger.
class Thinner {
 public:
  explicit Thinner(Row row) : row_(std::move(row)), before_(row_.size()), after_(row_.size()) {
    for (std::size_t i = 1; i + 1 < row_.size(); ++i) {
      before_[i] = i - 1;
      after_[i] = i + 1;
      holes_.insert({hole(i), i});
    }
  }

  // Nothing where only the two ends are left.
  const Spooled* take() {
    if (holes_.empty()) return nullptr;
    const auto taken = holes_.begin()->second;
    holes_.erase(holes_.begin());
    widen(before_[taken], [&](std::size_t i) { after_[i] = after_[taken]; });
    widen(after_[taken], [&](std::size_t i) { before_[i] = before_[taken]; });
    return row_[taken];
  }

 private:
  std::uint64_t hole(std::size_t i) const {
    return row_[after_[i]]->sequence - row_[before_[i]]->sequence;
  }

  template <class Relink>
  void widen(std::size_t i, Relink relink) {
    if (i == 0 || i + 1 == row_.size()) return;  // an end, which is never taken
    holes_.erase({hole(i), i});
    relink(i);
    holes_.insert({hole(i), i});
  }

  Row row_;
  std::vector<std::size_t> before_;
  std::vector<std::size_t> after_;
  std::set<std::pair<std::uint64_t, std::size_t>> holes_;  // smallest first, then oldest
};

Row unacknowledged(std::span<const Spooled> kept, Importance importance) {
  Row row;
  for (const auto& batch : kept) {
    if (batch.importance == importance && batch.acknowledged == Acknowledged::by_none) {
      row.push_back(&batch);
    }
  }
  return row;
}

}  // namespace

std::vector<LetGo> choose_to_let_go(std::span<const Spooled> kept, std::uint64_t bytes) {
  std::vector<LetGo> chosen;
  std::uint64_t freed = 0;
  const auto choose = [&](const Spooled& batch, record::GapReason reason) {
    chosen.push_back({batch.sequence, reason});
    freed += batch.bytes;
  };
  for (const auto& batch : kept) {
    if (freed >= bytes) return chosen;
    if (batch.acknowledged == Acknowledged::by_none) continue;
    choose(batch, record::GapReason::acknowledged_elsewhere);
  }
  for (const auto importance : {Importance::tld, Importance::root}) {
    Thinner thinner(unacknowledged(kept, importance));
    while (freed < bytes) {
      const auto* batch = thinner.take();
      if (batch == nullptr) break;
      choose(*batch, record::GapReason::thinned);
    }
  }
  return chosen;
}

}  // namespace tocsin::probe
