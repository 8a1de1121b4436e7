#include "core/zone/zone_index.h"

#include <gtest/gtest.h>

#include "tests/unit/core/judge/world.h"

namespace tocsin::judge {
namespace {

dns::Name name(std::string_view text) {
  return dns::Name::from_text(text).value();
}

struct ZonesBesideEachOther : testing::Test {
  // Takes away the zone that the other was built beside.
  ZonesBesideEachOther() { old_zone.reset(); }

  std::optional<zone::ZoneIndex> old_zone = test::index_of("old.zone");
  const void* old_servers = old_zone->find(name("no."), dns::Type::ns);
  const void* old_signers = old_zone->find(name("no."), dns::Type::ds);
  zone::ZoneIndex beside = test::index_of("new.zone", &*old_zone);
  const zone::ZoneIndex alone = test::index_of("new.zone");
};

TEST_F(ZonesBesideEachOther, ShareWhatBothHave) {
  EXPECT_EQ(beside.find(name("no."), dns::Type::ns), old_servers);
}

TEST_F(ZonesBesideEachOther, HaveTheirOwnOfWhatChanged) {
  const auto* signers = beside.find(name("no."), dns::Type::ds);
  ASSERT_NE(signers, nullptr);
  EXPECT_NE(signers, old_signers);
  EXPECT_EQ(signers->rrset.data, alone.find(name("no."), dns::Type::ds)->rrset.data);
  EXPECT_EQ(beside.find(name("zz."), dns::Type::ns), nullptr) << "only the old one has it";
}

TEST_F(ZonesBesideEachOther, OutliveOneAnother) {
  const auto* servers = beside.find(name("no."), dns::Type::ns);
  EXPECT_EQ(servers->rrset.data, alone.find(name("no."), dns::Type::ns)->rrset.data);
  EXPECT_EQ(servers->signing, zone::Signing::unsigned_set);
}

}  // namespace
}  // namespace tocsin::judge
