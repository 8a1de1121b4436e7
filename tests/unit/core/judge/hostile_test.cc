// Replies that were made to hurt whoever judges them.
#include <gtest/gtest.h>

#include "core/dns/message_format.h"
#include "tests/unit/core/judge/world.h"

namespace tocsin::judge::test {
namespace {

TEST(HostileReply, cut_short_anywhere_is_never_correct) {
  World world;
  for (const auto& [name, type] : {std::pair(".", Type::soa),
                                   std::pair(".", Type::dnskey),
                                   std::pair("no.", Type::ns),
                                   std::pair("no.", Type::ds),
                                   std::pair("se.", Type::ds),
                                   std::pair("abcdefghij.", Type::a)}) {
    const auto whole = world.root.reply(name, type).bytes();
    ASSERT_EQ(world.judge(whole).verdict, Verdict::correct);
    for (std::size_t size = 0; size < whole.size(); ++size) {
      const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
      EXPECT_NE(world.judge(cut).verdict, Verdict::correct) << name << " at " << size;
    }
  }
}

TEST(HostileReply, with_any_octet_changed_is_never_a_crash) {
  World world;
  const auto whole = world.root.reply("no.", Type::ns).bytes();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const std::uint8_t change : {0x01, 0x20, 0x80, 0xff}) {
      auto changed = whole;
      changed[at] ^= change;
      const auto judgement = world.judge(changed);
      EXPECT_EQ(judgement.verdict == Verdict::correct, judgement.reasons.empty());
    }
  }
}

// As many records as 65,535 octets hold, each an RRset of its own.
TEST(HostileReply, with_thousands_of_sets_is_judged_and_incorrect) {
  World world;
  auto reply = world.root.reply("no.", Type::ns);
  for (int i = 0; i < 4'000; ++i) {
    const Bytes owner{3,
                      static_cast<std::uint8_t>('a' + i % 26),
                      static_cast<std::uint8_t>(i / 256),
                      static_cast<std::uint8_t>(i % 256),
                      0};
    auto record = tocsin::test::record(".", Type::txt, {});
    record.erase(record.begin());
    record.insert(record.begin(), owner.begin(), owner.end());
    reply.additional.push_back(record);
  }
  EXPECT_EQ(world.judge(reply).verdict, Verdict::incorrect);
}

// Keys that verify a set have a price, and a stranger must not set it.
TEST(HostileReply, with_thousands_of_signatures_costs_only_a_few_verifications) {
  World world;
  auto reply = world.root.reply("no.", Type::ds);
  const auto good = reply.answer.back();
  reply.answer.pop_back();
  for (std::uint16_t i = 0; i < 500; ++i) {
    auto bad = good;
    bad[bad.size() - 1] = static_cast<std::uint8_t>(i);
    bad[bad.size() - 2] = static_cast<std::uint8_t>(i >> 8 | 0x40);
    reply.answer.push_back(bad);
  }
  EXPECT_EQ(tags_of(world.judge(reply)), "cpf yds");
  EXPECT_LE(world.memo.misses(), 8U);
}

TEST(HostileReply, with_names_that_point_at_themselves_is_incorrect) {
  World world;
  auto reply = world.root.reply("no.", Type::ns);
  auto bytes = reply.bytes();
  reply.authority[0] = tocsin::test::record("no.", Type::ns, Bytes{0xc0, 0xff});
  EXPECT_EQ(world.judge(reply).verdict, Verdict::incorrect);
  reply.authority[0] = tocsin::test::record("no.", Type::ns, Bytes{0xc0, 0x0c});  // "no."
  EXPECT_EQ(tags_of(world.judge(reply)), "pdd vnk");
  reply.authority[0] = Bytes{0xc0, 0xff};  // an owner
  EXPECT_EQ(tags_of(world.judge(reply)), "doh");
}

TEST(HostileReply, with_octets_behind_a_name_in_data_is_incorrect) {
  World world;
  auto reply = world.root.reply(".", Type::ns);
  const auto name = dns::Name::from_text("b.root-servers.test.").value();
  Bytes data(name.wire().begin(), name.wire().end());
  data.push_back(7);
  reply.answer[1] = tocsin::test::record(".", Type::ns, data);
  EXPECT_EQ(tags_of(world.judge(reply)), "vnk wal yds");
}

TEST(HostileReply, with_rrsigs_of_every_length_is_never_correct) {
  World world;
  const auto good = world.root.reply("no.", Type::ds);
  const auto signature = good.answer.back();
  constexpr std::size_t data_at = 14;
  for (std::size_t size = 0; size + data_at < signature.size(); ++size) {
    auto reply = good;
    const ByteView data(signature);
    reply.answer.back() = tocsin::test::record("no.", Type::rrsig, data.subspan(data_at, size));
    EXPECT_EQ(world.judge(reply).verdict, Verdict::incorrect) << size;
  }
}

}  // namespace
}  // namespace tocsin::judge::test
