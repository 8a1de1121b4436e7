// A signed note (C2SP signed-note): a text and lines of signatures below it. Here is its form; who
// signed it is asked in note_check.h.
//
//   text, each line ended by a newline
//   <empty line>
//   — name base64(key id | signature)
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace tocsin::tlog {

inline constexpr std::size_t note_bytes_max = 1'000'000;
inline constexpr std::size_t note_signatures_max = 100;

// The first bytes of a digest over name, algorithm and key: it finds a key, it proves nothing.
using KeyId = ByteArray<4>;

struct NoteSignature {
  std::string name;  // of the key
  KeyId key_id{};
  Bytes signature;  // what the key's algorithm makes

  bool operator==(const NoteSignature&) const = default;
};

struct Note {
  std::string text;  // ends with a newline
  std::vector<NoteSignature> signatures;

  bool operator==(const Note&) const = default;
};

// Not empty, UTF-8 without spaces, control characters and "+".
bool is_key_name(std::string_view name);

std::string encode(const Note& note);
Result<Note> parse_note(std::string_view bytes);

// "— name base64\n", the line of one signature; a witness answers with such lines alone.
std::string encode(const NoteSignature& signature);
Result<std::vector<NoteSignature>> parse_signature_lines(std::string_view lines);

}  // namespace tocsin::tlog
