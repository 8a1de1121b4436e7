// What makes the signature over an RRset of a reply good or not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/core/judge/world.h"

namespace tocsin::judge::test {
namespace {

using testing::HasSubstr;
using tocsin::test::with_data;

// Offsets into the data of an RRSIG record (RFC 4034 section 3.1).
constexpr std::size_t algorithm_at = 2;
constexpr std::size_t labels_at = 3;
constexpr std::size_t signer_at = 18;
constexpr std::size_t signature_at = 19;

struct Signatures : testing::Test {
  World world;
  Message reply = world.root.reply("no.", Type::ds);

  void sign_with(const Bytes& signature) { reply.answer.back() = signature; }

  void expect_bad(const std::string& why, WallTime at = january()) {
    const auto judgement = world.judge(reply, at);
    EXPECT_EQ(tags_of(judgement), "cpf yds");
    EXPECT_THAT(text_of(judgement), HasSubstr("no. DS in the Answer section " + why));
  }
};

TEST_F(Signatures, hold_from_inception_to_expiration_and_no_second_longer) {
  const auto first = *from_rfc3339("2026-01-01T00:00:00Z");
  const auto last = *from_rfc3339("2026-02-01T00:00:00Z");
  EXPECT_EQ(world.judge(reply, first).verdict, Verdict::correct);
  EXPECT_EQ(world.judge(reply, last).verdict, Verdict::correct);
  expect_bad("has a signature that is not yet valid", first - std::chrono::seconds(1));
  expect_bad("has a signature that is expired", last + std::chrono::seconds(1));
}

TEST_F(Signatures, are_remembered_and_their_time_is_looked_at_each_time) {
  EXPECT_EQ(world.judge(reply).verdict, Verdict::correct);
  const auto verified = world.memo.misses();
  EXPECT_EQ(world.judge(reply).verdict, Verdict::correct);
  expect_bad("has a signature that is expired", *from_rfc3339("2026-03-01T00:00:00Z"));
  EXPECT_EQ(world.memo.misses(), verified);
}

TEST_F(Signatures, of_another_type_sign_nothing) {
  sign_with(world.root.signatures("no.", Type::nsec).front());
  expect_bad("comes without its signature");
  const Bytes says_ds{0, static_cast<std::uint8_t>(Type::ds)};
  sign_with(with_data(world.root.signatures("no.", Type::nsec).front(), 0, says_ds));
  expect_bad("has a signature that is bogus");
}

TEST_F(Signatures, of_another_name_sign_nothing) {
  auto signature = world.root.signatures("arpa.", Type::ds).front();
  signature.erase(signature.begin(), signature.begin() + 6);
  auto renamed = Bytes{2, 'n', 'o', 0};
  append(renamed, signature);
  sign_with(renamed);
  expect_bad("has a signature that is bogus");
}

TEST_F(Signatures, by_a_key_that_nobody_vouches_for_do_not_count) {
  const ScriptedRoot other(zone_of("other.zone"));
  sign_with(other.signatures("no.", Type::ds).front());
  expect_bad("has a signature that is by a key that the zone does not have");
}

TEST_F(Signatures, by_another_signer_do_not_count) {
  const auto good = world.root.signatures("no.", Type::ds).front();
  const auto data_at = good.size() - signature_at - 64;
  Bytes data(good.begin() + static_cast<std::ptrdiff_t>(data_at), good.end());
  const Bytes norway{2, 'n', 'o'};
  data.insert(data.begin() + signer_at, norway.begin(), norway.end());
  sign_with(tocsin::test::record("no.", Type::rrsig, data));
  expect_bad("has a signature that is by another signer");
}

TEST_F(Signatures, of_another_algorithm_or_another_count_of_labels_do_not_count) {
  const auto good = world.root.signatures("no.", Type::ds).front();
  const Bytes rsa{8};
  sign_with(with_data(good, algorithm_at, rsa));
  expect_bad("has a signature that is by a key that the zone does not have");
  const Bytes zero{0};
  sign_with(with_data(good, labels_at, zero));
  expect_bad("has a signature that is of a wildcard");
}

TEST_F(Signatures, one_octet_off_are_bogus) {
  auto signature = world.root.signatures("no.", Type::ds).front();
  signature.back() ^= 1;
  sign_with(signature);
  expect_bad("has a signature that is bogus");
}

TEST_F(Signatures, a_bad_one_beside_a_good_one_does_no_harm) {
  auto bad = world.root.signatures("no.", Type::ds).front();
  bad.back() ^= 1;
  reply.answer.push_back(bad);
  EXPECT_EQ(world.judge(reply).verdict, Verdict::correct) << text_of(world.judge(reply));
}

TEST_F(Signatures, of_the_keys_must_be_by_an_anchored_key) {
  auto keys = world.newer_root.reply(".", Type::dnskey);
  const Candidate newer{&world.new_zone, january() - candidates_back_to};
  const auto judge = [&] {
    return judge_correctness(keys.bytes(), {&newer, 1}, january(), world.memo);
  };
  ASSERT_EQ(judge().verdict, Verdict::correct);
  const auto ksk = zone::anchors_from(text_of("anchor.ds")).value().front().key_tag;
  constexpr std::size_t tag_in_record = 1 + 10 + 16;
  std::erase_if(keys.answer, [&](const Bytes& each) {
    const bool is_signature = each[2] == static_cast<std::uint8_t>(Type::rrsig);
    return is_signature && (each[tag_in_record] << 8 | each[tag_in_record + 1]) == ksk;
  });
  EXPECT_EQ(tags_of(judge()), "eou yds");
}

TEST_F(Signatures, hold_whatever_the_order_of_the_records) {
  std::ranges::reverse(reply.answer);
  EXPECT_EQ(world.judge(reply).verdict, Verdict::correct);
  reply.answer.push_back(reply.answer.front());  // and twice is once
  EXPECT_EQ(world.judge(reply).verdict, Verdict::correct);
}

TEST(SignatureMemo, forgets_what_was_not_asked_for_and_stays_small) {
  zone::SignatureMemo memo(8);
  const auto digest = [](std::uint8_t i) { return Digest{i}; };
  for (std::uint8_t i = 0; i < 100; ++i) {
    memo.remember(digest(i), zone::Mathematics::holds);
    EXPECT_LE(memo.size(), 8U);
    EXPECT_TRUE(memo.find(digest(0))) << "in use, so kept";
  }
  EXPECT_FALSE(memo.find(digest(50)));
  EXPECT_EQ(memo.find(digest(99)), zone::Mathematics::holds);
}

}  // namespace
}  // namespace tocsin::judge::test
