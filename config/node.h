// A configuration file as a tree with places, so that every complaint can say where.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace tocsin::config {

// From 1, as editors count; column in bytes.
struct Position {
  int line = 1;
  int column = 1;

  auto operator<=>(const Position&) const = default;
};

struct Entry;

struct Node {
  enum class Kind { null, scalar, sequence, mapping } kind = Kind::null;
  Position at;
  std::string text;            // of a scalar
  std::vector<Node> items;     // of a sequence
  std::vector<Entry> entries;  // of a mapping, in the order of the file; keys may repeat
};

struct Entry {
  std::string key;
  Position at;
  Node value;
};

struct Problem {
  Position at;
  std::string text;  // a sentence

  auto operator<=>(const Problem&) const = default;
};

// The one YAML document of a text, by yaml-cpp: at most 1 MiB, without anchors, aliases and tags.
// An empty document is a null node.
Result<Node, Problem> node_from(std::string_view yaml);

}  // namespace tocsin::config
