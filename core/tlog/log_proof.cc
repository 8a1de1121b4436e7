#include "core/tlog/log_proof.h"

#include "core/base/base64.h"
#include "core/tlog/lines.h"
#include "core/tlog/merkle_hash.h"

namespace tocsin::tlog {
namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_word = "extra ";
constexpr std::string_view index_word = "index ";

}  // namespace

std::string encode(const LogProof& proof) {
  auto text = std::string(first_line) + "\n";
  if (proof.extra) text += std::string(extra_word) + to_base64(*proof.extra) + "\n";
  text += std::string(index_word) + std::to_string(proof.index) + "\n";
  for (const auto& hash : proof.path) text += to_base64(hash) + "\n";
  return text + "\n" + encode(proof.checkpoint);
}

Result<LogProof> parse_log_proof(std::string_view text) {
  Lines lines(text);
  LogProof proof;
  if (lines.next() != first_line) return fail("not a proof of version 1");
  auto line = lines.next().value_or("");
  if (line.starts_with(extra_word)) {
    proof.extra = from_base64(line.substr(extra_word.size()));
    if (!proof.extra) return fail("proof's extra data is not Base64");
    line = lines.next().value_or("");
  }
  if (!line.starts_with(index_word)) return fail("proof has no index");
  const auto index = parse_decimal(line.substr(index_word.size()));
  if (!index) return fail("proof's index is no number");
  proof.index = *index;
  for (auto next = lines.next(); !next || !next->empty(); next = lines.next()) {
    const auto hash = next ? parse_hash(*next) : std::nullopt;
    if (!hash) return fail("proof has a line that is no hash");
    if (proof.path.size() == proof_hashes_max) return fail("proof is too long");
    proof.path.push_back(*hash);
  }
  auto checkpoint = parse_note(lines.rest());
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  proof.checkpoint = std::move(*checkpoint);
  return proof;
}

Result<Checkpoint> check_inclusion(const LogProof& proof, ByteView entry) {
  auto checkpoint = parse_checkpoint(proof.checkpoint.text);
  if (!checkpoint) return checkpoint;
  if (!proves_inclusion(proof.path, leaf_hash(entry), proof.index, checkpoint->tree)) {
    return fail("the entry is not at index " + std::to_string(proof.index) + " of the log");
  }
  return checkpoint;
}

}  // namespace tocsin::tlog
