#include "core/witness/add_checkpoint.h"

#include "core/base/base64.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/lines.h"

namespace tocsin::witness {
namespace {

constexpr std::string_view old_word = "old ";

std::optional<std::uint64_t> parse_old_size(std::string_view line) {
  if (!line.starts_with(old_word)) return std::nullopt;
  return tlog::parse_decimal(line.substr(old_word.size()));
}

}  // namespace

std::string encode(const AddCheckpoint& request) {
  auto body = std::string(old_word) + std::to_string(request.old_size) + "\n";
  for (const auto& hash : request.proof) body += to_base64(hash) + "\n";
  return body + "\n" + tlog::encode(request.checkpoint);
}

Result<AddCheckpoint> parse_add_checkpoint(std::string_view body) {
  if (body.size() > add_checkpoint_bytes_max) return fail("request is too long");
  tlog::Lines lines(body);
  AddCheckpoint request;
  const auto old_size = parse_old_size(lines.next().value_or(""));
  if (!old_size) return fail("request does not begin with an old size");
  request.old_size = *old_size;
  auto line = lines.next();
  for (; line && !line->empty(); line = lines.next()) {
    const auto hash = tlog::parse_hash(*line);
    if (!hash) return fail("a line of the proof is no hash");
    if (request.proof.size() == tlog::proof_hashes_max) return fail("proof has too many hashes");
    request.proof.push_back(*hash);
  }
  if (!line) return fail("request has no checkpoint");
  auto note = tlog::parse_note(lines.rest());
  if (!note) return tl::unexpected(note.error());
  request.checkpoint = std::move(*note);
  return request;
}

}  // namespace tocsin::witness
