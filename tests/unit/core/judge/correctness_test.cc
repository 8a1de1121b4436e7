#include "core/judge/correctness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/dns/message_format.h"
#include "tests/unit/core/judge/world.h"

namespace tocsin::judge::test {
namespace {

using std::chrono::hours;

struct Correctness : testing::Test {
  World world;
  std::vector<Candidate> zones;

  Judgement judge(const Message& reply) {
    return judge_correctness(reply.bytes(), zones, january(), world.memo);
  }

  void expect_not_judged(const std::string& tag, const Judgement& judgement) {
    EXPECT_EQ(judgement.verdict, Verdict::not_judged) << text_of(judgement);
    EXPECT_EQ(tags_of(judgement), tag);
  }
};

TEST_F(Correctness, a_reply_may_stem_from_any_zone_of_the_last_48_hours) {
  zones = {{&world.old_zone, january() - hours(48)}, {&world.new_zone, january() - hours(1)}};
  const auto from_old = judge(world.root.reply("no.", Type::ds));
  EXPECT_EQ(from_old.verdict, Verdict::correct) << text_of(from_old);
  EXPECT_EQ(from_old.serial, 2026010100U);
  const auto from_new = judge(world.newer_root.reply("no.", Type::ds));
  EXPECT_EQ(from_new.verdict, Verdict::correct) << text_of(from_new);
  EXPECT_EQ(from_new.serial, 2026010200U);
}

TEST_F(Correctness, a_reply_from_an_older_zone_is_incorrect) {
  zones = {{&world.old_zone, january() - hours(48) - Duration(1)},
           {&world.new_zone, january() - hours(1)}};
  const auto late = judge(world.root.reply("no.", Type::ds));
  EXPECT_EQ(late.verdict, Verdict::incorrect);
  EXPECT_EQ(tags_of(late), "cpf vnk");  // its signature holds, but the zone has another set
  EXPECT_EQ(late.serial, 2026010200U);
}

TEST_F(Correctness, what_the_newer_zone_removed_is_right_only_from_the_older_one) {
  zones = {{&world.new_zone, january() - hours(48)}};
  EXPECT_EQ(judge(world.root.reply("zz.", Type::ns)).verdict, Verdict::incorrect);
  EXPECT_EQ(judge(world.newer_root.reply("zz.", Type::ns)).verdict, Verdict::correct);
  zones.push_back({&world.old_zone, january() - hours(20)});
  EXPECT_EQ(judge(world.root.reply("zz.", Type::ns)).verdict, Verdict::correct);
}

TEST_F(Correctness, a_server_may_have_a_zone_before_whoever_judges) {
  zones = {{&world.old_zone, january() - hours(48)}, {&world.new_zone, january() + hours(1)}};
  EXPECT_EQ(judge(world.root.reply(".", Type::soa)).serial, 2026010100U);
  const auto early = judge(world.newer_root.reply(".", Type::soa));
  EXPECT_EQ(early.verdict, Verdict::correct) << text_of(early);
  EXPECT_EQ(early.serial, 2026010200U);
  zones[1].first_seen = january() + hours(1) + Duration(1);
  EXPECT_EQ(judge(world.newer_root.reply(".", Type::soa)).verdict, Verdict::incorrect);
}

TEST_F(Correctness, one_reply_does_not_mix_zones) {
  zones = {{&world.old_zone, january() - hours(48)}, {&world.new_zone, january() - hours(1)}};
  auto mixed = world.root.reply("no.", Type::ns);
  mixed.additional = world.newer_root.reply("no.", Type::ns).additional;
  const auto judgement = judge(mixed);
  EXPECT_EQ(judgement.verdict, Verdict::incorrect);
  EXPECT_EQ(tags_of(judgement), "vnk");
  EXPECT_EQ(judgement.serial, 2026010100U) << "the nearest";
}

TEST_F(Correctness, without_a_zone_seen_in_time_nothing_is_judged) {
  const auto reply = world.root.reply(".", Type::soa);
  expect_not_judged("yhu", judge(reply));
  zones = {{&world.old_zone, january() - hours(49)}};
  expect_not_judged("yhu", judge(reply));
  zones = {{&world.old_zone, january() + Duration(1)}};
  expect_not_judged("yhu", judge(reply));
}

// Whoever began to look while the newer zone was being published never saw the older one.
TEST_F(Correctness, what_may_stem_from_a_zone_never_seen_is_not_judged) {
  const auto behind = world.root.reply("zz.", Type::ns);
  zones = {{&world.new_zone, january() - hours(48) + Duration(1)}};
  expect_not_judged("yhu", judge(behind));
  EXPECT_EQ(judge(behind).reasons[0].text,
            "it fits no zone, and not all of the 48 hours before are known");
  EXPECT_EQ(judge(world.newer_root.reply("zz.", Type::ns)).verdict, Verdict::correct);
  zones[0].first_seen = january() - hours(48);
  EXPECT_EQ(judge(behind).verdict, Verdict::incorrect);
}

TEST_F(Correctness, a_zone_just_replaced_counts_where_none_came_for_48_hours) {
  const auto behind = world.root.reply("zz.", Type::ns);
  zones = {{&world.new_zone, january() - hours(1)},
           {&world.old_zone, january() - hours(49) - Duration(1)}};
  const auto judgement = judge(behind);
  EXPECT_EQ(judgement.verdict, Verdict::correct) << text_of(judgement);
  EXPECT_EQ(judgement.serial, 2026010100U);
  zones[1].first_seen = january() - hours(49);
  EXPECT_EQ(judge(behind).verdict, Verdict::incorrect);
}

// Of two that are too old only the later one was there until it was replaced.
TEST_F(Correctness, a_zone_replaced_long_ago_does_not_count) {
  zones = {{&world.old_zone, january() - hours(120)},
           {&world.new_zone, january() - hours(60)},
           {&world.new_zone, january() - hours(1)}};
  expect_not_judged("yhu", judge(world.root.reply("zz.", Type::ns)));
  EXPECT_EQ(judge(world.newer_root.reply("zz.", Type::ns)).verdict, Verdict::correct);
}

TEST_F(Correctness, what_may_stem_from_a_zone_that_is_not_at_hand_is_not_judged) {
  zones = {{&world.old_zone, january() - hours(48)}, {nullptr, january() - hours(1)}};
  expect_not_judged("yhu", judge(world.newer_root.reply("no.", Type::ds)));
  EXPECT_EQ(judge(world.root.reply("no.", Type::ds)).verdict, Verdict::correct);
  zones[1].zone = &world.old_zone;
  EXPECT_EQ(judge(world.newer_root.reply("no.", Type::ds)).verdict, Verdict::incorrect);
  zones = {{nullptr, january() - hours(48)}};
  expect_not_judged("yhu", judge(world.root.reply("no.", Type::ds)));
}

// A share of replies none of which could be incorrect would be one.
TEST_F(Correctness, figures_take_no_reply_that_could_not_have_been_incorrect) {
  const auto good = world.root.reply("no.", Type::ds);
  auto spoilt = good;
  spoilt.flags &= 0xfbff;  // AA
  zones = {{&world.old_zone, january() - hours(47)}};
  EXPECT_EQ(judge(good).verdict, Verdict::correct);
  EXPECT_EQ(for_figures(judge(good)), std::nullopt);
  EXPECT_EQ(for_figures(judge(spoilt)), std::nullopt);
  zones[0].first_seen = january() - hours(48);
  EXPECT_EQ(for_figures(judge(good)), true);
  EXPECT_EQ(for_figures(judge(spoilt)), false);
}

// Whoever saw none for so long may have missed one.
TEST_F(Correctness, what_fits_no_zone_around_so_long_a_gap_is_not_judged) {
  auto spoilt = world.root.reply("no.", Type::ds);
  spoilt.flags &= 0xfbff;  // AA
  zones = {{&world.old_zone, january() - hours(60)}, {&world.new_zone, january() - hours(1)}};
  expect_not_judged("yhu", judge(spoilt));
  zones[0].first_seen = january() - hours(49);
  EXPECT_EQ(judge(spoilt).verdict, Verdict::incorrect);
}

TEST_F(Correctness, the_ends_of_time_do_no_harm) {
  const auto reply = world.root.reply("no.", Type::ds);
  for (const auto time : {Duration::min(), Duration::max(), Duration(-1)}) {
    zones = {{&world.new_zone, WallTime{time}}};
    expect_not_judged("yhu", judge(reply));
    zones.push_back({&world.old_zone, january() - hours(1)});
    EXPECT_EQ(judge(reply).verdict, Verdict::correct);
    for (const auto at : {Duration::min(), Duration::max()}) {
      const auto verdict =
          judge_correctness(reply.bytes(), zones, WallTime{at}, world.memo).verdict;
      EXPECT_NE(verdict, Verdict::correct);
    }
  }
}

TEST_F(Correctness, what_is_no_answer_that_counts_is_not_judged) {
  auto reply = world.root.reply(".", Type::soa);
  const auto judged = [&] { return world.judge(reply); };
  reply.flags |= dns::format::flag_tc;
  expect_not_judged("hjw", judged());
  reply.flags = dns::format::flag_qr | static_cast<std::uint16_t>(dns::Rcode::servfail);
  expect_not_judged("ote", judged());
  reply.flags = dns::format::flag_aa;  // a query
  expect_not_judged("doh", judged());
  reply.flags = dns::format::flag_qr | 4U << dns::format::opcode_shift;
  expect_not_judged("doh", judged());
  reply = world.root.reply(".", Type::soa);
  reply.question.klass = dns::Class::ch;
  expect_not_judged("doh", judged());
  expect_not_judged("doh", world.judge(Bytes(11, 0)));
  expect_not_judged("unt", world.judge(world.root.reply("ARPA.", Type::ns)));
}

// Letters are the only octets between 'a' and 'z' in these replies' names; digests and signatures
// are not touched.
Bytes in_capitals(Bytes record) {
  for (std::size_t at = 0; record[at] != 0; at += record[at] + 1U) {
    for (std::size_t i = at + 1; i <= at + record[at]; ++i) {
      if (record[i] >= 'a' && record[i] <= 'z') record[i] &= 0xdfU;
    }
  }
  return record;
}

TEST_F(Correctness, the_case_of_names_does_not_matter) {
  auto reply = world.root.reply("no.", Type::ns);
  reply.question.name = dns::Name::from_text("nO.").value();
  for (auto* section : {&reply.authority, &reply.additional}) {
    for (auto& each : *section) each = in_capitals(each);
  }
  EXPECT_EQ(world.judge(reply).verdict, Verdict::correct) << text_of(world.judge(reply));
  const Bytes name{1, 'X', 3, 'N', 'i', 'C'};
  for (auto& each : reply.authority) {
    const auto x = tocsin::test::record("no.", Type::ns, {});
    const bool is_x =
        each.size() == x.size() + 10 && each[x.size()] == 1 && each[x.size() + 1] == 'x';
    if (is_x) each = tocsin::test::with_data(each, 0, name);
  }
  EXPECT_EQ(world.judge(reply).verdict, Verdict::correct) << text_of(world.judge(reply));
  auto denial = world.root.reply("www.rssac047-test.AbCdEfGhIj.", Type::a);
  EXPECT_EQ(world.judge(denial).verdict, Verdict::correct) << text_of(world.judge(denial));
}

TEST_F(Correctness, a_ttl_is_no_part_of_a_set) {
  auto reply = world.root.reply("se.", Type::ns);
  reply.additional[0][reply.additional[0].size() - 7] ^= 1;
  EXPECT_EQ(world.judge(reply).verdict, Verdict::correct) << text_of(world.judge(reply));
}

TEST_F(Correctness, reasons_say_what_is_wrong_where) {
  auto reply = world.root.reply("no.", Type::ds);
  reply.answer.clear();
  const auto judgement = world.judge(reply);
  ASSERT_EQ(judgement.reasons.size(), 1U);
  EXPECT_EQ(judgement.reasons[0].text, "the Answer section does not hold no. DS, well signed");
}

}  // namespace
}  // namespace tocsin::judge::test
