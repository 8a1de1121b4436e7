#include "config/reader.h"

#include <algorithm>
#include <map>

#include "core/base/nearest.h"

namespace tocsin::config {

std::string to_text(Problems problems, std::string_view file) {
  std::ranges::sort(problems);
  std::string text;
  for (const auto& problem : problems) {
    if (!text.empty()) text += "\n";
    text += std::string(file) + ":" + std::to_string(problem.at.line) + ":" +
            std::to_string(problem.at.column) + ": " + problem.text;
  }
  return text;
}

Mapping::Mapping(const Node& node, std::string what, Problems& problems)
    : node_(node), what_(std::move(what)), problems_(problems) {
  const bool fits = node.kind == Node::Kind::mapping || node.kind == Node::Kind::null;
  if (!fits) {
    problems_.push_back(
        {.at = node.at,
         .text = "Here must be the keys of " + what_ + ", not " + found_instead(node) + "."});
  }
  std::map<std::string_view, Position> first;
  for (const auto& entry : node.entries) {
    const auto [earlier, added] = first.emplace(entry.key, entry.at);
    if (added) continue;
    const auto line = std::to_string(earlier->second.line);
    problems_.push_back(
        {.at = entry.at, .text = entry.key + " is given twice, first in line " + line + "."});
  }
}

void Mapping::within(std::string_view key, const std::function<void(Mapping&)>& read) {
  const auto* node = find(key);
  if (node == nullptr) return;
  Mapping mapping(*node, std::string(key), problems_);
  if (node->kind != Node::Kind::mapping) return;
  read(mapping);
  mapping.finish();
}

void Mapping::each(std::string_view key,
                   const std::string& what,
                   const std::function<void(Mapping&)>& read) {
  for (const auto& item : items(key)) {
    Mapping mapping(item, what, problems_);
    if (item.kind != Node::Kind::mapping) continue;
    read(mapping);
    mapping.finish();
  }
}

void Mapping::complain(std::string_view key, std::string text) {
  const auto* node = find(key);
  problems_.push_back({.at = node == nullptr ? node_.at : node->at, .text = std::move(text)});
}

void Mapping::finish() {
  const std::vector<std::string_view> known(known_.begin(), known_.end());
  for (const auto& entry : node_.entries) {
    if (std::ranges::find(known, entry.key) != known.end()) continue;
    problems_.push_back(
        {.at = entry.at,
         .text = entry.key + " is not a key of " + what_ + "." + did_you_mean(entry.key, known)});
  }
}

const Node* Mapping::find(std::string_view key) {
  if (std::ranges::find(known_, key) == known_.end()) known_.emplace_back(key);
  const auto found = std::ranges::find(node_.entries, key, &Entry::key);
  return found == node_.entries.end() ? nullptr : &found->value;
}

void Mapping::require(std::string_view key) {
  if (find(key) != nullptr) return;
  problems_.push_back({.at = node_.at, .text = what_ + " needs " + std::string(key) + "."});
}

const std::vector<Node>& Mapping::items(std::string_view key) {
  static const std::vector<Node> none;
  const auto* node = find(key);
  if (node == nullptr || node->kind == Node::Kind::null) return none;
  if (node->kind == Node::Kind::sequence) return node->items;
  problems_.push_back(
      {.at = node->at,
       .text = std::string(key) + " must be a list, not " + found_instead(*node) + "."});
  return none;
}

std::string Mapping::found_instead(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::scalar:
      return "\"" + node.text + "\"";
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::mapping:
      return "a mapping";
  }
  return "";
}

}  // namespace tocsin::config
