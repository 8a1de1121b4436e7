#include "audit/witnessed.h"

#include "tests/unit/audit/audited_bundle.h"

namespace tocsin::audit {
namespace {

using std::chrono::minutes;
using testing::HasSubstr;

// A tree that three witnesses have cosigned, each at a time of its own, in minutes after noon.
struct WitnessedTree : testing::Test {
  tlog::LogInMemory log{{"geneva.example/log", crypto::SigningKey::from_seed({7})}};
  const WallTime noon = *from_rfc3339("2026-11-29T12:00:00Z");
  std::vector<tlog::VerifierKey> keys;

  Witnessed found(const std::vector<int>& times, const std::string& quorum) {
    log.add(entry::Kind::opt_out, as_bytes("something"));
    auto policy = "log " + to_text(log.key()) + "\n";
    std::optional<tlog::Note> note;
    for (std::size_t i = 0; i < times.size(); ++i) {
      std::vector<tlog::NamedKey> one;
      const auto name = "w" + std::to_string(i);
      one.push_back({name, crypto::SigningKey::from_seed({60, static_cast<std::uint8_t>(i)})});
      const auto key = one.front().key.public_key();
      const auto known = tlog::verifier_key(name, tlog::Algorithm::cosignature_v1, key);
      policy += "witness " + name + " " + to_text(known) + "\n";
      const auto cosigned =
          *tlog::parse_note(log.cosigned(log.size(), one, noon + minutes(times[i])));
      if (!note) {
        note = cosigned;
      } else {
        note->signatures.push_back(cosigned.signatures.back());
      }
    }
    const auto parsed = tlog::parse_policy(policy + quorum);
    EXPECT_TRUE(parsed) << parsed.error().text;
    return witnessed(*note, *parsed);
  }
  std::optional<WallTime> at(int minute) const { return noon + minutes(minute); }
};

constexpr const char* two_of_three = "group q 2 w0 w1 w2\nquorum q\n";
constexpr const char* all_of_three = "group q all w0 w1 w2\nquorum q\n";

TEST_F(WitnessedTree, IsDatedAsAQuorumSays) {
  const auto found = this->found({10, 12, 11}, two_of_three);
  EXPECT_TRUE(found.quorum);
  EXPECT_EQ(found.first, at(10));
  EXPECT_EQ(found.by, at(11));
  EXPECT_EQ(found.since, at(11));
}

TEST_F(WitnessedTree, IsNotMovedByOneWhoLies) {
  for (const auto liar : {-1000, 1000}) {
    const auto found = this->found({liar, 10, 11}, two_of_three);
    EXPECT_GE(found.by, at(10)) << liar;
    EXPECT_LE(found.by, at(11)) << liar;
    EXPECT_GE(found.since, at(10)) << liar;
    EXPECT_LE(found.since, at(11)) << liar;
  }
}

TEST_F(WitnessedTree, IsDatedByTheLastWhereAllAreAskedFor) {
  for (const auto* quorum : {all_of_three, "quorum none\n"}) {
    const auto found = this->found({12, 10, 11}, quorum);
    EXPECT_EQ(found.by, at(12));
    EXPECT_EQ(found.since, at(10));
  }
}

TEST_F(WitnessedTree, IsDatedByTheOneThatIsAskedFor) {
  const auto found = this->found({12, 10, 11}, "quorum w2\n");
  EXPECT_EQ(found.by, at(11));
  EXPECT_EQ(found.since, at(11));
}

// Three witnesses of a bundle, who do not agree when it ended.
struct WitnessesOfABundle : AuditedBundle {
  WitnessesOfABundle() {
    bundle.witnesses.push_back({"nic.se/w", crypto::SigningKey::from_seed({62})});
  }
  bundle::Contents ending(const std::vector<int>& minutes_after_noon) {
    std::optional<tlog::Note> after;
    for (std::size_t place = 0; place < minutes_after_noon.size(); ++place) {
      std::vector<tlog::NamedKey> one;
      const auto seed = static_cast<std::uint8_t>(60 + place);  // as made_up_bundle.cc has it
      one.push_back({bundle.witnesses[place].name, crypto::SigningKey::from_seed({seed})});
      const auto time = bundle.noon + minutes(minutes_after_noon[place]);
      const auto cosigned = *tlog::parse_note(bundle.log.cosigned(bundle.log.size(), one, time));
      if (!after) {
        after = cosigned;
      } else {
        after->signatures.push_back(cosigned.signatures.back());
      }
    }
    auto contents = bundle.with_claim();
    const auto text = tlog::encode(*after);
    contents[std::string(bundle::after_path)] = Bytes(text.begin(), text.end());
    return contents;
  }
  std::string policy(int quorum) const {
    return log_line() + witness_line(0) + witness_line(1) + witness_line(2) + country_line("NO") +
           "group q " + std::to_string(quorum) + " w0 w1 w2\nquorum q\n";
  }
};

// The span ends five minutes past noon.
TEST_F(WitnessesOfABundle, OneWhoLiesMakesNoRangeCompleteAndSpoilsNone) {
  EXPECT_EQ(broken(ending({10, 10, 10}), policy(2)), "");
  EXPECT_EQ(broken(ending({10, -600, 10}), policy(2)), "");
  EXPECT_THAT(broken(ending({4, 1000, 4}), policy(2)),
              HasSubstr("not enough of your witnesses say that it ends after"));
}

TEST_F(WitnessesOfABundle, WhereAllAreAskedForAllMustSaySo) {
  EXPECT_EQ(broken(ending({10, 1000, 10}), policy(3)), "");
  EXPECT_THAT(broken(ending({10, 10, 4}), policy(3)),
              HasSubstr("not enough of your witnesses say that it ends after"));
}

}  // namespace
}  // namespace tocsin::audit
