// Replies of three vendors' servers to the same questions, from old.zone on loopback
// (tests/fuzz/capture_dns_replies.py): each as it came off the wire.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/unit/core/judge/world.h"

namespace tocsin::judge::test {
namespace {

std::filesystem::path replies() {
  return std::filesystem::path(TOCSIN_SOURCE_DIR) / "tests/fuzz/corpus/correctness";
}

Bytes bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class Vendor : public testing::TestWithParam<const char*> {};

TEST_P(Vendor, is_found_correct_in_all_it_says) {
  World world;
  for (const auto* question : {"root_soa",
                               "root_ns",
                               "root_dnskey",
                               "ns_with_ds",
                               "ns_without_ds",
                               "ds",
                               "no_ds",
                               "no_name",
                               "no_name_at_the_end",
                               "mixed_case",
                               "referral"}) {
    const auto name = std::string(GetParam()) + "_" + question;
    const auto reply = bytes_of(replies() / name);
    ASSERT_FALSE(reply.empty()) << name;
    const auto judgement = world.judge(reply);
    EXPECT_EQ(judgement.verdict, Verdict::correct) << name << ": " << text_of(judgement);
  }
}

INSTANTIATE_TEST_SUITE_P(, Vendor, testing::Values("knot", "nsd", "bind"), [](const auto& test) {
  return std::string(test.param);
});

}  // namespace
}  // namespace tocsin::judge::test
