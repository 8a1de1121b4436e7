// From a tree to typed options: each key is asked for once, with what its value must be, and what
// nobody asked for is a mistake of the file. All mistakes are collected, not only the first.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/node.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/plan/target.h"

namespace tocsin::config {

using Problems = std::vector<Problem>;

// "FILE:LINE:COLUMN: SENTENCE", one per line, in the order of the file.
std::string to_text(Problems problems, std::string_view file);

// What a scalar must be. The error of the result completes "KEY must be ..., not ...".
template <class T>
using Value = std::function<Result<T>(std::string_view)>;

Value<std::string> text(std::size_t length_max);
Value<std::uint64_t> number(std::uint64_t min, std::uint64_t max);
Value<std::uint64_t> size(std::uint64_t min, std::uint64_t max);  // "64 KiB", "4 MiB", "1 GiB"
Value<Duration> duration(Duration min, Duration max);
Value<std::filesystem::path> absolute_path();
Value<plan::Address> address();
Value<std::string> dns_name();
Value<std::string> name();          // of our own things: lower case letters, digits, "-"
Value<std::string> country_code();  // ISO 3166-1 alpha-2 in its shape
Value<ByteArray<32>> key();         // Base64 of 32 bytes

class Mapping {
 public:
  // `what` names the mapping in complaints: "a collector".
  Mapping(const Node& node, std::string what, Problems& problems);

  bool has(std::string_view key) { return find(key) != nullptr; }

  // Leaves `target` as it is where the key is absent.
  template <class T, class U>
  void read(std::string_view key, T& target, const Value<U>& value) {
    const auto* node = find(key);
    if (node == nullptr) return;
    if (auto result = scalar(key, *node, value)) target = static_cast<T>(std::move(*result));
  }

  template <class T, class U>
  void need(std::string_view key, T& target, const Value<U>& value) {
    require(key);
    read(key, target, value);
  }

  // A list of scalars.
  template <class T>
  void read_list(std::string_view key, std::vector<T>& targets, const Value<T>& value) {
    for (const auto& item : items(key)) {
      if (auto result = scalar(key, item, value)) targets.push_back(std::move(*result));
    }
  }

  void within(std::string_view key, const std::function<void(Mapping&)>& read);
  // For each mapping of a list; `what` names one of them.
  void each(std::string_view key,
            const std::string& what,
            const std::function<void(Mapping&)>& read);

  // Complains about the place of a key, or of the mapping where the key is absent.
  void complain(std::string_view key, std::string text);

  // To be called when all keys were asked for: complains about the others.
  void finish();

 private:
  const Node* find(std::string_view key);
  void require(std::string_view key);
  const std::vector<Node>& items(std::string_view key);

  template <class U>
  std::optional<U> scalar(std::string_view key, const Node& node, const Value<U>& value) {
    const bool is_scalar = node.kind == Node::Kind::scalar;
    auto result = value(node.text);
    if (is_scalar && result) return std::move(*result);
    const auto expected = result ? "one value" : result.error().text;
    const auto found = is_scalar ? "\"" + node.text + "\"" : found_instead(node);
    problems_.push_back(
        {.at = node.at,
         .text = std::string(key) + " must be " + expected + ", not " + found + "."});
    return std::nullopt;
  }

  static std::string found_instead(const Node& node);

  const Node& node_;
  std::string what_;
  Problems& problems_;
  std::vector<std::string> known_;
};

}  // namespace tocsin::config
