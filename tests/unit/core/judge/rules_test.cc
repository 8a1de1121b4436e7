// Each rule with a reply that keeps it and one that breaks it, and what else breaks with it.
#include <gtest/gtest.h>

#include "core/dns/message_format.h"
#include "tests/unit/core/judge/world.h"

namespace tocsin::judge::test {
namespace {

struct Good {
  const char* name;
  const char* question;
  Type type;
};

class GoodReply : public testing::TestWithParam<Good> {};

TEST_P(GoodReply, is_correct) {
  World world;
  const auto judgement = world.judge(world.root.reply(GetParam().question, GetParam().type));
  EXPECT_EQ(judgement.verdict, Verdict::correct) << text_of(judgement);
  EXPECT_EQ(judgement.serial, 2026010100U);
}

INSTANTIATE_TEST_SUITE_P(
    ,
    GoodReply,
    testing::Values(Good{"owf_root_soa", ".", Type::soa},
                    Good{"amj_root_ns", ".", Type::ns},
                    Good{"djd_root_dnskey", ".", Type::dnskey},
                    Good{"hue_tld_ns_with_ds", "no.", Type::ns},
                    Good{"fot_tld_ns_without_ds", "se.", Type::ns},
                    Good{"tld_ns_without_any_glue", "zz.", Type::ns},
                    Good{"dru_tld_ds", "no.", Type::ds},
                    Good{"arpa_ds", "arpa.", Type::ds},
                    Good{"vcu_no_name", "www.rssac047-test.qqqqqqqqqq.", Type::a},
                    Good{"no_name_before_the_first", "a.", Type::a},
                    Good{"no_name_behind_the_last", "zzz.", Type::a},
                    Good{"no_data_at_a_delegation", "se.", Type::ds},
                    Good{"no_data_at_the_root", ".", Type::txt},
                    Good{"referral_from_below", "www.example.no.", Type::a},
                    Good{"other_type", ".", Type::zonemd}),
    [](const auto& test) { return test.param.name; });

using Spoil = void (*)(Message&, const ScriptedRoot&);
struct Bad {
  const char* tags;
  const char* name;
  const char* question;
  Type type;
  Spoil spoil;
};

void flip_aa(Message& reply, const ScriptedRoot&) {
  reply.flags ^= dns::format::flag_aa;
}

void no_answer(Message& reply, const ScriptedRoot&) {
  reply.answer.clear();
}

void no_signature(Message& reply, const ScriptedRoot&) {
  reply.answer.pop_back();
}

void lacks_first_of_authority(Message& reply, const ScriptedRoot&) {
  reply.authority.erase(reply.authority.begin());
}

// What is the zone's, at a place where nothing is wanted.
void ns_in_answer(Message& reply, const ScriptedRoot& root) {
  add(reply.answer, root.records("no.", Type::ns));
}

void ns_in_authority(Message& reply, const ScriptedRoot& root) {
  add(reply.authority, root.records("no.", Type::ns));
}

void glue_in_additional(Message& reply, const ScriptedRoot& root) {
  add(reply.additional, root.records("a.ns.se.", Type::a));
}

void only_foreign_glue(Message& reply, const ScriptedRoot& root) {
  reply.additional = root.records("a.ns.se.", Type::a);
}

void no_glue(Message& reply, const ScriptedRoot&) {
  reply.additional.clear();
}

void tampered_glue(Message& reply, const ScriptedRoot&) {
  const Bytes last{99};
  reply.additional[0] = tocsin::test::with_data(reply.additional[0], 3, last);
}

void all_glue_tampered(Message& reply, const ScriptedRoot&) {
  const Bytes first{99};
  for (auto& each : reply.additional) each = tocsin::test::with_data(each, 0, first);
}

void half_an_address_set(Message& reply, const ScriptedRoot&) {
  reply.additional.erase(reply.additional.begin());
}

void forged_ds(Message& reply, const ScriptedRoot&) {
  add(reply.authority, {tocsin::test::record("se.", Type::ds, Bytes(36, 1))});
}

void tampered_ds(Message& reply, const ScriptedRoot&) {
  for (auto* list : {&reply.answer, &reply.authority}) {
    for (auto& each : *list) {
      const bool is_ds = each[5] == static_cast<std::uint8_t>(Type::ds);  // after "no." and zero
      if (is_ds) each.back() ^= 1;
    }
  }
}

template <Type type>
void without(Message& reply, const ScriptedRoot& root) {
  const auto name = reply.question.name.label_count() == 1 ? reply.question.name.to_text() : ".";
  for (const auto& each : root.signed_records(name, type)) std::erase(reply.authority, each);
}

void nsec_of_another(Message& reply, const ScriptedRoot& root) {
  for (const auto& each : root.signed_records("se.", Type::nsec)) std::erase(reply.authority, each);
  add(reply.authority, root.signed_records("test.", Type::nsec));
}

void nsec_unsigned(Message& reply, const ScriptedRoot& root) {
  for (const auto& each : root.signatures(".", Type::nsec)) std::erase(reply.authority, each);
}

void no_covering_nsec(Message& reply, const ScriptedRoot& root) {
  for (const auto& each : root.signed_records("arpa.", Type::nsec)) {
    std::erase(reply.authority, each);
  }
  for (const auto& each : root.signed_records("no.", Type::nsec)) std::erase(reply.authority, each);
}

void other_serial(Message& reply, const ScriptedRoot& root) {
  const auto soa = root.records(".", Type::soa).front();
  reply.answer[0] = soa;
  reply.answer[0][soa.size() - 17] ^= 1;  // the last octet of the serial
}

void denied_with_the_ds_bit_set(Message& reply, const ScriptedRoot& root) {
  reply.answer.clear();
  reply.authority = root.signed_records(".", Type::soa);
  add(reply.authority, root.signed_records("no.", Type::nsec));
}

void empty_noerror(Message& reply, const ScriptedRoot&) {
  reply.authority.clear();
  reply.flags &= static_cast<std::uint16_t>(~dns::format::rcode_mask);
}

void answer_to_something_else(Message& reply, const ScriptedRoot& root) {
  empty_noerror(reply, root);
  reply.answer = root.signed_records(".", Type::soa);
}

void referral_elsewhere(Message& reply, const ScriptedRoot& root) {
  reply = root.reply("www.example.se.", Type::a);
  reply.question.name = dns::Name::from_text("www.example.no.").value();
}

void nxdomain_of_a_delegated_name(Message& reply, const ScriptedRoot& root) {
  reply.flags |= dns::format::flag_aa | static_cast<std::uint16_t>(dns::Rcode::nxdomain);
  reply.additional.clear();
  reply.authority = root.signed_records(".", Type::soa);
  add(reply.authority, root.signed_records(".", Type::nsec));
  add(reply.authority, root.signed_records("no.", Type::nsec));
}

void of_class_chaos(Message& reply, const ScriptedRoot&) {
  for (auto& each : reply.additional) each[each.size() - 4 - 7] = 3;
}

class BadReply : public testing::TestWithParam<Bad> {};

TEST_P(BadReply, is_incorrect_by) {
  World world;
  auto reply = world.root.reply(GetParam().question, GetParam().type);
  GetParam().spoil(reply, world.root);
  const auto judgement = world.judge(reply);
  EXPECT_EQ(judgement.verdict, Verdict::incorrect);
  EXPECT_EQ(tags_of(judgement), GetParam().tags) << text_of(judgement);
}

const char* const no_such = "www.rssac047-test.qqqqqqqqqq.";

const Bad bad_replies[] = {
    {"xhr", "soa_without_aa", ".", Type::soa, flip_aa},
    {"obw", "soa_missing", ".", Type::soa, no_answer},
    {"obw yds", "soa_unsigned", ".", Type::soa, no_signature},
    {"obw vnk yds", "soa_of_another_serial", ".", Type::soa, other_serial},
    {"ktm vnk yds", "soa_with_half_an_ns_set", ".", Type::soa, lacks_first_of_authority},
    {"ktm", "soa_with_more_authority", ".", Type::soa, ns_in_authority},
    {"csz", "ns_without_aa", ".", Type::ns, flip_aa},
    {"wal", "ns_missing", ".", Type::ns, no_answer},
    {"eyk", "ns_with_authority", ".", Type::ns, ns_in_authority},
    {"occ", "dnskey_without_aa", ".", Type::dnskey, flip_aa},
    {"eou", "dnskey_missing", ".", Type::dnskey, no_answer},
    {"kka", "dnskey_with_authority", ".", Type::dnskey, ns_in_authority},
    {"jws", "dnskey_with_additional", ".", Type::dnskey, glue_in_additional},
    {"ujy", "referral_with_aa", "no.", Type::ns, flip_aa},
    {"aeg", "referral_with_answer", "no.", Type::ns, ns_in_answer},
    {"pdd vnk", "referral_lacks_a_server", "no.", Type::ns, lacks_first_of_authority},
    {"kbd", "referral_without_ds", "no.", Type::ns, without<Type::ds>},
    {"kbd vnk yds", "referral_with_bogus_ds", "no.", Type::ns, tampered_ds},
    {"bgr vnk", "referral_with_forged_ds", "se.", Type::ns, forged_ds},
    {"mkl", "referral_without_nsec", "se.", Type::ns, without<Type::nsec>},
    {"mkl", "referral_with_nsec_of_another", "se.", Type::ns, nsec_of_another},
    {"cjm", "referral_without_glue", "no.", Type::ns, no_glue},
    {"cjm", "referral_with_glue_of_others", "no.", Type::ns, only_foreign_glue},
    {"vnk", "referral_with_one_glue_tampered", "no.", Type::ns, tampered_glue},
    {"cjm vnk", "referral_with_all_glue_tampered", "no.", Type::ns, all_glue_tampered},
    {"vnk", "referral_with_half_an_address_set", "no.", Type::ns, half_an_address_set},
    {"cjm vnk", "referral_of_another_class", "se.", Type::ns, of_class_chaos},
    {"pdd", "referral_elsewhere", "www.example.no.", Type::a, referral_elsewhere},
    {"yot", "ds_without_aa", "no.", Type::ds, flip_aa},
    {"cpf", "ds_missing", "no.", Type::ds, no_answer},
    {"cpf yds", "ds_unsigned", "no.", Type::ds, no_signature},
    {"cpf vnk yds", "ds_bogus", "no.", Type::ds, tampered_ds},
    {"xdu", "ds_with_authority", "no.", Type::ds, ns_in_authority},
    {"mle", "ds_with_additional", "no.", Type::ds, glue_in_additional},
    {"czb", "ds_denied_and_there", "no.", Type::ds, denied_with_the_ds_bit_set},
    {"gpl", "denial_without_aa", no_such, Type::a, flip_aa},
    {"dvh", "denial_with_answer", no_such, Type::a, ns_in_answer},
    {"axj", "denial_without_soa", no_such, Type::a, without<Type::soa>},
    {"czb jhz yds", "denial_with_its_one_nsec_unsigned", "a.", Type::a, nsec_unsigned},
    {"jhz yds", "denial_with_the_roots_nsec_unsigned", no_such, Type::a, nsec_unsigned},
    {"jhz", "denial_without_the_roots_nsec", no_such, Type::a, without<Type::nsec>},
    {"czb", "denial_without_covering_nsec", "b.", Type::a, no_covering_nsec},
    {"trw", "denial_with_additional", no_such, Type::a, glue_in_additional},
    {"czb", "denial_of_a_delegated_name", "x.nic.no.", Type::a, nxdomain_of_a_delegated_name},
    {"axj czb gpl",
     "nothing_at_all",
     no_such,
     Type::a,
     [](Message& reply, const auto& root) {
       empty_noerror(reply, root);
       flip_aa(reply, root);
     }},
    {"vnk", "answer_to_something_else", no_such, Type::a, answer_to_something_else},
};

INSTANTIATE_TEST_SUITE_P(, BadReply, testing::ValuesIn(bad_replies), [](const auto& test) {
  return test.param.name;
});

}  // namespace
}  // namespace tocsin::judge::test
