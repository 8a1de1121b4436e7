#include "core/witness/add_checkpoint.h"

#include <gtest/gtest.h>

#include "tests/unit/core/witness/made_up_log.h"

namespace tocsin::witness {
namespace {

// The example of C2SP tlog-witness.
constexpr std::string_view documented =
    "old 20852014\n"
    "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"
    "jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n"
    "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n"
    "/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n"
    "\n"
    "example.com/behind-the-sofa\n"
    "20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    "\n"
    "\u2014 example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/"
    "Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "\u2014 example.com/behind-the-sofa "
    "opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/"
    "V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n";

TEST(AddCheckpoint, OfTheSpecificationIsReadAndWrittenBack) {
  const auto request = parse_add_checkpoint(documented);
  ASSERT_TRUE(request) << request.error().text;
  EXPECT_EQ(request->old_size, 20'852'014);
  EXPECT_EQ(request->proof.size(), 4);
  EXPECT_EQ(request->checkpoint.signatures.size(), 2);
  EXPECT_EQ(encode(*request), documented);
}

TEST(AddCheckpoint, CutAnywhereIsRefusedOrHasFewerSignatures) {
  for (std::size_t size = 0; size < documented.size(); ++size) {
    const auto request = parse_add_checkpoint(documented.substr(0, size));
    if (request) {
      EXPECT_EQ(request->checkpoint.signatures.size(), 1) << size;
    }
  }
}

TEST(AddCheckpoint, ThatIsReadHasOneFormWhateverBitFlips) {
  for (std::size_t bit = 0; bit < documented.size() * 8; ++bit) {
    auto changed = std::string(documented);
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    const auto request = parse_add_checkpoint(changed);
    if (request) {
      EXPECT_EQ(encode(*request), changed);
    }
  }
}

struct Malformed {
  const char* name;
  std::string body;
};

class MalformedRequest : public testing::TestWithParam<Malformed> {};

TEST_P(MalformedRequest, IsRefused) {
  EXPECT_FALSE(parse_add_checkpoint(GetParam().body));
}

std::string with_first_line(std::string_view line) {
  return std::string(line) + std::string(documented.substr(documented.find('\n')));
}

std::string with_hashes(std::size_t count) {
  AddCheckpoint request = MadeUpLog().request(0, 5);
  request.proof.assign(count, Digest{});
  return encode(request);
}

INSTANTIATE_TEST_SUITE_P(
    Each,
    MalformedRequest,
    testing::Values(
        Malformed{"NoSize", with_first_line("old ")},
        Malformed{"NoWord", with_first_line("20852014")},
        Malformed{"TwoSpaces", with_first_line("old  20852014")},
        Malformed{"LeadingZero", with_first_line("old 020852014")},
        Malformed{"Negative", with_first_line("old -1")},
        Malformed{"BeyondSixtyFourBits", with_first_line("old 18446744073709551616")},
        Malformed{"CarriageReturn", with_first_line("old 20852014\r")},
        Malformed{"NoProofButAWord", with_first_line("old 20852014\nhash")},
        Malformed{"ShortHash", with_first_line("old 20852014\nAAAA")},
        Malformed{"SixtyFourHashes", with_hashes(64)},
        Malformed{"TooLong", std::string(documented) + std::string(add_checkpoint_bytes_max, 'A')}),
    [](const auto& one) { return one.param.name; });

TEST(AddCheckpoint, MayHaveSixtyThreeHashes) {
  EXPECT_TRUE(parse_add_checkpoint(with_hashes(63)));
}

}  // namespace
}  // namespace tocsin::witness
