#include "core/judge/denial.h"

#include <gtest/gtest.h>

#include <initializer_list>

namespace tocsin::judge {
namespace {

using dns::Type;

dns::Name name(const char* text) {
  return dns::Name::from_text(text).value();
}

zone::Rrset nsec(const char* owner, const char* next, std::initializer_list<Type> types) {
  Bytes bits(8, 0);
  for (const auto type : types) {
    const auto number = static_cast<unsigned>(type);
    bits[number / 8] |= static_cast<std::uint8_t>(0x80U >> (number % 8));
  }
  Bytes data;
  append(data, name(next).wire());
  data.push_back(0);
  data.push_back(static_cast<std::uint8_t>(bits.size()));
  append(data, bits);
  return {.owner = name(owner), .type = Type::nsec, .data = {data}};
}

struct Case {
  const char* name;
  const char* owner;
  const char* next;
  const char* question;
  bool denied;
};

class NsecSpan : public testing::TestWithParam<Case> {};

TEST_P(NsecSpan, denies_what_lies_between_in_canonical_order) {
  const auto set = nsec(GetParam().owner, GetParam().next, {Type::ns});
  EXPECT_EQ(Nsec::of(set)->denies(name(GetParam().question)), GetParam().denied);
}

INSTANTIATE_TEST_SUITE_P(
    ,
    NsecSpan,
    testing::Values(Case{"between", "no.", "se.", "pq.", true},
                    Case{"owner", "no.", "se.", "no.", false},
                    Case{"next", "no.", "se.", "se.", false},
                    Case{"before", "no.", "se.", "nn.", false},
                    Case{"behind", "no.", "se.", "sf.", false},
                    Case{"below_what_lies_between", "no.", "se.", "www.test.pq.", true},
                    Case{"below_next", "no.", "se.", "www.se.", false},
                    Case{"below_a_delegation", "no.", "se.", "www.no.", false},
                    Case{"longer_than_the_owner", "no.", "se.", "noo.", true},
                    Case{"capitals_are_small_letters", "no.", "se.", "PQ.", true},
                    Case{"capitals_do_not_come_first", "no.", "se.", "NN.", false},
                    Case{"hyphen_before_letters", "a-b.", "ab.", "a-c.", true},
                    Case{"digits_before_letters", "a.", "b.", "a1.", true},
                    Case{"octets_above_letters", "zw.", ".", "\\200.", true},
                    Case{"octet_zero_comes_first", "no.", "no\\000.", "no\\000.", false},
                    Case{"shorter_first", "no.", "nob.", "noa.", true},
                    Case{"last_of_the_zone", "zw.", ".", "zzz.", true},
                    Case{"last_does_not_look_back", "zw.", ".", "aa.", false},
                    Case{"empty_non_terminal", "no.", "x.pq.", "pq.", false},
                    Case{"beside_an_empty_non_terminal", "no.", "x.pq.", "pp.", true}),
    [](const auto& test) { return test.param.name; });

TEST(Nsec, of_the_apex_speaks_of_names_below_it) {
  const auto set = nsec(".", "aaa.", {Type::ns, Type::soa});
  EXPECT_TRUE(Nsec::of(set)->denies(name("*.")));
  EXPECT_TRUE(Nsec::of(set)->denies(name("aa.")));
  EXPECT_FALSE(Nsec::of(set)->denies(name(".")));
}

TEST(Nsec, with_a_wildcard_behind_the_apex_denies_no_wildcard) {
  const auto set = nsec(".", "*.", {Type::ns, Type::soa});
  EXPECT_FALSE(Nsec::of(set)->denies(name("*.")));
}

TEST(Nsec, denies_types_that_it_does_not_list) {
  const auto set = nsec("no.", "se.", {Type::ns, Type::nsec, Type::rrsig});
  EXPECT_TRUE(Nsec::of(set)->denies(name("no."), Type::ds));
  EXPECT_TRUE(Nsec::of(set)->denies(name("NO."), Type::ds));
  EXPECT_FALSE(Nsec::of(set)->denies(name("no."), Type::ns));
  EXPECT_FALSE(Nsec::of(set)->denies(name("no."), Type::a)) << "the child's to say";
  EXPECT_FALSE(Nsec::of(set)->denies(name("se."), Type::ds));
  const auto apex = nsec(".", "aaa.", {Type::ns, Type::soa});
  EXPECT_TRUE(Nsec::of(apex)->denies(name("."), Type::txt));
  EXPECT_TRUE(Nsec::of(apex)->denies(name("."), static_cast<Type>(0x1234)));
  EXPECT_FALSE(Nsec::of(nsec("a.", "b.", {Type::cname}))->denies(name("a."), Type::a));
}

TEST(Nsec, denies_every_type_where_there_are_only_names_below) {
  EXPECT_TRUE(Nsec::of(nsec("no.", "x.pq.", {Type::ns}))->denies(name("pq."), Type::a));
}

TEST(Nsec, cut_short_anywhere_is_nothing_or_lists_less) {
  const auto whole = nsec("no.", "se.", {Type::ns, Type::ds});
  for (std::size_t size = 0; size < whole.data[0].size(); ++size) {
    auto cut = whole;
    cut.data[0].resize(size);
    const auto read = Nsec::of(cut);
    EXPECT_EQ(read.has_value(), size >= name("se.").wire().size()) << size;
    if (read) {
      EXPECT_FALSE(read->has(Type::ds)) << size;
    }
  }
}

TEST(Nsec, must_be_alone) {
  auto two = nsec("no.", "se.", {Type::ns});
  two.data.push_back(two.data.front());
  EXPECT_FALSE(Nsec::of(two));
}

}  // namespace
}  // namespace tocsin::judge
