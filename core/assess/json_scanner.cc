#include "core/assess/json_scanner.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace tocsin::assess {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool is_in_number(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto put = [&](std::uint32_t octet) { out += static_cast<char>(octet); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xc0U | code >> 6);
    put(0x80U | (code & 0x3fU));
  } else if (code < 0x10000) {
    put(0xe0U | code >> 12);
    put(0x80U | (code >> 6 & 0x3fU));
    put(0x80U | (code & 0x3fU));
  } else {
    put(0xf0U | code >> 18);
    put(0x80U | (code >> 12 & 0x3fU));
    put(0x80U | (code >> 6 & 0x3fU));
    put(0x80U | (code & 0x3fU));
  }
}

// Four hexadecimal digits, taken off the front.
std::optional<std::uint32_t> take_hex4(std::string_view& text) {
  if (text.size() < 4) return std::nullopt;
  std::uint32_t code = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + 4, code, 16);
  if (wrong != std::errc{} || end != text.data() + 4) return std::nullopt;
  text.remove_prefix(4);
  return code;
}

// What follows "\u": one code point, or a pair of surrogates that are one.
std::optional<std::uint32_t> take_code_point(std::string_view& text) {
  const auto first = take_hex4(text);
  if (!first || *first < 0xd800 || *first > 0xdfff) return first;
  if (*first > 0xdbff || !text.starts_with("\\u")) return std::nullopt;
  text.remove_prefix(2);
  const auto second = take_hex4(text);
  if (!second || *second < 0xdc00 || *second > 0xdfff) return std::nullopt;
  return 0x10000 + ((*first - 0xd800) << 10) + (*second - 0xdc00);
}

using namespace std::string_view_literals;
constexpr std::array words{std::pair("null"sv, JsonKind::null),
                           std::pair("true"sv, JsonKind::boolean),
                           std::pair("false"sv, JsonKind::boolean)};

std::optional<char> escaped(char c) {
  constexpr std::string_view names = "\"\\/bfnrt";
  constexpr std::string_view values = "\"\\/\b\f\n\r\t";
  const auto at = names.find(c);
  return at == std::string_view::npos ? std::nullopt : std::optional(values[at]);
}

}  // namespace

Error JsonScanner::error(std::string_view what) const {
  return {std::string(what) + " at column " + std::to_string(at_ + 1)};
}

void JsonScanner::skip_blanks() {
  while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
}

bool JsonScanner::take(char c) {
  skip_blanks();
  if (at_ == text_.size() || text_[at_] != c) return false;
  ++at_;
  return true;
}

Result<std::optional<JsonMember>> JsonScanner::next() {
  if (where_ == Where::after) return std::optional<JsonMember>();
  if (where_ == Where::before) {
    if (!take('{')) return tl::unexpected(error("no JSON object"));
    if (take('}')) return finish();
  } else if (!take(',')) {
    if (take('}')) return finish();
    return tl::unexpected(error("neither a comma nor the object's end"));
  }
  where_ = Where::inside;
  auto member = take_member();
  if (!member) return tl::unexpected(std::move(member.error()));
  return std::optional(*member);
}

Result<std::optional<JsonMember>> JsonScanner::finish() {
  where_ = Where::after;
  skip_blanks();
  if (at_ != text_.size()) return tl::unexpected(error("something behind the object"));
  return std::optional<JsonMember>();
}

Result<JsonMember> JsonScanner::take_member() {
  skip_blanks();
  auto name = take_text(name_);
  if (!name) return tl::unexpected(std::move(name.error()));
  if (!take(':')) return tl::unexpected(error("no colon"));
  skip_blanks();
  return take_value(*name);
}

Result<std::string_view> JsonScanner::take_text(std::string& scratch) {
  if (at_ == text_.size() || text_[at_] != '"') return tl::unexpected(error("no text in quotes"));
  const auto begin = at_ + 1;
  const auto text = text_;  // of its own, so that the loop runs in registers
  bool has_escapes = false;
  auto end = begin;
  for (; end < text.size() && text[end] != '"'; ++end) {
    if (static_cast<unsigned char>(text[end]) < 0x20) break;
    if (text[end] != '\\') continue;
    has_escapes = true;
    ++end;
  }
  at_ = std::min(end, text.size());
  if (end >= text.size()) return tl::unexpected(error("a text without end"));
  if (text[end] != '"') return tl::unexpected(error("a control character"));
  const auto raw = text.substr(begin, end - begin);
  ++at_;
  return has_escapes ? unescape(raw, scratch) : raw;
}

Result<std::string_view> JsonScanner::unescape(std::string_view raw, std::string& scratch) const {
  scratch.clear();
  while (!raw.empty()) {
    const char c = raw.front();
    raw.remove_prefix(1);
    if (c != '\\') {
      scratch += c;
      continue;
    }
    const char kind = raw.front();  // there is one: the text did not end here
    raw.remove_prefix(1);
    if (kind == 'u') {
      const auto code = take_code_point(raw);
      if (!code) return tl::unexpected(error("a bad escape in a text that ends"));
      append_utf8(scratch, *code);
    } else if (const auto value = escaped(kind)) {
      scratch += *value;
    } else {
      return tl::unexpected(error("a bad escape in a text that ends"));
    }
  }
  return std::string_view(scratch);
}

Result<JsonMember> JsonScanner::take_value(std::string_view name) {
  const auto rest = text_.substr(at_);
  if (rest.starts_with('"')) {
    const auto text = take_text(value_);
    if (!text) return tl::unexpected(text.error());
    return JsonMember{name, JsonKind::text, *text};
  }
  for (const auto& [word, kind] : words) {
    if (rest.empty() || rest.front() != word.front() || !rest.starts_with(word)) continue;
    at_ += word.size();
    return JsonMember{name, kind, word};
  }
  if (rest.starts_with('{') || rest.starts_with('[')) {
    if (auto skipped = skip_nested(); !skipped) return tl::unexpected(std::move(skipped.error()));
    return JsonMember{name, JsonKind::nested, {}};
  }
  const auto size = std::ranges::find_if_not(rest, is_in_number) - rest.begin();
  if (size == 0) return tl::unexpected(error("no value"));
  at_ += static_cast<std::size_t>(size);
  return JsonMember{name, JsonKind::number, rest.substr(0, static_cast<std::size_t>(size))};
}

// Brackets are counted and not matched by kind: nobody reads what is in them.
Status<> JsonScanner::skip_nested() {
  std::size_t depth = 0;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '"') {
      if (const auto text = take_text(value_); !text) return tl::unexpected(text.error());
      continue;
    }
    ++at_;
    if (c == '{' || c == '[') ++depth;
    if (c != '}' && c != ']') continue;
    if (--depth == 0) return {};
  }
  return tl::unexpected(error("an object or array without end"));
}

}  // namespace tocsin::assess
