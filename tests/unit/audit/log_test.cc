#include "tests/unit/audit/audited_log.h"

namespace tocsin::audit {
namespace {

using cli::ExitCode;
using record::Outcome;
using testing::HasSubstr;
using testing::Not;

using Log = AuditedLog;

TEST_F(Log, IsExportedAsLinesThatTheReaderTakes) {
  log.add_batch(log.batch(noon, {{.endpoint = 2}, {.endpoint = 1, .outcome = Outcome::timeout}}));
  log.commit();
  ASSERT_EQ(export_it(), ExitCode::ok) << err.str();
  EXPECT_EQ(out.str(),
            R"({"t":"2026-11-10T11:59:55.000000000Z","vp":"no-1","rsi":"k","family":4,)"
            R"("transport":"udp","kind":"soa","outcome":"answered","country":"NO","rcode":0,)"
            R"("rtt_ns":20000000,"serial":2026110100,"instance":"s1"})"
            "\n"
            R"({"t":"2026-11-10T11:59:55.000000000Z","vp":"no-1","rsi":"a","family":6,)"
            R"("transport":"udp","kind":"soa","outcome":"timeout","country":"NO"})"
            "\n");
}

TEST_F(Log, IsExportedByTheMonth) {
  const auto december = *from_rfc3339("2026-12-01T00:00:00Z");
  log.attest(log.probe, noon - std::chrono::hours(1), december + std::chrono::hours(1));
  // Sent five seconds before; the second just after midnight.
  log.add_batch(log.batch(december, {{.endpoint = 0}}));
  log.add_batch(log.batch(december + std::chrono::seconds(5), {{.endpoint = 0}}));
  log.commit();
  const auto of = [this](const char* month) {
    EXPECT_EQ(run({"export", "--jsonl", "--month", month}), ExitCode::ok) << err.str();
    return out.str();
  };
  EXPECT_THAT(of("2026-11"), HasSubstr(R"({"t":"2026-11-30T23:59:55)"));
  EXPECT_THAT(out.str(), Not(HasSubstr("2026-12")));
  EXPECT_THAT(of("2026-12"), HasSubstr(R"({"t":"2026-12-01T00:00:00)"));
  EXPECT_THAT(out.str(), Not(HasSubstr("2026-11")));
  EXPECT_EQ(run({"export", "--jsonl", "--month", "2027-01"}), ExitCode::undecided);
  EXPECT_EQ(out.str(), "");
  EXPECT_EQ(run({"export", "--jsonl", "--month", "2026-13"}), ExitCode::usage);
}

TEST_F(Log, GivesTheSameFiguresAsItsExport) {
  log.add_batch(log.batch(noon, {{.endpoint = 2}, {.endpoint = 0, .outcome = Outcome::refused}}));
  log.add_batch(log.batch(noon + std::chrono::minutes(5), {{.endpoint = 0}}));
  log.commit();
  ASSERT_EQ(month(), ExitCode::ok) << err.str();
  const auto from_log = out.str();
  EXPECT_THAT(from_log, HasSubstr(R"("measurements":{"soa":3,)"));
  EXPECT_THAT(from_log, HasSubstr(R"("a":{"availability":{"ipv4_udp":{"value":0.5,)"));
  ASSERT_EQ(export_it(), ExitCode::ok);
  ASSERT_TRUE(durable::write_atomically(
      files, "/state/lines", as_bytes(out.str()), durable::Privacy::shared));
  out.str("");
  const std::vector<std::string_view> again{
      "rssac047", "--measurements", "/state/lines", "--month", "2026-11", "--output", "json"};
  ASSERT_EQ(cli::run(program(files, out), again, out, err), ExitCode::ok) << err.str();
  const auto from_lines = out.str();
  EXPECT_EQ(from_log.substr(0, from_log.find(R"(,"from":)")),
            from_lines.substr(0, from_lines.find(R"(,"from":)")));
}

TEST_F(Log, CountsLateDataByWhenItWasMeasured) {
  log.add_batch(log.batch(noon, {{.endpoint = 0}}));
  log.add_batch(log.batch(noon - std::chrono::minutes(30), {{.endpoint = 0}}),
                record::Admission::late);
  log.commit();
  ASSERT_EQ(export_it(), ExitCode::ok);
  EXPECT_THAT(out.str(), HasSubstr("2026-11-10T11:29:55"));
  ASSERT_EQ(month(), ExitCode::ok);
  EXPECT_THAT(out.str(), HasSubstr(R"("soa":2,)"));
}

TEST_F(Log, WhoseJournalIsNotWhatWasSignedIsOfNoUse) {
  log.add_batch(log.batch(noon, {{.endpoint = 0}}));
  log.commit();
  log.add(entry::Kind::enrolment, as_bytes("appended since"));
  EXPECT_EQ(export_it(), ExitCode::ok) << err.str();
  auto& committed = files.bytes("/state/committed");
  committed[committed.size() - 10] ^= 1;
  EXPECT_EQ(export_it(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("/state/committed"));
  EXPECT_EQ(out.str(), "");
}

TEST_F(Log, WithAnotherRecordInItsPlaceHandsOverNothing) {
  log.add_batch(log.batch(noon, {{.endpoint = 0}}));
  log.commit();
  durable::FaultyFileSystem other;
  MadeUpLog forged(other);
  forged.enrol(forged.probe);
  forged.attest(forged.probe, noon - std::chrono::hours(1), noon + std::chrono::hours(1));
  forged.add_batch(forged.batch(noon, {{.endpoint = 3}}));
  forged.commit();
  other.bytes("/state/committed") = files.bytes("/state/committed");
  const auto key = crypto::to_text(log.log_key.public_key());
  const auto country = "NO=" + crypto::to_text(log.norway.public_key());
  const std::vector<std::string_view> arguments{
      "export", "--jsonl", "--log", "/state", "--log-key", key, "--country", country};
  EXPECT_EQ(cli::run(program(other, out), arguments, out, err), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("the journal is not what the log has signed"));
  EXPECT_EQ(out.str(), "");
}

TEST_F(Log, LeavesOutWhatNobodyHasVouchedForAndSaysSo) {
  log.add_batch(log.batch(noon, {{.endpoint = 0}}));
  log.add_batch(log.batch(noon + std::chrono::hours(2), {{.endpoint = 0}}));
  collector::ScriptedProbe stranger("x", 9);
  log.add_batch(stranger.next_with(
      noon, payload_of({{.endpoint = 0}}), [](auto& envelope) { envelope.plan = "rssac047"; }));
  log.commit();
  ASSERT_EQ(month(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("log":{"batches":3,"measurements":1,)"));
  EXPECT_THAT(out.str(), HasSubstr(R"("not_signed":1,)"));
  EXPECT_THAT(out.str(), HasSubstr(R"("not_attested":1,)"));
}

TEST_F(Log, LeavesOutABatchThatContradictsAnotherOrIsDatedOutOfBounds) {
  const auto batch = log.batch(noon, {{.endpoint = 0}});
  log.add_batch(batch);
  const auto twin = log.probe.twin_of(batch);
  log.add(entry::Kind::batch, twin.envelope.bytes(), twin.payload);
  log.add_batch(log.batch(noon, {{.endpoint = 1}}), record::Admission::time_not_trusted);
  log.commit();
  ASSERT_EQ(month(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("not_acknowledged":2,)"));
  EXPECT_THAT(out.str(), HasSubstr(R"("soa":1,)"));
}

TEST_F(Log, LeavesOutAPayloadThatIsNotItsEnvelopes) {
  auto batch = log.batch(noon, {{.endpoint = 0}});
  log.add_batch(log.batch(noon, {{.endpoint = 1}}));
  batch.payload.back() ^= 1;
  log.add_batch(batch);
  log.commit();
  ASSERT_EQ(month(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("unreadable":1,)"));
}

TEST_F(Log, TakesNoFailureOfAProbesOwnLineForOneOfTheRoot) {
  const auto dead = [](record::Envelope& envelope) {
    envelope.references.v4 = {{{1, 0}, {2, 0}, {3, 0}}};
  };
  const auto isolated = [](record::Envelope& envelope) {
    envelope.references.v4 = {{{1, 1}, {2, 2}, {3, 0}}};
  };
  const Asked failed{.endpoint = 0, .outcome = Outcome::timeout};
  log.add_batch(log.batch(noon, {failed, {.endpoint = 1}}, dead));
  log.add_batch(log.batch(noon + std::chrono::minutes(5), {failed}, isolated));
  log.commit();
  ASSERT_EQ(month(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("cut_off":2})"));
  EXPECT_THAT(out.str(), HasSubstr(R"("soa":1,)"));
  ASSERT_EQ(export_it(), ExitCode::ok);
  EXPECT_THAT(out.str(), HasSubstr("12:04:55"));  // isolated: it counts for its country
  EXPECT_THAT(out.str(),
              Not(HasSubstr(R"(55.000000000Z","vp":"no-1","rsi":"a","family":4,)"
                            R"("transport":"udp","kind":"soa","outcome":"answered")")));
}

// A batch of five minutes that closes connected may hold what a cut within it has failed: another
// plan's batches tell.
TEST_F(Log, TakesNoFailureOfACutForOneOfTheRoot) {
  const auto isolated = [](record::Envelope& envelope) {
    envelope.plan = "watch";
    envelope.references.v4 = {{{1, 1}, {2, 2}, {3, 0}}};
  };
  const Asked failed{
      .endpoint = 0, .outcome = Outcome::timeout, .before_closing = std::chrono::minutes(2)};
  const Asked long_before{.endpoint = 0, .before_closing = std::chrono::seconds(170)};
  log.add_batch(log.batch(noon - std::chrono::seconds(110), {}, isolated));
  log.add_batch(log.batch(noon, {long_before, failed, {.endpoint = 1}}));
  log.commit();
  ASSERT_EQ(month(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("cut_off":1})"));
  EXPECT_THAT(out.str(), HasSubstr(R"("soa":2,)"));
}

TEST_F(Log, HasEachCorrectnessReplyJudgedByTheZonesThatAreGiven) {
  add_judged();
  ASSERT_EQ(export_it(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("kind":"correctness")"));
  EXPECT_THAT(out.str(), Not(HasSubstr(R"("correct")")));
  more = with_zone;
  ASSERT_EQ(export_it(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(),
              HasSubstr(R"("rsi":"a","family":4,"transport":"udp",)"
                        R"("kind":"correctness","outcome":"answered","country":"NO",)"
                        R"("rcode":0,"rtt_ns":20000000,"serial":2026110100,)"
                        R"("correct":true)"));
  EXPECT_THAT(out.str(), HasSubstr(R"("correct":false)"));
  more = {"--zone", "/state/old.zone", "--anchor", "/state/anchor.ds"};
  EXPECT_EQ(export_it(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("say when it was first seen"));
}

TEST_F(Log, OfAnotherPlanIsExportedOnRequest) {
  const auto watch = [](record::Envelope& envelope) { envelope.plan = "watch"; };
  log.add_batch(log.batch(noon, {{.endpoint = 0}}, watch));
  log.commit();
  EXPECT_EQ(export_it(), ExitCode::undecided);
  more = {"--plan", "watch"};
  EXPECT_EQ(export_it(), ExitCode::ok) << err.str();
}

TEST_F(Log, NeedsItsKeyAndACountrys) {
  log.commit();
  const std::vector<std::string_view> arguments{"export", "--jsonl", "--log", "/state"};
  EXPECT_EQ(cli::run(program(files, out), arguments, out, err), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("--log needs --log-key"));
  more = {"--country", "Norway=x"};
  EXPECT_EQ(export_it(), ExitCode::usage);
}

}  // namespace
}  // namespace tocsin::audit
