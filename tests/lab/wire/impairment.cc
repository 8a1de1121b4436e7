#include "tests/lab/wire/impairment.h"

namespace tocsin::lab {

std::vector<Copy> Fates::next(const Impairment& impairment) {
  if (chance() < impairment.loss) return {};
  std::vector<Copy> copies = {copy(impairment)};
  if (chance() < impairment.duplicate) copies.push_back(copy(impairment));
  return copies;
}

double Fates::chance() {
  state_ += 0x9e3779b97f4a7c15ULL;
  auto word = state_;
  word = (word ^ word >> 30) * 0xbf58476d1ce4e5b9ULL;
  word = (word ^ word >> 27) * 0x94d049bb133111ebULL;
  word ^= word >> 31;
  return static_cast<double>(word >> 11) * 0x1p-53;
}

Copy Fates::copy(const Impairment& impairment) {
  const auto extra = static_cast<double>(impairment.jitter.count()) * chance();
  const auto hold = impairment.delay + microseconds(static_cast<std::int64_t>(extra));
  if (chance() < impairment.reorder) return {.hold = hold / 2, .order = Copy::Order::free};
  return {.hold = hold};
}

}  // namespace tocsin::lab
