// The origins that a public log announces for later, and what the auditor makes of them.
#include <gmock/gmock.h>

#include "core/entry/entry.h"
#include "core/record/next_origins.h"
#include "tests/unit/audit/public_log.h"

namespace tocsin::audit {
namespace {

using cli::ExitCode;
using testing::HasSubstr;
using testing::Not;

record::NextOrigin next(const std::string& year, std::uint8_t seed) {
  return {
      origin + "/" + year, key_number(seed).public_key(), *from_rfc3339(year + "-01-01T00:00:00Z")};
}

Bytes announcing(const std::vector<record::NextOrigin>& origins) {
  const auto body = encode(record::NextOrigins{origins, noon});
  return entry::encode({entry::Kind::origins, body});
}

const std::string line_of_2027 =
    "# from 2027-01-01T00:00:00Z\n"
    "log geneva.example/log/2027+fff2a54a+Abn7SA6D1++NyYhvy0C1QvxANlpYpbx6UlUYWdiEhQ7B\n";
const std::string line_of_2028 =
    "# from 2028-01-01T00:00:00Z\n"
    "log geneva.example/log/2028+93c1d44f+AX+PsUrZHPXEXYPkg3ezpk/bRN2Hqtzo3kpCLeRqVHvq\n";

// 2027 in entry 2, 2028 in entry 280.
struct LogOrigins : PublicLog {
  LogOrigins() {
    entry = [this](std::uint64_t n) {
      if (n == 2) return announcing({next("2027", 27)});
      if (n == 280) return at_280;
      return entry_number(n);
    };
  }
  ExitCode ask(std::string_view question) {
    const auto key = log_key();
    return run({"log", question, "/stick", "--key", key});
  }
  ExitCode ask_by_policy() {
    return run({"log", "origins", "/stick", "--policy", "/stick/policy"});
  }

  Bytes at_280 = announcing({next("2028", 28)});
};

TEST_F(LogOrigins, ArePrintedAsAPolicyHasThem) {
  write_log(300);
  EXPECT_EQ(ask("origins"), ExitCode::ok) << err.str();
  EXPECT_EQ(out.str(), line_of_2027 + line_of_2028);
  EXPECT_EQ(ask("verify"), ExitCode::ok);
  EXPECT_THAT(out.str(),
              HasSubstr("ORIGINS          yes  announced for later: geneva.example/log/2027, "
                        "geneva.example/log/2028\n"));
}

TEST_F(LogOrigins, AreNotAskedWhereNoneAreAnnounced) {
  write_log(2);
  EXPECT_EQ(ask("origins"), ExitCode::ok);
  EXPECT_EQ(out.str(), "");
  EXPECT_EQ(ask("verify"), ExitCode::ok);
  EXPECT_THAT(out.str(), Not(HasSubstr("ORIGINS")));
}

TEST_F(LogOrigins, ThatAreAnnouncedTwiceAndDifferentlyAreFound) {
  at_280 = announcing({next("2027", 28)});
  write_log(300);
  EXPECT_EQ(ask("verify"), ExitCode::finding);
  EXPECT_THAT(out.str(),
              HasSubstr("ORIGINS          NO   entry 280 announces geneva.example/log/2027 "
                        "otherwise than it was announced before\n"));
  EXPECT_EQ(ask("origins"), ExitCode::failed);
  EXPECT_EQ(out.str(), "");
}

TEST_F(LogOrigins, CountWhereEnoughWitnessesHaveCosignedThem) {
  write_log(300);
  write_policy();
  EXPECT_EQ(ask_by_policy(), ExitCode::failed) << "nobody has";
  cosign(280, {11, 13});
  EXPECT_EQ(ask_by_policy(), ExitCode::ok) << err.str();
  EXPECT_EQ(out.str(), line_of_2027);
  cosign(281, {11, 13});
  EXPECT_EQ(ask_by_policy(), ExitCode::ok) << err.str();
  EXPECT_EQ(out.str(), line_of_2027 + line_of_2028);
  cosign(281, {11});
  EXPECT_EQ(ask_by_policy(), ExitCode::failed);
  EXPECT_EQ(out.str(), "");
}

TEST_F(LogOrigins, OfADamagedLogAreNobodys) {
  write_log(300);
  files.bytes("/stick/tile/entries/000")[40] ^= 1;
  EXPECT_EQ(ask("origins"), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("COMPLETE does not hold"));
  EXPECT_EQ(out.str(), "");
}

}  // namespace
}  // namespace tocsin::audit
