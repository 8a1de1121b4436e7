#include "probes/engine/draws.h"

#include <algorithm>

namespace tocsin::probe {

Draws::Draws(Entropy& entropy) : entropy_(entropy) {
  renew();
}

Draws::Ticket Draws::take() {
  return {current_, taken_++};
}

void Draws::renew() {
  if (current_ && taken_ > 0) renewed_.push_back(std::move(current_));
  auto source = std::make_shared<Source>();
  entropy_.fill(source->secret);
  source->mark = record::mark_of(source->secret);
  current_ = std::move(source);
  taken_ = 0;
}

std::vector<record::SecretEntry> Draws::to_tell() {
  const auto in_use = [](const auto& source) { return source.use_count() > 1; };
  const auto ended = std::partition(renewed_.begin(), renewed_.end(), in_use);
  std::vector<record::SecretEntry> told;
  for (auto source = ended; source != renewed_.end(); ++source) {
    told.push_back({.mark = (*source)->mark, .secret = (*source)->secret});
  }
  renewed_.erase(ended, renewed_.end());
  return told;
}

}  // namespace tocsin::probe
