#include "config/node.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tocsin::config {
namespace {

using testing::HasSubstr;

std::string problem(std::string_view yaml) {
  const auto node = node_from(yaml);
  if (node) return "none";
  return std::to_string(node.error().at.line) + ":" + std::to_string(node.error().at.column) +
         ": " + node.error().text;
}

TEST(Node, KnowsItsPlace) {
  const auto root = node_from("a: 1\nb:\n  - x\n  - {c: d}\n");
  ASSERT_TRUE(root);
  const auto& list = root->entries.at(1).value;
  EXPECT_EQ(root->entries.at(1).at.line, 2);
  EXPECT_EQ(list.items.at(0).text, "x");
  EXPECT_EQ(list.items.at(0).at.line, 3);
  EXPECT_EQ(list.items.at(0).at.column, 5);
  EXPECT_EQ(list.items.at(1).entries.at(0).value.text, "d");
}

TEST(Node, OfAnEmptyDocumentIsNull) {
  EXPECT_EQ(node_from("")->kind, Node::Kind::null);
  EXPECT_EQ(node_from("# nothing\n")->kind, Node::Kind::null);
}

TEST(Node, IsRefusedWithThePlaceWhereItStopsBeingOne) {
  EXPECT_THAT(problem("a: [1, 2\nb: 3\n"), HasSubstr("This is not YAML"));
  EXPECT_THAT(problem("a: 1\n b: 2\n"), HasSubstr("2:"));
  EXPECT_THAT(problem("a: &x 1\n"), HasSubstr("anchors are not used here"));
  EXPECT_THAT(problem("a: *x\n"), HasSubstr("1:4"));
  EXPECT_THAT(problem("a: !!int 1\n"), HasSubstr("tags are not used here"));
  EXPECT_THAT(problem("[a]: 1\n"), HasSubstr("a key is a word"));
  EXPECT_THAT(problem("a: 1\n---\nb: 2\n"), HasSubstr("A second document"));
  EXPECT_THAT(problem(std::string(2'000'000, ' ')), HasSubstr("longer than 1 MiB"));
}

TEST(Node, IsNeverMadeFromADeepNestByDeepRecursion) {
  EXPECT_THAT(problem(std::string(100'000, '[')), HasSubstr("This is not YAML"));
}

TEST(Node, IsTotalOverEveryTruncation) {
  const std::string yaml = "a: 'x'\nb:\n  - \"y\\n\"\n  - {c: [d, e]}\n";
  for (std::size_t length = 0; length <= yaml.size(); ++length) {
    const auto node = node_from(yaml.substr(0, length));
    const auto text = node ? "This is not YAML" : node.error().text;
    EXPECT_THAT(text, HasSubstr("This is not YAML")) << length;
  }
}

}  // namespace
}  // namespace tocsin::config
