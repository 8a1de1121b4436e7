#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "audit/program.h"
#include "core/base/hex.h"
#include "core/cli/run.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::audit {
namespace {

using cli::ExitCode;
using testing::HasSubstr;
using testing::Not;
namespace sample = record::sample;

struct Audit : testing::Test {
  durable::FaultyFileSystem files;
  std::ostringstream out;
  std::ostringstream err;
  std::string key = to_hex(sample::probe_key().public_key());

  void SetUp() override {
    const auto batch = sample::batch();
    put("envelope", batch.envelope.bytes());
    put("payload", batch.payload);
  }

  void put(const std::string& name, ByteView bytes) {
    ASSERT_TRUE(files.make_directory("/desk", durable::Privacy::shared));
    ASSERT_TRUE(durable::write_atomically(files, "/desk/" + name, bytes, durable::Privacy::shared));
  }

  ExitCode audit(std::string_view output = "text") {
    const std::vector<std::string_view> arguments{
        "batch", "/desk/envelope", "/desk/payload", "--probe-key", key, "--output", output};
    return cli::run(program(files, out), arguments, out, err);
  }
};

TEST_F(Audit, OfAGoodBatchSaysYesFourTimesAndWhatTheBatchSays) {
  EXPECT_EQ(audit(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(),
              HasSubstr("FORMAT           yes\n"
                        "SIGNED           yes\n"
                        "PAYLOAD MATCHES  yes\n"
                        "COUNTS AGREE     yes\n"));
  EXPECT_THAT(out.str(), HasSubstr("outcomes         2 answered, 1 timeout, 1 refused\n"));
  EXPECT_THAT(out.str(), HasSubstr("reach            IPv4 connected, IPv6 connected\n"));
}

TEST_F(Audit, UnderAnotherKeyStopsAtTheSignature) {
  key = to_hex(sample::log_key().public_key());
  EXPECT_EQ(audit(), ExitCode::finding);
  EXPECT_THAT(out.str(), HasSubstr("SIGNED           NO: not by this key"));
  EXPECT_THAT(out.str(), HasSubstr("PAYLOAD MATCHES  not reached"));
  EXPECT_THAT(out.str(), HasSubstr("Whoever wrote it says:"));
}

TEST_F(Audit, OfAnotherPayloadStopsThere) {
  files.bytes("/desk/payload").back() ^= 1;
  EXPECT_EQ(audit(), ExitCode::finding);
  EXPECT_THAT(out.str(), HasSubstr("PAYLOAD MATCHES  NO: mismatch: digest"));
}

TEST_F(Audit, OfCountsThatDisagreeSaysSo) {
  auto envelope = sample::batch().envelope.envelope();
  std::swap(envelope.outcomes[0], envelope.outcomes[3]);
  put("envelope", record::VerifiedEnvelope::sign(envelope, sample::probe_key()).bytes());
  EXPECT_EQ(audit(), ExitCode::finding);
  EXPECT_THAT(out.str(), HasSubstr("COUNTS AGREE     NO: counts_disagree"));
}

TEST_F(Audit, OfSomethingElseSaysWhereItStopsBeingAnEnvelope) {
  put("envelope", as_bytes("not an envelope"));
  EXPECT_EQ(audit(), ExitCode::finding);
  EXPECT_THAT(out.str(), HasSubstr("FORMAT           NO: envelope: wrong_type at byte 0"));
  EXPECT_THAT(out.str(), Not(HasSubstr("says:")));
}

TEST_F(Audit, ForProgramsHoldsEveryMeasurement) {
  EXPECT_EQ(audit("json"), ExitCode::ok);
  EXPECT_THAT(out.str(), HasSubstr(R"("COUNTS AGREE":true)"));
  EXPECT_THAT(out.str(), HasSubstr(R"("sent_at":"2025-12-31T23:59:50.500000000Z")"));
  EXPECT_THAT(out.str(), HasSubstr(R"("rtt_ns":12345600)"));
}

TEST_F(Audit, SaysWhichWaysWereTracedAndWhatResolversSaid) {
  auto checks = sample::trace_and_lookups();
  checks.objects = sample::payload().objects;
  const auto batch = sample::batch_of(checks);
  put("envelope", batch.envelope.bytes());
  put("payload", batch.payload);
  EXPECT_EQ(audit(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(),
              HasSubstr("trace            endpoint 2, answered (answered): own 0 > 203.0.113.9 > "
                        "answer\n"
                        "lookups          1 resolves, 1 no_answer, 1 servfail, 1 ds_differs\n"));
  audit("json");
  EXPECT_THAT(out.str(), HasSubstr(R"("trace":null)"));
  EXPECT_THAT(out.str(),
              HasSubstr(R"("trace":{"end":"answered","per_hop":2,"hops":[[{)"
                        R"("icmp_type":11,"icmp_code":0,"from":"own 0",)"));
  EXPECT_THAT(out.str(),
              HasSubstr(R"("zone":".","resolver":1,"question":"ds",)"
                        R"("finding":"no_answer")"));
}

TEST_F(Audit, NeverPrintsTheTextOfStrangersAsItIs) {
  auto envelope = sample::batch().envelope.envelope();
  envelope.software = "\x1b[2J";
  put("envelope", record::VerifiedEnvelope::sign(envelope, sample::probe_key()).bytes());
  audit();
  audit("json");
  EXPECT_THAT(out.str(), Not(HasSubstr("\x1b")));
}

TEST_F(Audit, OfFilesThatAreNotThereFails) {
  ASSERT_TRUE(files.remove("/desk/payload"));
  EXPECT_EQ(audit(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("/desk/payload"));
}

}  // namespace
}  // namespace tocsin::audit
