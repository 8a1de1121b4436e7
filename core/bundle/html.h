// HTML out of texts that anybody may have written.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tocsin::bundle {

// As text of an element or of a quoted attribute. What is no UTF-8, and control characters, are
// replaced by U+FFFD.
std::string escaped(std::string_view text);
// The same, so that its direction of writing ends with it.
std::string foreign(std::string_view text);

// "{name}" in a text is a place for the value of that name. Neither is HTML.
struct Value {
  std::string_view name;
  std::string text;
};
std::string filled(std::string_view text, const std::vector<Value>& values);

std::string element(std::string_view tag, std::string_view html);

// Of rows whose cells are HTML, under heads that are text.
using Row = std::vector<std::string>;
std::string table(std::span<const std::string_view> heads, const std::vector<Row>& rows);

}  // namespace tocsin::bundle
