#include "core/tlog/policy.h"

#include <gtest/gtest.h>

#include "core/tlog/checkpoint.h"
#include "core/tlog/merkle_hash.h"

namespace tocsin::tlog {
namespace {

crypto::SigningKey key_number(std::uint8_t number) {
  return crypto::SigningKey::from_seed({number});
}

std::string vkey(std::uint8_t number, const std::string& name, Algorithm algorithm) {
  return to_text(verifier_key(name, algorithm, key_number(number).public_key()));
}

const std::string log_line =
    "log " + vkey(1, "geneva.example/log", Algorithm::ed25519) + " https://geneva.example/log/\n";

std::string witness_line(std::uint8_t number, const std::string& name) {
  return "witness " + name + " " + vkey(number, name + ".example", Algorithm::cosignature_v1) +
         "\n";
}

// Two of three states; a state speaks through any of its witnesses.
const std::string two_of_three = "# what we believe\n" + log_line + witness_line(2, "no-a") +
                                 witness_line(3, "no-b") + witness_line(4, "ch") +
                                 witness_line(5, "ke") +
                                 "group\tnorway any no-a no-b\n"
                                 "\n"
                                 "group  states 2 norway ch ke\n"
                                 "quorum states\n";

const std::string text = encode(Checkpoint{"geneva.example/log", {0, empty_root()}});
constexpr WallTime noon{std::chrono::seconds(1'785'585'600)};

TEST(Policy, NamesLogsWitnessesAndGroups) {
  const auto policy = parse_policy(two_of_three);
  ASSERT_TRUE(policy) << policy.error().text;
  ASSERT_EQ(policy->logs.size(), 1);
  EXPECT_EQ(policy->logs[0].url, "https://geneva.example/log/");
  EXPECT_EQ(policy->witnesses.size(), 4);
  ASSERT_EQ(policy->groups.size(), 2);
  EXPECT_EQ(policy->groups[1].needed, 2);
}

TEST(Policy, CountsAStateOnceHoweverManyOfItsWitnessesSpeak) {
  const auto policy = parse_policy(two_of_three).value();
  EXPECT_FALSE(is_quorum(policy, {}));
  EXPECT_FALSE(is_quorum(policy, {0, 1}));
  EXPECT_TRUE(is_quorum(policy, {1, 2}));
  EXPECT_TRUE(is_quorum(policy, {2, 3}));
  EXPECT_TRUE(is_quorum(policy, {0, 1, 2, 3}));
}

TEST(Policy, WithoutAQuorumOrWithOneWitnessIsStatedSo) {
  const auto none = parse_policy(log_line + "quorum none\n").value();
  EXPECT_TRUE(is_quorum(none, {}));
  const auto one = parse_policy(log_line + witness_line(2, "no") + "quorum no\n").value();
  EXPECT_FALSE(is_quorum(one, {}));
  EXPECT_TRUE(is_quorum(one, {0}));
}

TEST(Policy, HearsTheWitnessesThatItNamesAndReportsTheOthers) {
  const auto policy = parse_policy(two_of_three).value();
  const Note note{text,
                  {sign_note("geneva.example/log", key_number(1), text),
                   cosign_note("ch.example", key_number(4), text, noon),
                   cosign_note("stranger.example", key_number(9), text, noon)}};
  const auto voices = voices_for(note, policy);
  ASSERT_TRUE(voices) << voices.error().text;
  EXPECT_EQ(voices->log, 0);
  ASSERT_EQ(voices->witnesses.size(), 1);
  EXPECT_EQ(voices->witnesses[0].key, 2);
  EXPECT_EQ(voices->witnesses[0].at, noon);
  EXPECT_EQ(voices->ignored.size(), 1);
}

TEST(Policy, BelievesNoLogInTheNameOfAnother) {
  const auto policy = parse_policy(two_of_three).value();
  const auto other = encode(Checkpoint{"other.example/log", {0, empty_root()}});
  const Note note{other, {sign_note("geneva.example/log", key_number(1), other)}};
  EXPECT_FALSE(voices_for(note, policy));
  const Note unsigned_by_log{text, {cosign_note("ch.example", key_number(4), text, noon)}};
  EXPECT_FALSE(voices_for(unsigned_by_log, policy));
}

TEST(Policy, ThatSaysNothingCertainIsRefusedWithItsLine) {
  const auto witness = witness_line(2, "no");
  const std::pair<std::string, std::string> cases[] = {
      {"", "no quorum"},
      {log_line, "no quorum"},
      {"quorum all\n", "line 1: unknown quorum all"},
      {"quorum none\nquorum none\n", "line 2: a second quorum"},
      {"trust me\n", "line 1: unknown word trust"},
      {"log abc\n", "line 1: a verifier key is NAME+ID+KEY"},
      {log_line + log_line, "line 2: a key that is there already"},
      {witness + witness_line(3, "no"), "line 2: no is named already"},
      {witness + "group g 2 no\n", "line 2: group g: 2 of 1 members"},
      {witness + "group g 0 no\n", "line 2: group g: 0 of 1 members"},
      {witness + "group g some no\n", "line 2: all, any or a number"},
      {witness + "group g any no no\n", "line 2: no is in a group already"},
      {witness + "group g any no\ngroup h any no\n", "line 3: no is in a group already"},
      {witness + "group g any g\n", "line 2: unknown member g"},
      {witness_line(2, "none"), "line 1: none is no name"},
      {"witness w " + vkey(2, "w.example", Algorithm::ed25519) + "\n",
       "line 1: a log's key, not a witness's"},
      {"log " + vkey(2, "l.example", Algorithm::cosignature_v1) + "\n",
       "line 1: a witness's key, not a log's"},
  };
  for (const auto& [lines, why] : cases) {
    const auto policy = parse_policy(lines);
    ASSERT_FALSE(policy) << lines;
    EXPECT_EQ(policy.error().text, why);
  }
}

TEST(Policy, TakesSixtyFourGroupsNestedInEachOther) {
  auto lines = log_line + witness_line(2, "w") + "group g0 any w\n";
  for (int i = 1; i < 64; ++i) {
    lines += "group g" + std::to_string(i) + " all g" + std::to_string(i - 1) + "\n";
  }
  const auto policy = parse_policy(lines + "quorum g63\n");
  ASSERT_TRUE(policy) << policy.error().text;
  EXPECT_TRUE(is_quorum(*policy, {0}));
  EXPECT_FALSE(is_quorum(*policy, {}));
}

}  // namespace
}  // namespace tocsin::tlog
