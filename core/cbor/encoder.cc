#include "core/cbor/encoder.h"

#include <algorithm>

#include "core/base/check.h"

namespace tocsin::cbor {

Encoder& Encoder::integer(std::int64_t value) {
  if (value >= 0) return uint(static_cast<std::uint64_t>(value));
  return scalar({Major::negative_number, static_cast<std::uint64_t>(-1 - value)}, {});
}

Encoder& Encoder::tag(std::uint64_t number) {
  check(open_.back().items_left > 0 && !open_.back().at_key(), "a tag has room and is no key");
  append_head(out_, {Major::tag, number});
  return *this;
}

Encoder& Encoder::scalar(Head head, ByteView body) {
  check(open_.back().items_left > 0, "no more items than announced");
  const auto begin = out_.size();
  append_head(out_, head);
  append(out_, body);
  if (open_.back().at_key()) note_key(begin);
  --open_.back().items_left;
  close_full();
  return *this;
}

Encoder& Encoder::open(Head head, std::size_t items) {
  check(open_.back().items_left > 0, "no more items than announced");
  check(!open_.back().at_key(), "keys are numbers or texts");
  append_head(out_, head);
  --open_.back().items_left;
  open_.push_back({head.major, items});
  close_full();
  return *this;
}

void Encoder::note_key(std::size_t begin) {
  auto& last = open_.back().last_key;
  const auto key = ByteView(out_).subspan(begin);
  const bool ascends = last.empty() || std::ranges::lexicographical_compare(last, key);
  check(ascends, "keys ascend in bytewise order of their encodings");
  last.assign(key.begin(), key.end());
}

void Encoder::close_full() {
  while (open_.size() > 1 && open_.back().items_left == 0) open_.pop_back();
}

Bytes Encoder::finish() && {
  check(open_.size() == 1 && open_.back().items_left == 0, "the item is complete");
  return std::move(out_);
}

}  // namespace tocsin::cbor
