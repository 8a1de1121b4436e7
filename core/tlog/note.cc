#include "core/tlog/note.h"

#include <algorithm>

#include "core/base/base64.h"
#include "core/base/utf8.h"

namespace tocsin::tlog {
namespace {

constexpr std::string_view line_start = "\u2014 ";

// Unicode's White_Space beyond ASCII, as UTF-8.
constexpr std::string_view wide_spaces[] = {"\u0085",
                                            "\u00a0",
                                            "\u1680",
                                            "\u2000",
                                            "\u2001",
                                            "\u2002",
                                            "\u2003",
                                            "\u2004",
                                            "\u2005",
                                            "\u2006",
                                            "\u2007",
                                            "\u2008",
                                            "\u2009",
                                            "\u200a",
                                            "\u2028",
                                            "\u2029",
                                            "\u202f",
                                            "\u205f",
                                            "\u3000"};

bool is_note_text(std::string_view text) {
  const auto forbidden = [](unsigned char c) { return c < 0x20 && c != '\n'; };
  return text.ends_with('\n') && is_utf8(as_bytes(text)) && std::ranges::none_of(text, forbidden);
}

std::optional<NoteSignature> parse_line(std::string_view line) {
  if (!line.starts_with(line_start)) return std::nullopt;
  line.remove_prefix(line_start.size());
  const auto space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return std::nullopt;
  const auto blob = from_base64(line.substr(space + 1));
  if (!blob || blob->size() <= sizeof(KeyId)) return std::nullopt;
  NoteSignature signature{std::string(line.substr(0, space)), {}, {}};
  std::copy_n(blob->begin(), sizeof(KeyId), signature.key_id.begin());
  signature.signature.assign(blob->begin() + sizeof(KeyId), blob->end());
  return signature;
}

}  // namespace

bool is_key_name(std::string_view name) {
  const auto forbidden = [](unsigned char c) { return c <= 0x20 || c == 0x7f || c == '+'; };
  const auto holds = [&](std::string_view space) { return name.find(space) != name.npos; };
  return !name.empty() && is_utf8(as_bytes(name)) && std::ranges::none_of(name, forbidden) &&
         std::ranges::none_of(wide_spaces, holds);
}

std::string encode(const NoteSignature& signature) {
  Bytes blob(signature.key_id.begin(), signature.key_id.end());
  append(blob, signature.signature);
  return std::string(line_start) + signature.name + " " + to_base64(blob) + "\n";
}

std::string encode(const Note& note) {
  auto bytes = note.text + "\n";
  for (const auto& signature : note.signatures) bytes += encode(signature);
  return bytes;
}

Result<std::vector<NoteSignature>> parse_signature_lines(std::string_view lines) {
  std::vector<NoteSignature> signatures;
  while (!lines.empty()) {
    const auto end = lines.find('\n');
    if (end == std::string_view::npos) return fail("a signature line has no end");
    auto signature = parse_line(lines.substr(0, end));
    if (!signature) return fail("a signature line is malformed");
    if (signatures.size() == note_signatures_max) return fail("too many signature lines");
    signatures.push_back(std::move(*signature));
    lines.remove_prefix(end + 1);
  }
  if (signatures.empty()) return fail("no signature line");
  return signatures;
}

Result<Note> parse_note(std::string_view bytes) {
  if (bytes.size() > note_bytes_max) return fail("note is too long");
  const auto blank = bytes.rfind("\n\n");
  if (blank == std::string_view::npos) return fail("note has no signatures");
  const auto text = bytes.substr(0, blank + 1);
  if (!is_note_text(text)) return fail("note's text is not UTF-8 without control characters");
  auto signatures = parse_signature_lines(bytes.substr(blank + 2));
  if (!signatures) return tl::unexpected(signatures.error());
  return Note{std::string(text), std::move(*signatures)};
}

}  // namespace tocsin::tlog
