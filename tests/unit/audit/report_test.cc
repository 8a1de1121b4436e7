#include "core/bundle/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "audit/program.h"
#include "audit/weasyprint.h"
#include "core/bundle/archive.h"
#include "core/cli/run.h"
#include "core/crypto/public_key_text.h"
#include "tests/support/bundle/made_up_bundle.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::audit {
namespace {

using bundle::MadeUpBundle;
using cli::ExitCode;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Norway and Sweden lose letter a; the reader believes Norway alone.
struct ReportOfBundle : testing::Test {
  MadeUpBundle bundle;
  durable::FaultyFileSystem files;
  std::ostringstream out;
  std::ostringstream err;

  void SetUp() override {
    auto& norway = bundle.enter("NO", "no-1");
    auto& sweden = bundle.enter("SE", "se-1");
    bundle.begin();
    bundle.watch({&norway, &sweden}, 0, 1);
    bundle.watch({&norway, &sweden}, 1, 3, record::Outcome::timeout);
    bundle.watch({&norway, &sweden}, 3, 6);
    put("/claim.zip", *bundle::pack(bundle.with_claim()));
    put("/policy", as_bytes(policy()));
  }

  static std::string country_line() {
    const auto key = MadeUpBundle::country_key("NO").public_key();
    return "country NO " + crypto::to_text(key) + "\n";
  }
  std::string policy() const {
    const auto& [name, key] = bundle.witnesses.front();
    const auto known = tlog::verifier_key(name, tlog::Algorithm::cosignature_v1, key.public_key());
    return "log " + to_text(bundle.log.key()) + "\nwitness w " + to_text(known) + "\nquorum w\n" +
           country_line();
  }
  void put(const std::string& path, ByteView bytes) {
    ASSERT_TRUE(durable::write_atomically(files, path, bytes, durable::Privacy::shared));
  }
  std::string text_at(const std::string& path) {
    const auto bytes = durable::read_whole(files, path, 1 << 24);
    return bytes ? std::string(as_text(*bytes)) : "";
  }
  ExitCode run(std::vector<std::string_view> options) {
    std::vector<std::string_view> words{
        "report", "/claim.zip", "--policy", "/policy", "--out", "/report"};
    words.insert(words.end(), options.begin(), options.end());
    return cli::run(program(files, out), words, out, err);
  }
};

TEST_F(ReportOfBundle, IsByTheReadersOwnCountries) {
  ASSERT_EQ(run({}), ExitCode::ok) << out.str() << err.str();
  EXPECT_THAT(text_at("/report"),
              AllOf(HasSubstr("1 outage, 2 minutes in all"),
                    HasSubstr("not corroborated outside its country."),
                    HasSubstr("<td>Norway (NO)</td><td>1</td>"),
                    Not(HasSubstr("Sweden"))));
}

TEST_F(ReportOfBundle, IsInTheLanguageThatIsAskedFor) {
  const std::pair<std::string_view, std::string_view> norways[] = {{"en", "Norway"},
                                                                   {"fr", "Norvège"},
                                                                   {"es", "Noruega"},
                                                                   {"ru", "Норвегия"},
                                                                   {"zh", "挪威"},
                                                                   {"ar", "النرويج"}};
  for (const auto& [tag, norway] : norways) {
    ASSERT_EQ(run({"--language", tag}), ExitCode::ok) << out.str() << err.str();
    EXPECT_THAT(text_at("/report"), HasSubstr("<html lang=\"" + std::string(tag) + "\""));
    EXPECT_THAT(text_at("/report"), HasSubstr(std::string(norway)));
  }
  EXPECT_EQ(run({"--language", "de"}), ExitCode::usage);
}

TEST_F(ReportOfBundle, OfWhatDoesNotHoldThereIsNone) {
  const auto unwitnessed = "log " + to_text(bundle.log.key()) + "\nquorum none\n" + country_line();
  put("/policy", as_bytes(unwitnessed));
  EXPECT_EQ(run({}), ExitCode::finding) << out.str();
  EXPECT_THAT(out.str(), HasSubstr("there is no report"));
  EXPECT_EQ(text_at("/report"), "");
  EXPECT_THAT(out.str(), HasSubstr("COMPLETE RANGE   NO"));
  put("/claim.zip", as_bytes("PK"));
  EXPECT_EQ(run({}), ExitCode::finding);
  EXPECT_EQ(text_at("/report"), "");
}

// cat takes "-" for stdin too: what it is given is what comes back.
TEST(WeasyPrint, GetsThePageAndGivesAFile) {
  const std::string page(300'000, 'x');
  const auto pdf = pdf_of(page, "cat");
  ASSERT_TRUE(pdf) << pdf.error().text;
  EXPECT_EQ(as_text(*pdf), page);
}

TEST(WeasyPrint, ThatIsNotThereOrFailsIsSaid) {
  EXPECT_EQ(pdf_of("<p>", "tocsin-no-such-program").error().text,
            "tocsin-no-such-program is not installed: it makes the PDF");
  EXPECT_EQ(pdf_of("<p>", "false").error().text, "false ended with 1");
  EXPECT_EQ(pdf_of("<p>", "true").error().text, "true wrote nothing");
}

}  // namespace
}  // namespace tocsin::audit
