#include "core/record/opt_out.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "tests/support/record/documented.h"

namespace tocsin::record {
namespace {

using namespace std::chrono_literals;

const auto operator_key = crypto::SigningKey::from_seed({5});

OptOut sample() {
  return {.name_of_operator = "Example Registry",
          .key = operator_key.public_key(),
          .addresses = {*plan::address_from("192.0.2.7"), *plan::address_from("2001:db8::7")},
          .queries_per_second = 2,
          .from = {1'785'585'600s},
          .until = {1'817'121'600s}};
}

TEST(OptOut, IsReadBackAsItIsWritten) {
  EXPECT_EQ(open_opt_out(sign(sample(), operator_key)), sample());
}

TEST(OptOut, IsWrittenAsItIsDocumented) {
  EXPECT_EQ(to_hex(sign(sample(), operator_key)), to_hex(documented("opt-out.md", "opt-out")));
}

TEST(OptOut, CoversItsSpanAlone) {
  EXPECT_TRUE(sample().covers(sample().from));
  EXPECT_FALSE(sample().covers(sample().until));
  EXPECT_FALSE(sample().covers(sample().from - 1ns));
}

TEST(OptOut, CutOrChangedAnywhereIsRefused) {
  auto bytes = sign(sample(), operator_key);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(open_opt_out(ByteView(bytes).first(size))) << size;
  }
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    bytes[bit / 8] ^= 1U << bit % 8;
    EXPECT_FALSE(open_opt_out(bytes)) << "bit " << bit;
    bytes[bit / 8] ^= 1U << bit % 8;
  }
}

TEST(OptOut, ThatMeansNothingIsRefused) {
  auto nobody = sample();
  nobody.addresses.clear();
  auto backwards = sample();
  std::swap(backwards.from, backwards.until);
  auto twice = sample();
  twice.addresses[1] = twice.addresses[0];
  for (const auto& opt_out : {nobody, backwards, twice}) {
    EXPECT_EQ(open_opt_out(sign(opt_out, operator_key)).error(), StatementFault::malformed);
  }
}

}  // namespace
}  // namespace tocsin::record
