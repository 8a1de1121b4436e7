#include "core/resolve/resolvers.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/process/scratch_folder.h"

namespace tocsin::resolve {
namespace {

using Texts = std::vector<std::string>;

Texts resolvers_in(std::string_view text) {
  const test::ScratchFolder folder;
  const auto file = folder.path() / "resolv.conf";
  std::ofstream(file) << text;
  const auto resolvers = host_resolvers(file).value();
  Texts texts;
  for (const auto& resolver : resolvers) texts.push_back(to_text(resolver));
  return texts;
}

TEST(Resolvers, AreTheNameserverLinesInOrder) {
  EXPECT_EQ(resolvers_in("search example.net\nnameserver 192.0.2.7\nnameserver 2001:db8::53\n"),
            (Texts{"192.0.2.7:53", "[2001:db8::53]:53"}));
}

TEST(Resolvers, WithoutAnyLineTheHostItselfIsAsked) {
  EXPECT_EQ(resolvers_in("options timeout:1\n"), Texts{"127.0.0.1:53"});
}

TEST(Resolvers, WithoutAFileTheHostItselfIsAsked) {
  const auto resolvers = host_resolvers("/nonexistent/resolv.conf").value();
  ASSERT_EQ(resolvers.size(), 1U);
  EXPECT_EQ(to_text(resolvers.front()), "127.0.0.1:53");
}

TEST(Resolvers, ALineThatIsNoAddressIsPassedOver) {
  EXPECT_EQ(resolvers_in("nameserver resolver.example.\nnameserver 192.0.2.7\n"),
            Texts{"192.0.2.7:53"});
}

}  // namespace
}  // namespace tocsin::resolve
