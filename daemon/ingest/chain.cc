#include "daemon/ingest/chain.h"

#include <iterator>
#include <limits>

#include "core/base/check.h"

namespace tocsin::collector {

Fit Chain::fit(const Link& link) const {
  // There would be no number for the next one.
  if (link.sequence == std::numeric_limits<std::uint64_t>::max()) return Fit::misfit;
  return link.sequence >= expected_ ? fit_ahead(link) : fit_behind(link);
}

Fit Chain::fit_ahead(const Link& link) const {
  if (link.sequence == expected_) return link.previous == head_ ? Fit::next : Fit::misfit;
  return gaps_.size() < chain_gaps_max ? Fit::after_gap : Fit::too_many_gaps;
}

Fit Chain::fit_behind(const Link& link) const {
  if (const auto known = this->known(link.sequence)) {
    return known->digest == link.digest ? Fit::again : Fit::equivocation;
  }
  const auto gap = gap_around(link.sequence);
  if (gap == gaps_.end()) return Fit::forgotten;
  const auto& [first, sides] = *gap;
  if (link.sequence == first && link.previous != sides.before) return Fit::misfit;
  if (link.sequence == sides.last && link.digest != sides.after) return Fit::misfit;
  const bool splits = link.sequence != first && link.sequence != sides.last;
  return splits && gaps_.size() >= chain_gaps_max ? Fit::too_many_gaps : Fit::fills_gap;
}

void Chain::apply(const Link& link, const Receipt& receipt) {
  const auto fit = this->fit(link);
  check(fit == Fit::next || fit == Fit::after_gap || fit == Fit::fills_gap,
        "only a link that fits enters a chain");
  check(join({link.sequence, link.sequence, link.previous, link.digest}), "what fits joins");
  remember(link.sequence, {link.digest, receipt});
}

bool Chain::join(const LinkSpan& span) {
  if (span.last < span.first || span.last == std::numeric_limits<std::uint64_t>::max()) {
    return false;
  }
  return span.first >= expected_ ? join_ahead(span) : join_in_gap(span);
}

bool Chain::join_ahead(const LinkSpan& span) {
  if (span.first == expected_ && span.previous != head_) return false;
  if (span.first != expected_) gaps_[expected_] = {span.first - 1, head_, span.previous};
  head_ = span.digest;
  expected_ = span.last + 1;
  return true;
}

// What is left of the gap on either side keeps the hash that it had there and gets the span's own.
bool Chain::join_in_gap(const LinkSpan& span) {
  const auto gap = gap_around(span.first);
  if (gap == gaps_.end() || span.last > gap->second.last) return false;
  const auto [first, sides] = *gap;
  if (span.first == first && span.previous != sides.before) return false;
  if (span.last == sides.last && span.digest != sides.after) return false;
  gaps_.erase(gap);
  if (span.first > first) gaps_[first] = {span.first - 1, sides.before, span.previous};
  if (span.last < sides.last) gaps_[span.last + 1] = {sides.last, span.digest, sides.after};
  return true;
}

void Chain::remember(std::uint64_t sequence, const KnownEnvelope& known) {
  known_.insert_or_assign(sequence, known);
  if (known_.size() > remembered_sequences_max) known_.erase(known_.begin());
}

void Chain::logged(std::uint64_t sequence, std::uint64_t leaf) {
  const auto found = known_.find(sequence);
  if (found != known_.end()) found->second.leaf = leaf;
}

bool Chain::would_remember(std::uint64_t sequence) const {
  return known_.size() < remembered_sequences_max || sequence > known_.begin()->first;
}

std::uint64_t Chain::missing() const {
  std::uint64_t count = 0;
  for (const auto& [first, sides] : gaps_) count += sides.last - first + 1;
  return count;
}

std::optional<KnownEnvelope> Chain::known(std::uint64_t sequence) const {
  const auto found = known_.find(sequence);
  if (found == known_.end()) return std::nullopt;
  return found->second;
}

Chain::Gaps::const_iterator Chain::gap_around(std::uint64_t sequence) const {
  const auto after = gaps_.upper_bound(sequence);
  if (after == gaps_.begin()) return gaps_.end();
  const auto gap = std::prev(after);
  return sequence <= gap->second.last ? gap : gaps_.end();
}

}  // namespace tocsin::collector
