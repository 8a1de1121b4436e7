#include "core/plan/permutation.h"

#include "core/base/check.h"
#include "core/crypto/sha256.h"

namespace tocsin::plan {
namespace {

// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ value >> 30U) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ value >> 27U) * 0x94d049bb133111ebULL;
  return value ^ value >> 31U;
}

}  // namespace

Permutation::Permutation(std::string_view label, ByteView seed, std::uint64_t count)
    : count_(count) {
  check(count >= 1 && count <= std::uint64_t{1} << 32U, "a permutation has 1 to 2^32 places");
  while (std::uint64_t{1} << 2 * half_bits_ < count) ++half_bits_;
  Bytes bytes;
  append(bytes, as_bytes(label));
  bytes.push_back(0);  // no label is the beginning of another with its seed
  append(bytes, seed);
  const auto digest = crypto::sha256(bytes);
  Cursor in(digest);
  for (auto& key : keys_) key = *in.take_be64();
}

// What leaves the range comes back to it: the walk is on a cycle that began in range.
std::uint64_t Permutation::place_of(std::uint64_t number) const {
  check(number < count_, "a permutation places its own numbers");
  auto place = shuffled(number);
  while (place >= count_) place = shuffled(place);
  return place;
}

std::uint64_t Permutation::shuffled(std::uint64_t number) const {
  const std::uint64_t mask = (std::uint64_t{1} << half_bits_) - 1;
  auto left = number >> half_bits_;
  auto right = number & mask;
  for (const auto key : keys_) {
    const auto next = left ^ (mixed(right + key) & mask);
    left = right;
    right = next;
  }
  return left << half_bits_ | right;
}

}  // namespace tocsin::plan
