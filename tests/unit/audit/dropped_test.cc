#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/crypto/sha256.h"
#include "core/entry/entry.h"
#include "core/record/signed_acknowledgement.h"
#include "tests/unit/audit/public_log.h"

namespace tocsin::audit {
namespace {

using namespace std::chrono_literals;
using cli::ExitCode;
using testing::HasSubstr;
using testing::Not;

// A batch that was acknowledged a day before noon, to be in the log by noon.
struct Dropped : PublicLog {
  const Bytes envelope = entry_number(7777);
  const Bytes batch = entry::encode({entry::Kind::batch, envelope});
  record::Acknowledgement word{.origin = origin,
                               .envelope = crypto::sha256(envelope),
                               .at = noon - 24h,
                               .maximum_merge_delay = 24h};

  void SetUp() override {
    write_log(300);
    write_policy();
    cosigned_at = noon + 1s;
    cosign(280, {11, 12});
    put("case.entry", batch);
    acknowledge();
  }
  void acknowledge(std::uint8_t key = 1) {
    put("case.acknowledgement", record::sign(word, key_number(key)));
  }
  // The log has it there.
  void log_it_at(std::uint64_t index) {
    entry = [this, index](std::uint64_t n) { return n == index ? batch : entry_number(n); };
    write_log(300);
  }

  ExitCode judge() {
    return run({"dropped", "/stick/case.acknowledgement", "/stick", "--policy", "/stick/policy"});
  }
  // The rung that does not hold.
  std::string failing() {
    EXPECT_EQ(judge(), ExitCode::finding) << out.str() << err.str();
    EXPECT_THAT(out.str(), HasSubstr("is NOT proven"));
    const auto text = out.str();
    const auto at = text.find("NO   ");
    if (at == std::string::npos) return "";
    const auto line = text.rfind('\n', at) + 1;
    return text.substr(line, text.find('\n', at) - line);
  }
};

TEST_F(Dropped, IsProvenByTheCollectorsOwnWordAndTheLog) {
  EXPECT_EQ(judge(), ExitCode::ok) << out.str() << err.str();
  EXPECT_THAT(out.str(), HasSubstr("PROMISED         yes  geneva.example/log acknowledged "));
  EXPECT_THAT(out.str(), HasSubstr(": in the log by 2026-08-01T12:00:00"));
  EXPECT_THAT(out.str(), HasSubstr("LATER            yes  280 entries, by state-11 ("));
  EXPECT_THAT(out.str(), HasSubstr("LACKING          yes  the batch is not in the log"));
  EXPECT_THAT(out.str(), HasSubstr("has acknowledged this batch and dropped it"));
}

TEST_F(Dropped, IsNotWhereTheLogHasIt) {
  for (const std::uint64_t index : {0, 255, 256, 279}) {
    log_it_at(index);
    cosign(280, {11, 12});
    EXPECT_THAT(failing(),
                HasSubstr("LACKING          NO   the batch is entry " + std::to_string(index)));
  }
}

TEST_F(Dropped, IsStillABrokenPromiseWhereItWasLoggedTooLate) {
  log_it_at(280);
  cosign(280, {11, 12});
  EXPECT_EQ(judge(), ExitCode::ok) << out.str();
  EXPECT_THAT(out.str(), HasSubstr("the batch is entry 280, which was logged too late"));
}

TEST_F(Dropped, NeedsATreeThatAQuorumSawAfterThePromiseWasOver) {
  cosigned_at = noon;
  cosign(280, {11, 12, 13});
  EXPECT_THAT(failing(), HasSubstr("LATER            NO "));
  auto note = cosigned(280, {11});
  cosigned_at = noon + 1s;
  note.signatures.push_back(cosigned(280, {12}).signatures.back());
  put("cosigned", as_bytes(tlog::encode(note)));
  EXPECT_THAT(failing(), HasSubstr("280 entries, by state-12 ("));
  EXPECT_THAT(failing(), HasSubstr("not enough for the quorum"));
  ASSERT_TRUE(files.remove("/stick/cosigned"));
  EXPECT_THAT(failing(), HasSubstr("by no witness of the policy"));
  const auto key = log_key();
  EXPECT_EQ(run({"dropped", "/stick/case", "/stick", "--key", key}), ExitCode::finding)
      << "nobody says when this tree was";
}

TEST_F(Dropped, IsProvenByWhatAWitnessShowedTheProbe) {
  log_it_at(290);
  cosign(300, {11, 12});
  EXPECT_THAT(failing(), HasSubstr("LACKING          NO   the batch is entry 290"));
  put("case.checkpoint", as_bytes(tlog::encode(cosigned(285, {12, 13}))));
  EXPECT_EQ(judge(), ExitCode::ok) << out.str();
  EXPECT_THAT(out.str(), HasSubstr("not among the 285 entries"));
  put("case.checkpoint", as_bytes(tlog::encode(cosigned(285, {12, 13}, 100))));
  EXPECT_THAT(failing(), HasSubstr("LATER            NO   the log does not hold it"));
}

TEST_F(Dropped, IsNotProvenByWhatTheCollectorHasNotSigned) {
  acknowledge(2);
  EXPECT_THAT(failing(), HasSubstr("PROMISED         NO   no log of the policy"));
  word.origin = "other.example/log";
  acknowledge();
  EXPECT_THAT(failing(), HasSubstr("PROMISED         NO   no log of the policy"));
  word.origin = origin;
  word.envelope[0] ^= 1;
  acknowledge();
  EXPECT_THAT(failing(), HasSubstr("the acknowledgement is of another batch"));
}

TEST_F(Dropped, IsNotProvenByFilesThatAreCutAnywhere) {
  const auto whole = files.bytes("/stick/case.acknowledgement");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    put("case.acknowledgement", ByteView(whole).first(size));
    EXPECT_THAT(failing(), HasSubstr("PROMISED         NO ")) << size;
  }
  put("case.acknowledgement", whole);
  for (std::size_t size = 0; size < batch.size(); ++size) {
    put("case.entry", ByteView(batch).first(size));
    EXPECT_THAT(failing(), HasSubstr("PROMISED         NO ")) << size;
  }
  ASSERT_TRUE(files.remove("/stick/case.entry"));
  EXPECT_EQ(judge(), ExitCode::failed);
}

TEST_F(Dropped, IsNotProvenByALogThatIsNotWhole) {
  files.bytes("/stick/tile/entries/000")[9] ^= 1;
  EXPECT_THAT(failing(), HasSubstr("COMPLETE         NO "));
  ASSERT_TRUE(files.remove("/stick/checkpoint"));
  EXPECT_THAT(failing(), HasSubstr("SIGNED           NO "));
}

}  // namespace
}  // namespace tocsin::audit
