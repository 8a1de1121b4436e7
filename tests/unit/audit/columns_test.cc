// `tocsin-audit rssac047 --columns`: written from a log, read instead of it, held against it.
#include "audit/columns_file.h"
#include "core/record/annotation.h"
#include "tests/unit/audit/audited_log.h"

namespace tocsin::audit {
namespace {

using cli::ExitCode;
using record::Outcome;
using testing::HasSubstr;

struct Columns : AuditedLog {
  std::string month_named = "2026-11";

  ExitCode from_log(std::vector<std::string> arguments = {}) {
    arguments.insert(arguments.begin(), {"rssac047", "--month", month_named, "--output", "json"});
    return run(std::move(arguments));
  }
  ExitCode write() { return from_log({"--columns", "/desk/columns"}); }
  ExitCode rejudge() { return from_log({"--columns", "/desk/columns", "--rejudge"}); }

  ExitCode from_columns(std::vector<std::string> arguments = {}) {
    out.str("");
    err.str("");
    arguments.insert(
        arguments.begin(),
        {"rssac047", "--month", month_named, "--output", "json", "--columns", "/desk/columns"});
    const std::vector<std::string_view> views(arguments.begin(), arguments.end());
    return cli::run(program(files, out), views, out, err);
  }

  std::string figures() const { return out.str().substr(0, out.str().find(R"(,"from":)")); }
  std::string counts() const { return out.str().substr(out.str().find(R"(,"log":)")); }

  // What the file says is changed, and its digest with it.
  void forge(const std::function<void(ColumnsFile&)>& change) {
    auto file = decode_columns(files.bytes("/desk/columns")).value();
    change(file);
    files.bytes("/desk/columns") = encode_columns(file.origin, file.columns).value();
  }

  void SetUp() override {
    AuditedLog::SetUp();
    ASSERT_TRUE(files.make_directory("/desk", durable::Privacy::shared));
  }

  void add_some() {
    log.add_batch(log.batch(noon, {{.endpoint = 2}, {.endpoint = 0, .outcome = Outcome::refused}}));
    log.add_batch(log.batch(noon + std::chrono::minutes(5), {{.endpoint = 0}}));
    log.commit();
  }
};

TEST_F(Columns, GiveTheFiguresOfTheLogAndSayThatTheyAreNoEvidence) {
  add_some();
  ASSERT_EQ(write(), ExitCode::ok) << err.str();
  const auto figures_of_log = figures();
  const auto counts_of_log = counts();
  EXPECT_THAT(out.str(), HasSubstr(R"("from":[{"kind":"log","origin":"geneva.example/log")"));
  ASSERT_EQ(from_columns(), ExitCode::ok) << err.str();
  EXPECT_EQ(figures(), figures_of_log);
  EXPECT_EQ(counts(), counts_of_log);
  EXPECT_THAT(out.str(), HasSubstr(R"("from":[{"kind":"columns","origin":"geneva.example/log")"));
  month_named = "2026-10";
  EXPECT_EQ(from_columns(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("/desk/columns: it has 2026-11"));
}

TEST_F(Columns, AreCalledNoEvidenceForPeopleToo) {
  add_some();
  ASSERT_EQ(write(), ExitCode::ok) << err.str();
  for (const auto* form : {"text", "markdown", "html"}) {
    const std::vector<std::string_view> arguments{
        "rssac047", "--month", "2026-11", "--columns", "/desk/columns", "--output", form};
    out.str("");
    ASSERT_EQ(cli::run(program(files, out), arguments, out, err), ExitCode::ok) << err.str();
    EXPECT_THAT(out.str(), HasSubstr("From stored verdict columns, which are no evidence"));
  }
}

TEST_F(Columns, LeaveOutWhatTheLogsAnnotationsExcludeByTheSameWords) {
  log.add_batch(log.batch(noon, {{.endpoint = 2}, {.endpoint = 0, .outcome = Outcome::refused}}));
  const record::Annotation said{.by = "Norway",
                                .key = log.norway.public_key(),
                                .effect = record::Effect::exclusion,
                                .probes = {},
                                .letters = "a",
                                .from = noon - std::chrono::hours(1),
                                .until = noon + std::chrono::hours(1),
                                .why = "a broken cable"};
  log.add(entry::Kind::annotation, record::sign(said, log.norway));
  log.commit();
  ASSERT_EQ(write(), ExitCode::ok) << err.str();
  const auto figures_of_log = figures();
  EXPECT_THAT(figures_of_log, HasSubstr(R"("whose":"country NO")"));
  EXPECT_THAT(figures_of_log, HasSubstr(R"("excluded":1})"));
  ASSERT_EQ(from_columns(), ExitCode::ok) << err.str();
  EXPECT_EQ(figures(), figures_of_log);
}

TEST_F(Columns, AreNotWrittenOverAFileThatIsThere) {
  add_some();
  ASSERT_EQ(write(), ExitCode::ok) << err.str();
  const auto before = files.bytes("/desk/columns");
  EXPECT_EQ(write(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("/desk/columns is there: --rejudge compares with it"));
  EXPECT_EQ(files.bytes("/desk/columns"), before);
}

TEST_F(Columns, MustBeOfTheLogAndCountriesThatTheReaderNames) {
  add_some();
  ASSERT_EQ(write(), ExitCode::ok) << err.str();
  const auto key = crypto::to_text(log.log_key.public_key());
  const auto other = crypto::to_text(log.norway.public_key());
  EXPECT_EQ(from_columns({"--log-key", key, "--country", "NO=" + other}), ExitCode::ok);
  EXPECT_EQ(from_columns({"--log-key", other}), ExitCode::failed);
  EXPECT_EQ(from_columns({"--country", "NO=" + key}), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("it was made by the word of other countries"));
}

TEST_F(Columns, HaveNoRepliesToJudgeAndStandAlone) {
  add_some();
  ASSERT_EQ(write(), ExitCode::ok) << err.str();
  EXPECT_EQ(from_columns({"--zone", "z@2026-01-14T00:00:00Z"}), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("columns have no replies for --zone to judge"));
  EXPECT_EQ(from_columns({"--measurements", "/desk/lines"}), ExitCode::failed);
  EXPECT_EQ(from_columns({"--rejudge"}), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("--rejudge needs --columns and --log"));
}

TEST_F(Columns, ThatAreDamagedAreRefused) {
  add_some();
  ASSERT_EQ(write(), ExitCode::ok) << err.str();
  auto& bytes = files.bytes("/desk/columns");
  bytes[bytes.size() / 2] ^= 1;
  EXPECT_EQ(from_columns(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("its digest is another"));
  EXPECT_EQ(rejudge(), ExitCode::failed);
}

TEST_F(Columns, AreFoundRightWhereTheRawRepliesAreJudgedAgain) {
  month_named = "2026-01";
  add_judged();
  more = with_zone;
  ASSERT_EQ(write(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("correctness":{"value":0.5,)"));
  ASSERT_EQ(rejudge(), ExitCode::ok) << out.str() << err.str();
  EXPECT_EQ(out.str(), "2 cells compared, 0 differences\n");
}

TEST_F(Columns, AreRightInWhateverOrderTheZonesAreGiven) {
  month_named = "2026-01";
  add_judged();
  ASSERT_TRUE(durable::write_atomically(
      files, "/state/new.zone", as_bytes(judged_zone("new.zone")), durable::Privacy::shared));
  const std::vector<std::string> newer{"--zone", "/state/new.zone@2026-01-14T12:00:00Z"};
  more = with_zone;
  more.insert(more.end(), newer.begin(), newer.end());
  ASSERT_EQ(write(), ExitCode::ok) << err.str();
  more = newer;
  more.insert(more.end(), newer.begin(), newer.end());
  more.insert(more.end(), with_zone.begin(), with_zone.end());
  ASSERT_EQ(rejudge(), ExitCode::ok) << out.str() << err.str();
  EXPECT_EQ(out.str(), "2 cells compared, 0 differences\n");
  more = with_zone;
  EXPECT_EQ(rejudge(), ExitCode::finding);
}

TEST_F(Columns, ThatSayOtherThanTheRawRepliesAreFoundOut) {
  month_named = "2026-01";
  add_judged();
  more = with_zone;
  ASSERT_EQ(write(), ExitCode::ok) << err.str();
  forge([](ColumnsFile& file) {
    assess::MonthColumns better(file.columns.month());
    const auto right = *file.columns.correctness(0, 'a');
    ASSERT_TRUE(better.put("no-1", 'a', right));
    ASSERT_TRUE(better.put("no-1", 'k', right));
    better.put(file.columns.counts());
    file.columns = std::move(better);
  });
  ASSERT_EQ(from_columns(), ExitCode::ok) << err.str();
  EXPECT_THAT(figures(), HasSubstr(R"("correctness":{"value":1.0,)"));
  EXPECT_EQ(rejudge(), ExitCode::finding);
  EXPECT_EQ(out.str(),
            "no-1 k correctness 2026-01-15T00:00:00.000000000Z: stored correct; now incorrect\n"
            "2 cells compared, 1 differences\n");
}

TEST_F(Columns, OfAnotherRoundTripSerialOrCellAreFoundOut) {
  add_some();
  ASSERT_EQ(write(), ExitCode::ok) << err.str();
  forge([](ColumnsFile& file) {
    assess::MonthColumns other(file.columns.month());
    auto row = *file.columns.soa(0, 'k', 0);
    for (auto& rtt : row.rtt) rtt /= 2;
    ASSERT_TRUE(other.put("no-1", 'k', 0, row));
    for (auto& serial : row.serial) serial = 1;
    ASSERT_TRUE(other.put("no-1", 'b', 0, row));
    auto counts = file.columns.counts();
    counts.soa = 2;
    other.put(counts);
    file.columns = std::move(other);
    file.origin.counts.cut_off = 7;
    file.origin.entries.pop_back();
  });
  EXPECT_EQ(rejudge(), ExitCode::finding) << err.str();
  for (const auto* said : {"entries on probes and measurements: stored 1; now 2, and not the same",
                           "measurements cut off: stored 7; now 0",
                           "SOA measurements: stored 2; now 3",
                           "no-1 a ipv4_udp 2026-11-10T11:55:00.000000000Z: stored nothing; now "
                           "unavailable",
                           "no-1 b ipv4_udp 2026-11-10T11:55:00.000000000Z: stored available in "
                           "10000000 ns with serial 1; now nothing",
                           "no-1 k ipv4_udp 2026-11-10T11:55:00.000000000Z: stored available in "
                           "10000000 ns with serial 2026110100; now available in 20000000 ns",
                           "4 cells compared, 7 differences"}) {
    EXPECT_THAT(out.str(), HasSubstr(said));
  }
}

TEST_F(Columns, JudgedByOtherZonesAreFoundOut) {
  month_named = "2026-01";
  add_judged();
  ASSERT_EQ(write(), ExitCode::ok) << err.str();
  more = with_zone;
  EXPECT_EQ(rejudge(), ExitCode::finding);
  EXPECT_THAT(out.str(), HasSubstr("zones: stored others; now those given\n"));
  EXPECT_THAT(out.str(), HasSubstr("stored not judged; now correct\n"));
}

// A batch of the watch that is right, one that nobody acknowledged, and one of a stranger.
TEST_F(Columns, AreComparedWithALogWhoseOtherEnvelopesAreCheckedOnRequest) {
  const auto watch = [](record::Envelope& envelope) { envelope.plan = "watch"; };
  log.add_batch(log.batch(noon, {{.endpoint = 0}}, watch));
  const auto silent = log.batch(noon, {{.endpoint = 1}}, watch);
  log.add(entry::Kind::batch, silent.envelope.bytes(), silent.payload);
  collector::ScriptedProbe stranger("x", 9);
  log.add_batch(stranger.next_with(noon, payload_of({{.endpoint = 0}}), watch));
  add_some();
  ASSERT_EQ(write(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), testing::Not(HasSubstr("other_plans")));
  ASSERT_EQ(rejudge(), ExitCode::ok) << out.str() << err.str();
  more = {"--verify"};
  ASSERT_EQ(rejudge(), ExitCode::ok) << out.str() << err.str();
  EXPECT_EQ(
      out.str(),
      "3 batches of other plans, of them 1 not acknowledged and 1 not signed by their probes\n"
      "3 cells compared, 0 differences\n");
  ASSERT_EQ(from_log(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(),
              HasSubstr(R"("other_plans":{"batches":3,"not_acknowledged":1,"not_signed":1})"));
  EXPECT_EQ(from_columns({"--verify"}), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("--verify needs --log"));
}

// What came since does not count: they are of the checkpoint that they name.
TEST_F(Columns, StayRightWhereTheLogHasGrown) {
  add_some();
  ASSERT_EQ(write(), ExitCode::ok) << err.str();
  log.add_batch(log.batch(noon + std::chrono::minutes(10), {{.endpoint = 0}}));
  log.commit();
  ASSERT_EQ(rejudge(), ExitCode::ok) << out.str() << err.str();
  EXPECT_EQ(out.str(), "3 cells compared, 0 differences\n");
}

// By the log's own signature: whoever signs two trees of one size is found out.
TEST_F(Columns, OfAnotherTreeThatTheLogHasSignedAreRefused) {
  add_some();
  ASSERT_EQ(write(), ExitCode::ok) << err.str();
  forge([&](ColumnsFile& file) {
    auto other = file.origin.checkpoint;
    other.tree.root[0] ^= 1;
    const auto text = tlog::encode(other);
    file.origin.note =
        tlog::encode(tlog::Note{text, {tlog::sign_note(other.origin, log.log_key, text)}});
  });
  EXPECT_EQ(rejudge(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("the log held another tree"));
  log.add_batch(log.batch(noon + std::chrono::minutes(10), {{.endpoint = 0}}));
  log.commit();
  EXPECT_EQ(rejudge(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("the log held another tree"));
  EXPECT_EQ(out.str(), "");
}

TEST_F(Columns, WhoseCheckpointTheLogHasNotSignedAreRefused) {
  add_some();
  ASSERT_EQ(write(), ExitCode::ok) << err.str();
  forge([](ColumnsFile& file) {
    auto& note = file.origin.note;
    note.replace(note.find("\n4\n"), 3, "\n3\n");
  });
  EXPECT_EQ(rejudge(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("tocsin-audit rssac047: /desk/columns: "));
}

}  // namespace
}  // namespace tocsin::audit
