#include "core/record/commitment.h"

#include <gtest/gtest.h>

#include "core/crypto/sha256.h"

namespace tocsin::record {
namespace {

Opening some_opening() {
  return {PrivateField::first_hops, {}, {1, 2, 3}};
}

TEST(Commitment, IsTheDigestOfFieldSaltAndValue) {
  Bytes bytes{2};
  bytes.resize(33);
  append(bytes, Bytes{1, 2, 3});
  EXPECT_EQ(commit(some_opening()).digest, crypto::sha256(bytes));
  EXPECT_EQ(commit(some_opening()).field, PrivateField::first_hops);
}

TEST(Commitment, DiffersWithTheSaltTheValueAndTheField) {
  auto salted = some_opening();
  salted.salt[31] = 1;
  auto other_value = some_opening();
  other_value.value.push_back(4);
  auto other_field = some_opening();
  other_field.field = PrivateField::resolvers;
  for (const auto& other : {salted, other_value, other_field}) {
    EXPECT_NE(commit(other).digest, commit(some_opening()).digest);
  }
}

}  // namespace
}  // namespace tocsin::record
