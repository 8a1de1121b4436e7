#include "config/node.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>

#include "core/base/check.h"

namespace tocsin::config {
namespace {

constexpr std::size_t text_bytes_max = 1024 * 1024;

Position position_of(const YAML::Mark& mark) {
  return {mark.line + 1, mark.column + 1};
}

// Builds the tree from the parser's events. Refusals leave as exceptions, as the parser's own do.
class Builder : public YAML::EventHandler {
 public:
  Node take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override { root_.at = position_of(mark); }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    place({.kind = Node::Kind::null, .at = position_of(mark), .text{}, .items{}, .entries{}});
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw YAML::ParserException(mark, "aliases are not used here");
  }

  void OnScalar(const YAML::Mark& mark,
                const std::string& tag,
                YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    place(
        {.kind = Node::Kind::scalar, .at = position_of(mark), .text = value, .items{}, .entries{}});
  }

  void OnSequenceStart(const YAML::Mark& mark,
                       const std::string& tag,
                       YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(Node::Kind::sequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark,
                  const std::string& tag,
                  YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(Node::Kind::mapping, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  // A sequence or mapping whose end has not been seen yet.
  struct Open {
    Node node;
    bool key_taken = false;  // the last entry of a mapping waits for its value
  };

  static void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != 0) throw YAML::ParserException(mark, "anchors are not used here");
  }

  // "?" and "!" are what the parser itself writes for plain and for quoted scalars.
  static void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    const bool plain = tag.empty() || tag == "?" || tag == "!";
    if (!plain) throw YAML::ParserException(mark, "tags are not used here");
  }

  void open(Node::Kind kind,
            const YAML::Mark& mark,
            const std::string& tag,
            YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    Open opened;
    opened.node.kind = kind;
    opened.node.at = position_of(mark);
    open_.push_back(std::move(opened));
  }

  void close() {
    check(!open_.empty(), "the parser ends only what it has started");
    auto node = std::move(open_.back().node);
    open_.pop_back();
    place(std::move(node));
  }

  void place(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    auto& parent = open_.back();
    if (parent.node.kind == Node::Kind::sequence) {
      parent.node.items.push_back(std::move(node));
    } else if (parent.key_taken) {
      parent.node.entries.back().value = std::move(node);
      parent.key_taken = false;
    } else {
      place_key(parent, node);
    }
  }

  static void place_key(Open& parent, const Node& key) {
    if (key.kind != Node::Kind::scalar) {
      YAML::Mark mark;
      mark.line = key.at.line - 1;
      mark.column = key.at.column - 1;
      throw YAML::ParserException(mark, "a key is a word");
    }
    parent.node.entries.push_back({.key = key.text, .at = key.at, .value = {}});
    parent.key_taken = true;
  }

  Node root_;
  std::vector<Open> open_;
};

}  // namespace

Result<Node, Problem> node_from(std::string_view yaml) {
  if (yaml.size() > text_bytes_max) {
    return fail_with(Problem{.at = {}, .text = "This is longer than 1 MiB."});
  }
  try {
    std::istringstream in{std::string(yaml)};
    YAML::Parser parser(in);
    Builder builder;
    parser.HandleNextDocument(builder);
    Builder second;
    if (parser.HandleNextDocument(second)) {
      return fail_with(Problem{.at = second.take().at, .text = "A second document starts here."});
    }
    return builder.take();
  } catch (const YAML::Exception& error) {
    return fail_with(
        Problem{.at = position_of(error.mark), .text = "This is not YAML: " + error.msg + "."});
  }
}

}  // namespace tocsin::config
