// Somebody's word on a part of the measurements of the root: that it is left out of the figures,
// because a vantage point was broken, or only how it came to be, such as an operator's reply. In
// the log for all to see (docs/formats/annotation.md); whose word counts is for the reader to say.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"
#include "core/record/envelope.h"
#include "core/record/signed_statement.h"

namespace tocsin::record {

inline constexpr std::string_view annotation_content_type = "application/tocsin-annotation+cbor";

enum class Effect : std::uint8_t { remark, exclusion };
inline constexpr std::array<std::string_view, 2> effect_names{"remark", "exclusion"};
constexpr std::string_view name_of(Effect effect) {
  return effect_names[static_cast<std::size_t>(effect)];
}

struct Annotation {
  std::string by;           // who says it, for people: one line
  crypto::PublicKey key{};  // by which the statement is signed
  Effect effect{};
  std::vector<ProbeId> probes;  // ascending, each once; none: every vantage point
  std::string letters;          // of root servers, ascending, each once; none: every one
  WallTime from;
  WallTime until;   // not included
  std::string why;  // for people: one line

  bool operator==(const Annotation&) const = default;
};

// "ak": ascending, each once, a to z.
bool are_letters(std::string_view letters);

// The key in it is that of `key`.
Bytes sign(const Annotation& annotation, const crypto::SigningKey& key);
// Verified with the key that is in it: whose that is, is for the reader to know.
Result<Annotation, StatementFault> open_annotation(ByteView bytes);

}  // namespace tocsin::record
