// A domain name in uncompressed wire form, held inline: at most 255 octets, labels of at most 63,
// the root label last (RFC 1035 section 3.1). The case of letters is kept.
//
// Two names are equal in two senses, and neither is a default: `same_name` is the DNS's (ASCII case
// ignored, RFC 4343); `identical` compares octets, as 0x20 matching does.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace tocsin::dns {

inline constexpr std::size_t name_octets_max = 255;
inline constexpr std::size_t label_octets_max = 63;

enum class NameError : std::uint8_t {
  empty_text,
  empty_label,  // "a..b", ".a"
  label_too_long,
  name_too_long,
  bad_escape,  // "\25", "\256", a backslash at the end
};

std::string_view name_of(NameError error);

class Name {
 public:
  Name() = default;  // the root

  // Presentation form (RFC 1035 section 5.1): "." is the root, "\DDD" an octet, "\." a dot inside a
  // label. Every name is absolute: the final dot may be left out.
  static Result<Name, NameError> from_text(std::string_view text);

  // With the final dot; octets that are not printable as "\DDD".
  std::string to_text() const;

  ByteView wire() const { return ByteView(octets_).first(size_); }
  bool is_root() const { return size_ == 1; }
  std::size_t label_count() const;  // the root label is not counted

  // Adds a label to the right, before the root. The label has 1 to 63 octets.
  Result<void, NameError> append_label(ByteView label);

 private:
  friend Name lower_case(const Name& name);  // canonical.h

  ByteArray<name_octets_max> octets_{};
  std::uint8_t size_ = 1;
};

bool identical(const Name& a, const Name& b);
bool same_name(const Name& a, const Name& b);

// Whether `ancestor` is above `name`, label by label, case ignored; not for equal names.
bool is_below(const Name& name, const Name& ancestor);

// The order of RFC 4034 section 6.1: by labels from the right, as lower-case octets.
std::strong_ordering canonical_order(const Name& a, const Name& b);

}  // namespace tocsin::dns
