// Walks over the members of one JSON object (RFC 8259) without building it, because a month has
// eleven million of them. Total: any text gives its members or an error. Values that are objects or
// arrays are stepped over and not looked into.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace tocsin::assess {

enum class JsonKind : std::uint8_t { null, boolean, number, text, nested };

struct JsonMember {
  std::string_view name;
  JsonKind kind{};
  std::string_view value;  // "true"; "12"; a text without its quotes and escapes
};

class JsonScanner {
 public:
  // What `next` gives lives until the following call, and as long as the text.
  explicit JsonScanner(std::string_view text) : text_(text) {}

  // The next member of the object; nothing once it and the text have ended.
  Result<std::optional<JsonMember>> next();

 private:
  Result<std::optional<JsonMember>> finish();
  Result<JsonMember> take_member();
  Result<std::string_view> take_text(std::string& scratch);
  Result<std::string_view> unescape(std::string_view raw, std::string& scratch) const;
  Result<JsonMember> take_value(std::string_view name);
  Status<> skip_nested();
  void skip_blanks();
  bool take(char c);
  Error error(std::string_view what) const;

  std::string_view text_;
  std::size_t at_ = 0;
  enum class Where : std::uint8_t { before, inside, after } where_ = Where::before;
  std::string name_;   // where there were escapes
  std::string value_;  // where there were escapes
};

}  // namespace tocsin::assess
