#include "core/dns/name.h"

#include <algorithm>
#include <cstdio>

namespace tocsin::dns {
namespace {

std::uint8_t lower(std::uint8_t octet) {
  return octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
}

bool equal_ignoring_case(ByteView a, ByteView b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::strong_ordering order_ignoring_case(ByteView a, ByteView b) {
  return std::lexicographical_compare_three_way(
      a.begin(), a.end(), b.begin(), b.end(), [](auto x, auto y) { return lower(x) <=> lower(y); });
}

// The labels from left to right, without the root.
class Labels {
 public:
  explicit Labels(const Name& name) {
    Cursor cursor(name.wire());
    for (auto length = cursor.take_u8(); length && *length != 0; length = cursor.take_u8()) {
      labels_[count_++] = *cursor.take(*length);
    }
  }

  std::size_t count() const { return count_; }
  ByteView from_right(std::size_t i) const { return labels_[count_ - 1 - i]; }

 private:
  std::array<ByteView, name_octets_max / 2> labels_;
  std::size_t count_ = 0;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// What follows a backslash: three digits up to 255, or one character that is no digit.
std::optional<std::uint8_t> take_escaped(std::string_view& text) {
  if (text.empty()) return std::nullopt;
  if (!is_digit(text[0])) {
    const auto octet = static_cast<std::uint8_t>(text[0]);
    text.remove_prefix(1);
    return octet;
  }
  if (text.size() < 3 || !is_digit(text[1]) || !is_digit(text[2])) return std::nullopt;
  const int value = 100 * (text[0] - '0') + 10 * (text[1] - '0') + (text[2] - '0');
  if (value > 255) return std::nullopt;
  text.remove_prefix(3);
  return static_cast<std::uint8_t>(value);
}

// The octets up to the next dot that is not escaped; the dot is taken too.
Result<Bytes, NameError> take_label(std::string_view& text) {
  Bytes label;
  while (!text.empty()) {
    const char c = text.front();
    text.remove_prefix(1);
    if (c == '.') break;
    const auto octet = c == '\\' ? take_escaped(text) : static_cast<std::uint8_t>(c);
    if (!octet) return fail_with(NameError::bad_escape);
    label.push_back(*octet);
  }
  if (label.empty()) return fail_with(NameError::empty_label);
  return label;
}

void append_text(std::string& text, std::uint8_t octet) {
  constexpr std::string_view special = ".\\\"();@$";
  const bool printable = octet > 0x20 && octet < 0x7f;
  if (!printable) {
    std::array<char, 8> escaped{};
    std::snprintf(escaped.data(), escaped.size(), "\\%03u", static_cast<unsigned>(octet));
    text += escaped.data();
    return;
  }
  if (special.find(static_cast<char>(octet)) != std::string_view::npos) text += '\\';
  text += static_cast<char>(octet);
}

}  // namespace

std::string_view name_of(NameError error) {
  switch (error) {
    case NameError::empty_text:
      return "empty text";
    case NameError::empty_label:
      return "empty label";
    case NameError::label_too_long:
      return "label over 63 octets";
    case NameError::name_too_long:
      return "name over 255 octets";
    case NameError::bad_escape:
      return "bad escape";
  }
  return "unknown";
}

Result<Name, NameError> Name::from_text(std::string_view text) {
  if (text.empty()) return fail_with(NameError::empty_text);
  Name name;
  if (text == ".") return name;
  while (!text.empty()) {
    const auto label = take_label(text);
    if (!label) return fail_with(label.error());
    if (const auto added = name.append_label(*label); !added) return fail_with(added.error());
  }
  return name;
}

Result<void, NameError> Name::append_label(ByteView label) {
  if (label.empty()) return fail_with(NameError::empty_label);
  if (label.size() > label_octets_max) return fail_with(NameError::label_too_long);
  if (size_ + 1 + label.size() > name_octets_max) return fail_with(NameError::name_too_long);
  const auto root = size_ - 1U;
  octets_[root] = static_cast<std::uint8_t>(label.size());
  std::ranges::copy(label, octets_.begin() + root + 1);
  size_ = static_cast<std::uint8_t>(size_ + 1 + label.size());
  octets_[size_ - 1U] = 0;
  return {};
}

std::string Name::to_text() const {
  if (is_root()) return ".";
  std::string text;
  const Labels labels(*this);
  for (std::size_t i = labels.count(); i > 0; --i) {
    for (const auto octet : labels.from_right(i - 1)) append_text(text, octet);
    text += '.';
  }
  return text;
}

std::size_t Name::label_count() const {
  return Labels(*this).count();
}

bool identical(const Name& a, const Name& b) {
  return equal(a.wire(), b.wire());
}

// Length octets are below 'A', so that lowering the whole wire form touches letters only.
bool same_name(const Name& a, const Name& b) {
  return equal_ignoring_case(a.wire(), b.wire());
}

bool is_below(const Name& name, const Name& ancestor) {
  const Labels inner(name);
  const Labels outer(ancestor);
  if (inner.count() <= outer.count()) return false;
  for (std::size_t i = 0; i < outer.count(); ++i) {
    if (!equal_ignoring_case(inner.from_right(i), outer.from_right(i))) return false;
  }
  return true;
}

std::strong_ordering canonical_order(const Name& a, const Name& b) {
  const Labels left(a);
  const Labels right(b);
  for (std::size_t i = 0; i < std::min(left.count(), right.count()); ++i) {
    const auto order = order_ignoring_case(left.from_right(i), right.from_right(i));
    if (order != 0) return order;
  }
  return left.count() <=> right.count();
}

}  // namespace tocsin::dns
