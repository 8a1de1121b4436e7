// Exclusions and remarks in a month's figures: out of a log by whom the reader believes, and out of
// a file of his own.
#include "core/record/annotation.h"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "audit/program.h"
#include "core/cli/run.h"
#include "core/crypto/public_key_text.h"
#include "tests/unit/audit/made_up_log.h"

namespace tocsin::audit {
namespace {

using cli::ExitCode;
using nlohmann::json;
using record::Outcome;
using std::chrono::hours;
using std::chrono::minutes;
using testing::HasSubstr;
using testing::Not;

const WallTime noon = *from_rfc3339("2026-11-10T12:00:00Z");

// no-1 of Norway and se-1 of Sweden ask letter a; no-1 finds it down once.
struct Annotations : testing::Test {
  durable::FaultyFileSystem files;
  MadeUpLog log{files};
  collector::ScriptedProbe other{"se-1", 2};
  crypto::SigningKey sweden = crypto::SigningKey::from_seed({51});
  crypto::SigningKey keeper = crypto::SigningKey::from_seed({60});
  crypto::SigningKey operator_a = crypto::SigningKey::from_seed({61});
  std::ostringstream out;
  std::ostringstream err;

  void SetUp() override {
    log.enrol(log.probe);
    log.enrol(other);
    log.attest(log.probe, noon - hours(1), noon + hours(1));
    log.add(entry::Kind::attestation,
            collector::attestation_of(other, {"SE", noon - hours(1), noon + hours(1)}, sweden));
    log.add_batch(log.batch(noon, {{.endpoint = 0, .outcome = Outcome::timeout}}));
    log.add_batch(log.batch(noon + minutes(5), {{.endpoint = 0}, {.endpoint = 2}}));
    log.add_batch(other.next_with(
        noon, payload_of({{.endpoint = 0}}), [](auto& envelope) { envelope.plan = "rssac047"; }));
  }

  record::Annotation exclusion(const collector::ScriptedProbe& probe) const {
    return {.by = "Example CERT",
            .key = {},
            .effect = record::Effect::exclusion,
            .probes = {probe.id()},
            .letters = {},
            .from = noon - minutes(5),
            .until = noon,
            .why = "the line was being replaced"};
  }

  void say(record::Annotation said, const crypto::SigningKey& by) {
    said.key = by.public_key();
    log.add(entry::Kind::annotation, record::sign(said, by));
  }

  std::string run(const std::vector<std::string>& arguments) {
    out.str("");
    const std::vector<std::string_view> views(arguments.begin(), arguments.end());
    EXPECT_EQ(cli::run(program(files, out), views, out, err), ExitCode::ok) << err.str();
    return out.str();
  }

  std::string run_with_log(std::vector<std::string> arguments) {
    log.commit();
    const auto key = [](const crypto::SigningKey& of) { return crypto::to_text(of.public_key()); };
    for (const auto& each : {std::string("--log"),
                             std::string(MadeUpLog::dir),
                             std::string("--log-key"),
                             key(log.log_key),
                             std::string("--country"),
                             "NO=" + key(log.norway),
                             std::string("--country"),
                             "SE=" + key(sweden),
                             std::string("--keeper-key"),
                             key(keeper),
                             std::string("--operator-key"),
                             "a=" + key(operator_a)}) {
      arguments.push_back(each);
    }
    return run(arguments);
  }

  std::string month(const std::string& output = "json") {
    return run_with_log({"rssac047", "--month", "2026-11", "--output", output});
  }

  std::string exported() { return run_with_log({"export", "--jsonl"}); }

  // What whoever has the lines alone computes from them.
  json month_of(const std::string& lines) {
    EXPECT_TRUE(durable::write_atomically(
        files, "/state/lines", as_bytes(lines), durable::Privacy::shared));
    return json::parse(run(
        {"rssac047", "--month", "2026-11", "--output", "json", "--measurements", "/state/lines"}));
  }

  void expect_same_from_lines(const json& from_log) {
    const auto from_lines = month_of(exported());
    for (const auto* part : {"rsis", "k", "vantage_points", "measurements", "rss", "rsi"}) {
      EXPECT_TRUE(from_lines[part] == from_log[part]) << part;
    }
  }

  // Of letter a by UDP over IPv4: "1/3 without 2/3".
  static std::string availability(const json& report) {
    const auto& figure = report["rsi"]["a"]["availability"]["ipv4_udp"];
    const auto text = [](const json& one) {
      return one["numerator"].dump() + "/" + one["denominator"].dump();
    };
    return text(figure) + ", without " + text(figure["without_exclusions"]);
  }
};

TEST_F(Annotations, NoneLeavesTheFiguresAsTheyAre) {
  const auto report = json::parse(month());
  EXPECT_EQ(availability(report), "2/3, without 2/3");
  EXPECT_EQ(report["annotations"], json::array());
  EXPECT_THAT(month("text"), Not(HasSubstr("without exclusions")));
}

TEST_F(Annotations, OfACountryLeaveOutItsOwnProbeAndAreToldWithBothFigures) {
  say(exclusion(log.probe), log.norway);
  const auto report = json::parse(month());
  EXPECT_EQ(availability(report), "2/2, without 2/3");
  EXPECT_EQ(report["decides"], "with_exclusions");
  EXPECT_EQ(report["measurements"]["excluded"], 1);
  const auto& said = report["annotations"][0];
  EXPECT_EQ(said["whose"], "country NO");
  EXPECT_EQ(said["by"], "Example CERT");
  EXPECT_EQ(said["why"], "the line was being replaced");
  EXPECT_EQ(said["vps"], json({"no-1"}));
  EXPECT_EQ(said["applied"], true);
  EXPECT_EQ(said["measurements"], 1);
  for (const auto* output : {"text", "markdown", "html"}) {
    const auto page = month(output);
    EXPECT_THAT(page, HasSubstr("Root server system, without exclusions: not deciding"));
    EXPECT_THAT(page, HasSubstr("Root server identifiers, without exclusions: not deciding"));
    EXPECT_THAT(page, HasSubstr("1 measurements left out"));
    EXPECT_THAT(page, HasSubstr("the line was being replaced"));
  }
}

TEST_F(Annotations, OfACountryLeaveAnothersProbeAlone) {
  say(exclusion(other), log.norway);
  auto all = exclusion(other);
  all.probes.clear();
  all.letters = "b";
  say(all, sweden);
  const auto report = json::parse(month());
  EXPECT_EQ(availability(report), "2/3, without 2/3");
  EXPECT_EQ(report["annotations"][0]["applied"], false);
  EXPECT_EQ(report["annotations"][0]["whose"], "country NO");
  EXPECT_THAT(month("text"), HasSubstr("not left out: se-1, every letter"));
}

TEST_F(Annotations, OfACountryAboutEveryProbeAreOfItsOwn) {
  auto all = exclusion(log.probe);
  all.probes.clear();
  say(all, log.norway);
  EXPECT_EQ(availability(json::parse(month())), "2/2, without 2/3");
}

TEST_F(Annotations, OfTheKeeperAreOfAnyProbeAndLetter) {
  auto all = exclusion(log.probe);
  all.probes.clear();
  all.letters = "a";
  say(all, keeper);
  const auto report = json::parse(month());
  EXPECT_EQ(availability(report), "1/1, without 2/3");
  EXPECT_EQ(report["annotations"][0]["whose"], "keeper");
  EXPECT_EQ(report["measurements"]["excluded"], 2);
}

TEST_F(Annotations, OfStrangersAndOperatorsLeaveNothingOut) {
  say(exclusion(log.probe), crypto::SigningKey::from_seed({99}));
  say(exclusion(log.probe), operator_a);
  const auto report = json::parse(month());
  EXPECT_EQ(availability(report), "2/3, without 2/3");
  EXPECT_EQ(report["annotations"][0]["whose"], nullptr);
  EXPECT_EQ(report["annotations"][0]["applied"], false);
  EXPECT_EQ(report["annotations"][1]["whose"], "operator of a");
  EXPECT_EQ(report["annotations"][1]["applied"], false);
  EXPECT_THAT(month("text"), HasSubstr("Example CERT (nobody named): the line"));
}

TEST_F(Annotations, ThatNobodySignedAreNotHeard) {
  auto said = exclusion(log.probe);
  said.key = log.norway.public_key();
  auto bytes = record::sign(said, log.norway);
  bytes.back() ^= 1;
  log.add(entry::Kind::annotation, bytes);
  log.add(entry::Kind::annotation, as_bytes("no word"));
  EXPECT_EQ(json::parse(month())["annotations"], json::array());
}

TEST_F(Annotations, ThatOverlapOrAreLoggedTwiceCountOnce) {
  say(exclusion(log.probe), log.norway);
  say(exclusion(log.probe), log.norway);
  say(exclusion(log.probe), keeper);
  const auto report = json::parse(month());
  EXPECT_EQ(report["annotations"].size(), 2U);
  EXPECT_EQ(report["annotations"][1]["measurements"], 1);
  EXPECT_EQ(report["measurements"]["excluded"], 1);
  EXPECT_EQ(availability(report), "2/2, without 2/3");
}

TEST_F(Annotations, OfAWholeMonthLeaveNoFigureAndNever100Percent) {
  auto all = exclusion(log.probe);
  all.probes.clear();
  all.from = *from_rfc3339("2026-01-01T00:00:00Z");
  all.until = *from_rfc3339("2027-01-01T00:00:00Z");
  say(all, keeper);
  const auto report = json::parse(month());
  EXPECT_EQ(report["rsi"]["a"]["verdict"], "no-data");
  EXPECT_EQ(availability(report), "null/null, without 2/3");
  for (const auto& [path, figure] : report["rss"]["availability"].items()) {
    EXPECT_EQ(figure["verdict"], "no-data") << path;
    EXPECT_EQ(figure["bounds"], json({nullptr, nullptr})) << path;
  }
}

TEST_F(Annotations, OfAnotherMonthAreNotListed) {
  auto said = exclusion(log.probe);
  said.from = *from_rfc3339("2026-12-01T00:00:00Z");
  said.until = *from_rfc3339("2026-12-02T00:00:00Z");
  say(said, keeper);
  EXPECT_EQ(json::parse(month())["annotations"], json::array());
}

TEST_F(Annotations, OfItsOperatorStandBesideTheVerdictOfALetter) {
  auto reply = exclusion(log.probe);
  reply.effect = record::Effect::remark;
  reply.probes.clear();
  reply.by = "Operator of <a>";
  reply.why = "maintenance, | announced";
  reply.letters = "ak";
  say(reply, operator_a);
  const auto report = json::parse(month());
  EXPECT_EQ(availability(report), "2/3, without 2/3");
  EXPECT_EQ(report["rsi"]["a"]["replies"][0]["why"], "maintenance, | announced");
  EXPECT_EQ(report["rsi"]["a"]["verdict"], "fail");
  EXPECT_EQ(report["rsi"]["k"]["replies"], json::array()) << "not its letter";
  EXPECT_THAT(month("text"), HasSubstr("a: fail; Operator of <a> replies, on 2026-11-10"));
  EXPECT_THAT(month("markdown"),
              HasSubstr("| a | fail | Operator of \\<a\\> | 2026-11-10T11:55:00.000000000Z |"));
  EXPECT_THAT(month("markdown"), HasSubstr("| maintenance, \\| announced |"));
  EXPECT_THAT(month("html"), HasSubstr("Operator of &lt;a&gt;"));
}

// A country's, of a month in which its probe is its own for two hours only; a keeper's, of every
// vantage point and more than the log has; and an operator's reply.
TEST_F(Annotations, ThatCountAreExportedAndGiveTheSameFigures) {
  auto of_country = exclusion(log.probe);
  of_country.from = noon - hours(24);
  of_country.until = noon - minutes(1);
  say(of_country, log.norway);
  auto of_keeper = exclusion(log.probe);
  of_keeper.probes.clear();
  of_keeper.letters = "k";
  of_keeper.until = noon + hours(24 * 400);
  say(of_keeper, keeper);
  auto reply = exclusion(log.probe);
  reply.effect = record::Effect::remark;
  reply.letters = "ak";
  say(reply, operator_a);
  const auto report = json::parse(month());
  EXPECT_EQ(report["measurements"]["excluded"], 2);
  EXPECT_EQ(report["rsi"]["a"]["replies"].size(), 1U);
  EXPECT_EQ(availability(report), "2/2, without 2/3");
  expect_same_from_lines(report);
}

TEST_F(Annotations, ThatDoNotCountAreNotExported) {
  const auto measurements = exported();
  say(exclusion(log.probe), crypto::SigningKey::from_seed({99}));
  say(exclusion(log.probe), operator_a);
  say(exclusion(other), log.norway);
  auto remark = exclusion(log.probe);
  remark.effect = record::Effect::remark;
  remark.letters = "a";
  say(remark, log.norway);
  say(remark, keeper);
  EXPECT_EQ(exported(), measurements);
  EXPECT_EQ(month_of(measurements)["annotations"], json::array());
}

// Vouched for by Norway, then by Sweden: what Norway says of its own time leaves the rest alone.
TEST_F(Annotations, OfACountryAreExportedForTheTimeOfItsOwnWordAlone) {
  log.add(entry::Kind::attestation,
          collector::attestation_of(log.probe, {"SE", noon + minutes(5), noon + hours(1)}, sweden));
  log.add_batch(log.batch(noon + minutes(15), {{.endpoint = 0, .outcome = Outcome::refused}}));
  auto all = exclusion(log.probe);
  all.from = noon - hours(24);
  all.until = noon + hours(24);
  say(all, log.norway);
  const auto report = json::parse(month());
  EXPECT_EQ(availability(report), "1/2, without 2/4");
  expect_same_from_lines(report);
}

TEST_F(Annotations, ThatAreExportedAreLinesWithNamesAndTimes) {
  say(exclusion(log.probe), log.norway);
  const auto lines = exported();
  EXPECT_THAT(lines,
              testing::EndsWith(R"({"effect":"exclusion","from":"2026-11-10T11:55:00.000000000Z",)"
                                R"("until":"2026-11-10T12:00:00.000000000Z","by":"Example CERT",)"
                                R"("why":"the line was being replaced","vp":"no-1"})"
                                "\n"));
  EXPECT_EQ(month_of(lines)["annotations"][0]["whose"], "reader");
}

TEST_F(Annotations, OfTheReaderAreLines) {
  log.commit();
  std::ifstream in(std::string(TOCSIN_SOURCE_DIR) + "/docs/formats/measurements.md");
  std::string line;
  std::string text;
  while (std::getline(in, line) && line != "```jsonl annotations") continue;
  while (std::getline(in, line) && line != "```") text += line + "\n";
  const auto put = [&](const std::string& name, const std::string& bytes) {
    ASSERT_TRUE(durable::write_atomically(files, name, as_bytes(bytes), durable::Privacy::shared));
  };
  put("/state/lines",
      R"({"t":"2026-11-01T00:00:12.5Z","vp":"no-1","rsi":"k","family":4,"transport":"udp",)"
      R"("kind":"soa","outcome":"refused"})");
  put("/state/words", text);
  const auto run = [&] {
    const std::vector<std::string_view> arguments{"rssac047",
                                                  "--measurements",
                                                  "/state/lines",
                                                  "--month",
                                                  "2026-11",
                                                  "--output",
                                                  "json",
                                                  "--annotations",
                                                  "/state/words"};
    return cli::run(program(files, out), arguments, out, err);
  };
  ASSERT_EQ(run(), ExitCode::ok) << err.str();
  const auto report = json::parse(out.str());
  EXPECT_EQ(report["annotations"].size(), 2U);
  EXPECT_EQ(report["annotations"][0]["whose"], "reader");
  EXPECT_EQ(report["annotations"][0]["measurements"], 1);
  EXPECT_EQ(report["rsi"]["k"]["replies"].size(), 1U);
  EXPECT_EQ(report["rsi"]["k"]["availability"]["ipv4_udp"]["verdict"], "no-data");
  put("/state/words", text + "\n{}");
  EXPECT_EQ(run(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("/state/words:4: effect is missing"));
}

}  // namespace
}  // namespace tocsin::audit
