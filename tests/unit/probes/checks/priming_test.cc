#include "probes/checks/priming.h"

#include <gtest/gtest.h>

#include "core/plan/root_hints.h"
#include "tests/support/dns/captured.h"
#include "tests/support/dns/reply_builder.h"

namespace tocsin::probe {
namespace {

using dns::Type;
using plan::TargetSet;
using test::ReplyBuilder;

constexpr auto hints = R"(. NS a.root-servers.net.
. NS b.root-servers.net.
. NS c.root-servers.net.
a.root-servers.net. A 198.41.0.4
a.root-servers.net. AAAA 2001:503:ba3e::2:30
b.root-servers.net. A 170.247.170.2
c.root-servers.net. A 192.33.4.12
)";

TargetSet servers(std::string_view text = hints) {
  return plan::root_targets_from(text).value();
}

TargetSet with_b_at(std::string_view address) {
  std::string text(hints);
  return servers(text.replace(text.find("170.247.170.2"), 13, address));
}

Bytes wire(std::string_view name) {
  const auto wire = dns::Name::from_text(name).value();
  return {wire.wire().begin(), wire.wire().end()};
}

// What a server that serves these says.
ReplyBuilder answer(const TargetSet& of) {
  ReplyBuilder reply(record::query_for(priming_question(), ".").value());
  std::string last;
  for (const auto& [zone, server, address] : of.endpoints) {
    if (server != std::exchange(last, server)) reply.answer(Type::ns, wire(server));
    const bool v4 = address.family == plan::Family::v4;
    const auto rdata = ByteView(address.bytes).first(v4 ? 4 : 16);
    reply.additional(server, v4 ? Type::a : Type::aaaa, rdata);
  }
  return reply.nsid("a server");
}

std::optional<TargetSet> heard(const Bytes& bytes) {
  return root_servers_in(dns::parse_reply(bytes).value());
}

TEST(PrimingQuestion, AsksForTheRootsNameServers) {
  const auto query = record::query_for(priming_question(), ".").value();
  EXPECT_TRUE(query.question.name.is_root());
  EXPECT_EQ(query.question.type, Type::ns);
  EXPECT_FALSE(query.recursion_desired);
  EXPECT_FALSE(query.edns->dnssec_ok);
}

TEST(PrimingReply, NamesTheServersAndTheirAddresses) {
  EXPECT_EQ(heard(answer(servers()).bytes()), servers());
}

TEST(PrimingReply, OfRealNameServersIsRead) {
  for (const auto* const server : {"knot_root_ns", "nsd_root_ns"}) {
    const auto bytes = test::captured(server);
    const auto reply = dns::parse_reply(bytes).value();
    const auto found = root_servers_in(reply);
    EXPECT_EQ(found.has_value(), !reply.flags().truncated()) << server;
  }
}

TEST(PrimingReply, MayHaveNamesInAnyCase) {
  ReplyBuilder reply(record::query_for(priming_question(), ".").value());
  reply.answer(Type::ns, wire("K.ROOT-Servers.net."));
  reply.additional("k.root-SERVERS.net.", Type::a, Bytes{193, 0, 14, 129});
  EXPECT_EQ(heard(reply.bytes())->endpoints.front().server, "k.root-servers.net.");
}

TEST(PrimingReply, ThatIsNoFullAnswerSaysNothing) {
  const auto good = answer(servers());
  EXPECT_FALSE(heard(ReplyBuilder(good).truncated().bytes()));
  EXPECT_FALSE(heard(ReplyBuilder(good).rcode(dns::Rcode::refused).bytes()));
  EXPECT_FALSE(heard(ReplyBuilder(good).flags(0x8000).bytes())) << "not authoritative";
  EXPECT_FALSE(heard(answer({}).bytes())) << "no name server";
}

TEST(PrimingReply, ThatSpeaksOfOthersSaysNothing) {
  const Bytes address{192, 0, 2, 1};
  EXPECT_FALSE(heard(answer(servers()).answer(Type::ns, wire("n.root-servers.net.")).bytes()));
  EXPECT_FALSE(heard(answer(servers()).answer(Type::ns, wire("ns.example.")).bytes()));
  EXPECT_FALSE(heard(answer(servers()).answer(Type::ns, Bytes{3, 'a'}).bytes())) << "no name";
  EXPECT_FALSE(heard(answer(servers()).answer(Type::txt, Bytes{0}).bytes()));
  EXPECT_FALSE(heard(answer(servers()).additional("ns.example.", Type::a, address).bytes()));
}

TEST(PrimingReply, WithAServerThatHasNoAddressSaysNothing) {
  const auto one_more = wire("k.root-servers.net.");
  EXPECT_FALSE(heard(answer(servers()).answer(Type::ns, one_more).bytes()));
  const auto short_one = answer(servers()).additional("b.root-servers.net.", Type::a, Bytes{1, 2});
  EXPECT_FALSE(heard(short_one.bytes()));
}

PrimingAnswers answers(std::initializer_list<std::pair<char, TargetSet>> all) {
  PrimingAnswers answers;
  for (const auto& [letter, said] : all) answers.add(letter, said);
  return answers;
}

class PrimingDecision : public testing::Test {
 protected:
  Primed decides(const PrimingAnswers& said, const TargetSet* zone) {
    const auto priming = primed(old_, said, zone);
    EXPECT_EQ(priming.targets == old_, priming.primed != Primed::moved);
    EXPECT_TRUE(priming.primed != Primed::moved || priming.targets == new_);
    return priming.primed;
  }

  const TargetSet old_ = servers();
  const TargetSet new_ = with_b_at("199.9.14.201");
  const TargetSet forged_ = with_b_at("203.0.113.66");
  const TargetSet none_;
};

TEST_F(PrimingDecision, IsToStayWhereLettersSayWhatIsKnown) {
  EXPECT_EQ(decides(answers({{'a', old_}, {'c', old_}}), &old_), Primed::same);
  EXPECT_EQ(decides(answers({{'a', old_}, {'c', old_}}), nullptr), Primed::same);
}

TEST_F(PrimingDecision, IsToMoveWhereMostLettersAndTheVerifiedZoneSaySo) {
  EXPECT_EQ(decides(answers({{'a', new_}, {'c', new_}}), &new_), Primed::moved);
  EXPECT_EQ(decides(answers({{'a', new_}, {'b', old_}, {'c', new_}}), &new_), Primed::moved);
}

TEST_F(PrimingDecision, IsToStayWhereTooFewAnswerAlike) {
  EXPECT_EQ(decides({}, &new_), Primed::no_agreement);
  EXPECT_EQ(decides(answers({{'a', new_}}), &new_), Primed::no_agreement);
  EXPECT_EQ(decides(answers({{'a', new_}, {'b', old_}, {'c', forged_}}), &new_),
            Primed::no_agreement);
}

TEST_F(PrimingDecision, CountsALetterOnceHoweverManyOfItsAddressesSpeak) {
  EXPECT_EQ(decides(answers({{'a', new_}, {'a', new_}, {'a', new_}}), &new_), Primed::no_agreement);
}

TEST_F(PrimingDecision, DoesNotCountALetterThatContradictsItself) {
  EXPECT_EQ(decides(answers({{'a', new_}, {'a', old_}, {'a', new_}, {'c', new_}}), &new_),
            Primed::no_agreement);
}

TEST_F(PrimingDecision, IsToStayWhereEveryLetterIsForgedAndNoZoneIsAtHand) {
  const auto forged = answers({{'a', forged_}, {'b', forged_}, {'c', forged_}});
  EXPECT_EQ(decides(forged, nullptr), Primed::unverified);
}

TEST_F(PrimingDecision, IsToStayWhereEveryLetterIsForgedAndTheZoneSaysOtherwise) {
  const auto forged = answers({{'a', forged_}, {'b', forged_}, {'c', forged_}});
  EXPECT_EQ(decides(forged, &old_), Primed::contradicted);
  EXPECT_EQ(decides(forged, &new_), Primed::contradicted);
  EXPECT_EQ(decides(forged, &none_), Primed::contradicted) << "of a zone without addresses";
}

TEST_F(PrimingDecision, IsToStayWhereOnlyTheZoneSaysOtherwise) {
  EXPECT_EQ(decides(answers({{'a', old_}, {'b', old_}, {'c', old_}}), &new_), Primed::same);
}

TEST(PrimingMove, AddsNoLetterAndNoFamilyThatTheHintsDoNotHave) {
  const auto all = plan::compiled_root_targets();
  EXPECT_EQ(moved_to(all, servers()), servers());
  EXPECT_EQ(primed(servers(), answers({{'a', all}, {'b', all}}), &all).primed, Primed::same);
}

TEST(PrimingMove, TakesNoLetterAway) {
  EXPECT_EQ(moved_to({}, servers()), servers());
  auto without_a = servers();
  std::erase_if(without_a.endpoints, [](const auto& one) { return one.server[0] == 'a'; });
  EXPECT_EQ(moved_to(without_a, servers()), servers());
}

TEST(PrimingMove, TakesEachAddressThatALetterHas) {
  const auto two = servers(std::string(hints) + "b.root-servers.net. A 199.9.14.201\n");
  EXPECT_EQ(moved_to(two, servers()), two);
  EXPECT_EQ(moved_to(servers(), two), servers());
}

}  // namespace
}  // namespace tocsin::probe
