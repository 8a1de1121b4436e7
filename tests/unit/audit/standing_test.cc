#include "audit/standing.h"

#include "tests/unit/audit/audited_bundle.h"

namespace tocsin::audit {
namespace {

using bundle::MadeUpBundle;
using record::Outcome;

struct Standing : AuditedBundle {
  // What is said of the rung; nothing where there is none.
  std::string said(const bundle::Contents& contents, const std::string& policy) {
    const auto found = audit(contents, policy);
    const auto& last = found.ladder.back();
    return last.name == "STANDS" ? last.said : "";
  }
};

TEST_F(Standing, AnOutageThatOneCountryCarriesDoesNotStandWithoutIt) {
  MadeUpBundle other;
  auto& alone = other.enter("NO", "no-1");
  auto& up = other.enter("SE", "se-1");
  other.begin();
  other.watch({&alone}, 1, 2, Outcome::timeout);
  other.watch({&up}, 3, 4);
  const auto text = broken(other.with_claim(), policy_text() + "require without 1\n");
  EXPECT_EQ(text, "STANDS: 0 of 1 outage with the data of any 1 country left out\n");
}

TEST_F(Standing, AnOutageOfTheReadersOwnCountriesNeedsNoWish) {
  EXPECT_EQ(broken(bundle.with_claim(), policy_text({"NO"})), "");
  EXPECT_EQ(said(bundle.with_claim(), policy_text({"NO"})), "1 of 1 outage by your countries");
}

// A collector makes up more countries than there are, and for them an outage.
TEST_F(Standing, AnOutageOfMadeUpCountriesConvincesNobodyElse) {
  MadeUpBundle other;
  std::vector<collector::ScriptedProbe*> real{&other.enter("NO", "no-1"),
                                              &other.enter("SE", "se-1")};
  std::vector<collector::ScriptedProbe*> made_up;
  for (const std::string country : {"FI", "IS", "DK"}) {
    made_up.push_back(&other.enter(country, country + "-1"));
  }
  other.begin();
  other.watch(real, 0, 5);
  other.watch(made_up, 0, 5, Outcome::timeout);
  const auto contents = other.with_claim();
  EXPECT_EQ(broken(contents, policy_text({"NO", "SE", "FI", "IS", "DK"})), "");
  EXPECT_EQ(broken(contents, policy_text({"NO", "SE"})),
            "STANDS: 0 of 1 outage by your countries\n");
}

TEST_F(Standing, AnOutageAtAnotherTimeIsAnotherOne) {
  MadeUpBundle other;
  auto& alone = other.enter("NO", "no-1");
  std::vector<collector::ScriptedProbe*> others{&other.enter("SE", "se-1"),
                                                &other.enter("DK", "dk-1")};
  other.begin();
  other.watch(others, 0, 1, Outcome::timeout);
  other.watch({&alone}, 0, 2);
  other.watch({&alone}, 2, 3, Outcome::timeout);
  other.watch(others, 2, 5);
  const auto contents = other.with_claim();
  EXPECT_EQ(broken(contents, policy_text({"NO"})), "STANDS: 0 of 1 outage by your countries\n");
}

TEST_F(Standing, AnOutageThatIsNotClaimedIsSaid) {
  MadeUpBundle other;
  auto& alone = other.enter("NO", "no-1");
  std::vector<collector::ScriptedProbe*> others{&other.enter("SE", "se-1"),
                                                &other.enter("DK", "dk-1")};
  other.begin();
  other.watch({&alone}, 0, 5, Outcome::timeout);
  other.watch(others, 0, 5);
  const auto contents = other.with_claim();
  EXPECT_EQ(broken(contents, policy_text()), "");
  EXPECT_EQ(said(contents, policy_text()), "");
  EXPECT_EQ(broken(contents, policy_text({"NO"})),
            "STANDS: 0 of 0 outages by your countries; they lost it, which is not claimed\n");
}

}  // namespace
}  // namespace tocsin::audit
