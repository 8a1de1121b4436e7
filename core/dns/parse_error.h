// Why bytes are not a DNS message. Every input gives a reply or exactly one of these.
#pragma once

#include <cstdint>
#include <string_view>

namespace tocsin::dns {

enum class ParseError : std::uint8_t {
  short_header,  // fewer than 12 octets
  oversized,     // more than 65,535 octets
  question_beyond_end,
  record_beyond_end,  // its fixed fields, or the data that its length announces
  name_beyond_end,
  name_too_long,         // over 255 octets once expanded
  bad_label,             // of a kind other than length or pointer
  pointer_not_backward,  // to itself, forward, into its own run of labels, or into the header
  too_many_pointers,     // more than a name could have labels
  second_opt,
  opt_not_at_root,
  option_beyond_end,  // an EDNS option leaves its record
};

constexpr std::string_view name_of(ParseError error) {
  constexpr std::string_view names[] = {"short_header",
                                        "oversized",
                                        "question_beyond_end",
                                        "record_beyond_end",
                                        "name_beyond_end",
                                        "name_too_long",
                                        "bad_label",
                                        "pointer_not_backward",
                                        "too_many_pointers",
                                        "second_opt",
                                        "opt_not_at_root",
                                        "option_beyond_end"};
  return names[static_cast<std::size_t>(error)];
}

}  // namespace tocsin::dns
