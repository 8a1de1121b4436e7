// The signed root zone of 2020, where ../shared/data has it beside the project: a good server says
// nothing that is found incorrect.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/process/unpacked.h"
#include "tests/unit/core/judge/world.h"

namespace tocsin::judge::test {
namespace {

struct RealZone : testing::Test {
  const WallTime at = *from_rfc3339("2020-10-20T12:00:00Z");
  zone::SignatureMemo memo;
  std::size_t judged = 0;

  void expect_correct(const Message& reply, const zone::ZoneIndex& zone) {
    const Candidate candidate{&zone, at - candidates_back_to};
    const auto judgement = judge_correctness(reply.bytes(), {&candidate, 1}, at, memo);
    EXPECT_EQ(judgement.verdict, Verdict::correct)
        << reply.question.name.to_text() << ' ' << text_of(judgement);
    ++judged;
  }
};

TEST_F(RealZone, whatever_a_good_server_says_from_it_is_correct) {
  const std::string name = "2020101902-signed.zone.xz";
  const auto path = std::filesystem::path(TOCSIN_SOURCE_DIR) / "../shared/data/root-zones" / name;
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "SKIPPED: " << path << " is missing";
  const auto zone = zone::Zone::from_text(tocsin::test::unpacked(path)).value();
  const auto verified = zone::verify(zone, zone::iana_anchors(), at, zone::WithoutZonemd::accept);
  ASSERT_TRUE(verified) << to_text(verified.error());
  const zone::ZoneIndex index(*verified);
  const ScriptedRoot root(zone);
  for (const auto type : {Type::soa, Type::ns, Type::dnskey}) {
    expect_correct(root.reply(".", type), index);
  }
  for (const auto& delegation : verified->delegations()) {
    if (delegation.zone != "arpa.") expect_correct(root.reply(delegation.zone, Type::ns), index);
    expect_correct(root.reply(delegation.zone, Type::ds), index);
    const auto beside = delegation.zone.substr(0, delegation.zone.size() - 1) + "0zqxjk.";
    expect_correct(root.reply("www.rssac047-test." + beside, Type::a), index);
  }
  EXPECT_EQ(judged, 3 + 3 * verified->delegations().size() - 1);
}

}  // namespace
}  // namespace tocsin::judge::test
