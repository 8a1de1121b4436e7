#include "daemon/evidence/survey.h"

#include <gtest/gtest.h>

#include "core/base/time.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/note_check.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;

const WallTime noon = *from_rfc3339("2025-11-29T12:00:00Z");

// A policy of two witnesses, "a/w" and "b/w"; "c/w" is a stranger.
class Surveying : public testing::Test {
 protected:
  Surveying() {
    for (const std::string name : {"a/w", "b/w"}) {
      const auto key =
          tlog::verifier_key(name, tlog::Algorithm::cosignature_v1, key_of(name).public_key());
      policy_.witnesses.push_back({name, key, ""});
    }
  }

  static crypto::SigningKey key_of(const std::string& name) {
    return crypto::SigningKey::from_seed({static_cast<std::uint8_t>(name[0])});
  }
  static tlog::Note note(std::uint64_t size,
                         const std::vector<std::pair<std::string, Duration>>& times) {
    const auto text = tlog::encode(tlog::Checkpoint{"geneva.example/log", {size, Digest{1}}});
    tlog::Note note{text, {}};
    for (const auto& [name, after_noon] : times) {
      note.signatures.push_back(tlog::cosign_note(name, key_of(name), text, noon + after_noon));
    }
    return note;
  }
  void record(std::uint64_t index,
              std::uint64_t size,
              const std::vector<std::pair<std::string, Duration>>& times) {
    take(index, tlog::encode(note(size, times)));
  }
  void take(std::uint64_t index, std::string_view checkpoint) {
    survey_.take(index, entry::encode({entry::Kind::checkpoint, as_bytes(checkpoint)}));
  }

  tlog::Policy policy_;
  Survey survey_{{.service = "root/a", .from = noon, .to = noon + 5min}, 10min, policy_};
};

TEST_F(Surveying, TakesATreeForOneOfATimeWhereAllOfItsWitnessesDo) {
  record(5, 5, {{"a/w", -2min}, {"b/w", 1min}});
  EXPECT_FALSE(survey_.before()) << "one saw it after noon";
  record(6, 6, {{"b/w", -3min}, {"a/w", -2min}, {"c/w", 1h}});
  EXPECT_EQ(survey_.before()->at, noon - 2min);
  EXPECT_EQ(survey_.before()->size, 6U);
  record(9, 9, {{"a/w", 14min}});
  EXPECT_FALSE(survey_.after());
  record(12, 12, {{"a/w", 14min}, {"b/w", 15min}});
  EXPECT_FALSE(survey_.after()) << "one saw it too early";
  record(15, 15, {{"a/w", 15min}, {"b/w", 16min}});
  record(18, 18, {{"a/w", 17min}, {"b/w", 17min}});
  EXPECT_EQ(survey_.after()->size, 15U) << "the first one";
  EXPECT_EQ(survey_.after()->first, noon + 15min);
  EXPECT_EQ(survey_.before()->size, 6U);
}

TEST_F(Surveying, KeepsTheLargestTreeOfThoseBefore) {
  record(9, 9, {{"a/w", -5min}});
  record(10, 7, {{"a/w", -4min}});
  EXPECT_EQ(survey_.before()->size, 9U);
}

TEST_F(Surveying, KnowsOnlyTheWitnessesOfThePolicy) {
  record(5, 5, {{"c/w", -2min}});
  record(6, 6, {});
  EXPECT_FALSE(survey_.any_recorded());
  EXPECT_FALSE(survey_.before());
}

TEST_F(Surveying, PassesOverWhatIsNoCheckpoint) {
  const auto good = tlog::encode(note(5, {{"a/w", -2min}}));
  for (std::size_t size = 0; size < good.size(); ++size) take(5, good.substr(0, size));
  EXPECT_FALSE(survey_.any_recorded());
  take(4, good);
  EXPECT_FALSE(survey_.any_recorded()) << "it cannot have been known before it was there";
  auto short_one = note(5, {{"a/w", -2min}});
  short_one.signatures[0].signature.resize(64);
  take(5, tlog::encode(short_one));
  auto far_off = note(5, {{"a/w", -2min}});
  far_off.signatures[0].signature[0] = 0xff;
  take(5, tlog::encode(far_off));
  EXPECT_FALSE(survey_.any_recorded());
  take(5, good);
  EXPECT_TRUE(survey_.any_recorded());
}

TEST_F(Surveying, PassesOverWhatIsNoEntryOrNoEnvelope) {
  survey_.take(0, as_bytes("nothing"));
  survey_.take(1, entry::encode({entry::Kind::batch, as_bytes("nothing")}));
  survey_.take(2, entry::encode({entry::Kind::plan, as_bytes("nothing")}));
  survey_.take(3, entry::encode({static_cast<entry::Kind>(99), as_bytes("nothing")}));
  EXPECT_TRUE(survey_.batches().empty());
  EXPECT_EQ(survey_.said(), std::vector<std::uint64_t>{2}) << "a reader judges what is in it";
}

}  // namespace
}  // namespace tocsin::collector
