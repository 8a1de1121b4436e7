#include "core/witness/witness.h"

#include <gtest/gtest.h>

#include "tests/unit/core/witness/made_up_log.h"

namespace tocsin::witness {
namespace {

constexpr WallTime noon{std::chrono::seconds(1'785'585'600)};
const std::string name = "nordic.example/witness";

// A witness of the honest log, and what somebody sends to it.
class WitnessOfALog : public testing::Test {
 protected:
  static Witness fresh() { return {{name, key_number(9)}, {{origin, {MadeUpLog().key()}}}}; }

  Decision send(const std::string& body, WallTime now = noon) {
    auto decision = witness_.add_checkpoint(body, now);
    EXPECT_EQ(decision.cosigned.has_value(), decision.verdict == Verdict::cosigned);
    if (decision.cosigned) witness_.take(decision.origin, *decision.cosigned);
    return decision;
  }
  Decision send(const AddCheckpoint& request) { return send(encode(request)); }
  Verdict verdict(const AddCheckpoint& request) { return send(request).verdict; }

  // Who has signed the answer and what it says of the time.
  void expect_cosigned(const Decision& decision, const tlog::Note& checkpoint) {
    ASSERT_EQ(decision.verdict, Verdict::cosigned) << decision.body;
    auto note = checkpoint;
    const auto lines = tlog::parse_signature_lines(decision.body);
    ASSERT_TRUE(lines);
    note.signatures.insert(note.signatures.end(), lines->begin(), lines->end());
    const tlog::VerifierKey keys[] = {MadeUpLog().key(), witness_.key()};
    const auto checked = tlog::check_note(note, keys);
    ASSERT_TRUE(checked) << checked.error().text;
    ASSERT_EQ(checked->verified.size(), 2);
    EXPECT_EQ(checked->verified[1].at, noon);
    EXPECT_EQ(tlog::encode(note), tlog::encode(witness_.latest(origin)->checkpoint));
  }

  Witness witness_ = fresh();
  MadeUpLog log_;
};

TEST_F(WitnessOfALog, CosignsWhateverItSeesFirst) {
  EXPECT_EQ(witness_.latest(origin), nullptr);
  expect_cosigned(send(log_.request(0, 7)), log_.checkpoint(7));
}

TEST_F(WitnessOfALog, CosignsTheEmptyLog) {
  expect_cosigned(send(log_.request(0, 0)), log_.checkpoint(0));
  expect_cosigned(send(log_.request(0, 0)), log_.checkpoint(0));
  expect_cosigned(send(log_.request(0, 3)), log_.checkpoint(3));
}

TEST_F(WitnessOfALog, CosignsEveryGrowth) {
  for (std::uint64_t old_size = 0; old_size <= 20; ++old_size) {
    for (auto size = old_size; size <= 40; ++size) {
      witness_ = fresh();
      ASSERT_EQ(verdict(log_.request(0, old_size)), Verdict::cosigned);
      expect_cosigned(send(log_.request(old_size, size)), log_.checkpoint(size));
    }
  }
}

TEST_F(WitnessOfALog, CosignsTheSameTreeAgainWithANewTime) {
  send(log_.request(0, 7));
  const auto later = send(encode(log_.request(7, 7)), noon + std::chrono::seconds(60));
  EXPECT_EQ(later.verdict, Verdict::cosigned);
  EXPECT_EQ(witness_.latest(origin)->checkpoint.signatures.size(), 2);
}

TEST_F(WitnessOfALog, ChangesNothingUntilItIsTold) {
  const auto& witness = witness_;
  EXPECT_EQ(witness.add_checkpoint(encode(log_.request(0, 7)), noon).verdict, Verdict::cosigned);
  EXPECT_EQ(witness.latest(origin), nullptr);
  EXPECT_EQ(witness.add_checkpoint(encode(log_.request(0, 9)), noon).verdict, Verdict::cosigned);
}

TEST_F(WitnessOfALog, SaysWhichSizeItHas) {
  EXPECT_EQ(send(log_.request(3, 7)).body, "0\n");
  send(log_.request(0, 7));
  for (const std::uint64_t old_size : {0, 6, 8, 9}) {
    const auto decision = send(log_.request(old_size, 9));
    EXPECT_EQ(decision.verdict, Verdict::other_size);
    EXPECT_EQ(decision.body, "7\n");
    EXPECT_FALSE(decision.fork);
  }
}

TEST_F(WitnessOfALog, DoesNotRollBack) {
  send(log_.request(0, 9));
  EXPECT_EQ(verdict(log_.request(0, 7)), Verdict::other_size);
  EXPECT_EQ(verdict(log_.request(7, 7)), Verdict::other_size);
  auto request = log_.request(7, 7);
  request.old_size = 9;
  EXPECT_EQ(verdict(request), Verdict::malformed);
  EXPECT_EQ(witness_.latest(origin)->tree, log_.head(9));
}

TEST_F(WitnessOfALog, DoesNotKnowOtherLogs) {
  const auto text = tlog::encode(tlog::Checkpoint{"other.example/log", log_.head(7)});
  const tlog::Note note{text, {tlog::sign_note("other.example/log", key_number(1), text)}};
  EXPECT_EQ(verdict({0, {}, note}), Verdict::unknown_log);
  EXPECT_EQ(witness_.latest("other.example/log"), nullptr);
}

TEST_F(WitnessOfALog, BelievesNobodyButTheLog) {
  EXPECT_EQ(verdict(MadeUpLog(40, 2).request(0, 7)), Verdict::not_signed);
  auto request = log_.request(0, 7);
  request.checkpoint.signatures[0].signature[5] ^= 1;
  EXPECT_EQ(verdict(request), Verdict::not_signed);
  // A note with one good and one wrong signature of the same key is refused as a whole.
  request.checkpoint.signatures.push_back(log_.checkpoint(7).signatures[0]);
  EXPECT_EQ(verdict(request), Verdict::not_signed);
}

TEST_F(WitnessOfALog, KeepsOnlySignaturesThatItHasVerified) {
  auto request = log_.request(0, 7);
  const auto stranger =
      tlog::cosign_note("stranger.example", key_number(5), request.checkpoint.text, noon);
  request.checkpoint.signatures.push_back(stranger);
  request.checkpoint.signatures.push_back(request.checkpoint.signatures[0]);
  expect_cosigned(send(request), log_.checkpoint(7));
}

TEST_F(WitnessOfALog, BelievesEachOfTheKeysOfALog) {
  witness_ =
      Witness({name, key_number(9)}, {{origin, {MadeUpLog(40, 2).key(), MadeUpLog().key()}}});
  EXPECT_EQ(verdict(log_.request(0, 7)), Verdict::cosigned);
  EXPECT_EQ(verdict(MadeUpLog(40, 2).request(7, 9)), Verdict::cosigned);
}

TEST_F(WitnessOfALog, RefusesAnEmptyTreeWithARoot) {
  const auto decision = send({0, {}, log_.sign({0, log_.head(7).root})});
  EXPECT_EQ(decision.verdict, Verdict::inconsistent);
  EXPECT_FALSE(decision.fork);
}

TEST_F(WitnessOfALog, RefusesAProofFromNothing) {
  auto request = log_.request(0, 7);
  request.proof.push_back({});
  const auto decision = send(request);
  EXPECT_EQ(decision.verdict, Verdict::inconsistent);
  EXPECT_FALSE(decision.fork);
}

TEST_F(WitnessOfALog, RefusesEveryProofThatIsNotExactlyTheRightOne) {
  send(log_.request(0, 11));
  const auto good = log_.request(11, 29);
  std::vector<AddCheckpoint> bad;
  for (std::size_t i = 0; i < good.proof.size(); ++i) {
    for (const int bit : {0, 255}) {
      bad.push_back(good);
      bad.back().proof[i][static_cast<std::size_t>(bit / 8)] ^=
          static_cast<std::uint8_t>(1 << bit % 8);
    }
    bad.push_back(good);
    bad.back().proof.resize(i);
  }
  bad.push_back(good);
  bad.back().proof.push_back(good.proof.back());
  for (const auto& request : bad) {
    const auto decision = send(request);
    EXPECT_EQ(decision.verdict, Verdict::inconsistent);
    ASSERT_TRUE(decision.fork);
    EXPECT_EQ(decision.fork->kind, Fork::Kind::not_shown);
    EXPECT_EQ(witness_.latest(origin)->tree.size, 11);
  }
  EXPECT_EQ(verdict(good), Verdict::cosigned);
}

TEST_F(WitnessOfALog, KeepsTwoRootsOfOneSizeAsProof) {
  send(log_.request(0, 11));
  const MadeUpLog forked(5);
  for (const std::uint64_t old_size : {11, 3}) {
    const auto decision = send(forked.request(old_size, 11));
    EXPECT_EQ(decision.verdict, old_size == 11 ? Verdict::inconsistent : Verdict::other_size);
    ASSERT_TRUE(decision.fork);
    EXPECT_EQ(decision.fork->kind, Fork::Kind::same_size);
    EXPECT_EQ(decision.fork->held, witness_.latest(origin)->checkpoint);
    EXPECT_EQ(decision.fork->offered, forked.checkpoint(11));
  }
  EXPECT_EQ(witness_.latest(origin)->tree, log_.head(11));
}

TEST_F(WitnessOfALog, RefusesAForkThatHasGrown) {
  send(log_.request(0, 11));
  const auto decision = send(MadeUpLog(5).request(11, 20));
  EXPECT_EQ(decision.verdict, Verdict::inconsistent);
  ASSERT_TRUE(decision.fork);
  EXPECT_EQ(decision.fork->kind, Fork::Kind::not_shown);
  EXPECT_EQ(decision.fork->offered, MadeUpLog(5).checkpoint(20));
}

// Whatever is cut or flipped: nothing but the very same tree is ever cosigned.
TEST_F(WitnessOfALog, CosignsNothingThatWasDamagedOnTheWay) {
  const auto body = encode(log_.request(0, 7));
  for (std::size_t size = 0; size < body.size(); ++size) {
    ASSERT_EQ(fresh().add_checkpoint(body.substr(0, size), noon).verdict, Verdict::malformed);
  }
  for (std::size_t bit = 0; bit < body.size() * 8; ++bit) {
    auto changed = body;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    ASSERT_NE(fresh().add_checkpoint(changed, noon).verdict, Verdict::cosigned) << changed;
  }
}

TEST_F(WitnessOfALog, SaysNothingOfWhatWasSent) {
  const auto decision = send("old 0\n<script>\n\nx\n1\ny\n\n");
  EXPECT_EQ(decision.verdict, Verdict::malformed);
  EXPECT_EQ(decision.body.find("script"), std::string::npos);
}

TEST_F(WitnessOfALog, GoesOnWhereItWas) {
  send(log_.request(0, 7));
  const auto kept = tlog::encode(witness_.latest(origin)->checkpoint);
  witness_ = fresh();
  const auto resumed = witness_.resume(origin, kept);
  ASSERT_TRUE(resumed) << resumed.error().text;
  EXPECT_EQ(send(log_.request(0, 9)).body, "7\n");
  EXPECT_EQ(verdict(log_.request(7, 9)), Verdict::cosigned);
}

TEST_F(WitnessOfALog, ResumesNothingThatItHasNotCosigned) {
  send(log_.request(0, 7));
  const auto kept = tlog::encode(witness_.latest(origin)->checkpoint);
  EXPECT_FALSE(fresh().resume(origin, tlog::encode(log_.checkpoint(7))));
  EXPECT_FALSE(fresh().resume(origin, ""));
  EXPECT_FALSE(Witness({name, key_number(8)}, {{origin, {log_.key()}}}).resume(origin, kept));
  EXPECT_FALSE(
      Witness({name, key_number(9)}, {{origin, {MadeUpLog(40, 2).key()}}}).resume(origin, kept));
  EXPECT_FALSE(Witness({name, key_number(9)}, {{"other.example", {log_.key()}}})
                   .resume("other.example", kept));
  for (std::size_t bit = 0; bit < kept.size() * 8; ++bit) {
    auto changed = kept;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    EXPECT_FALSE(fresh().resume(origin, changed)) << bit;
  }
}

}  // namespace
}  // namespace tocsin::witness
