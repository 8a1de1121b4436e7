#include "daemon/ledger/log_proof.h"

#include "core/tlog/log_proof.h"

namespace tocsin::collector {

Result<std::string> prove_in(const LogFolder& folder,
                             const std::string& checkpoint,
                             std::uint64_t index) {
  const auto note = tlog::parse_note(checkpoint);
  if (!note) return tl::unexpected(note.error());
  const auto parsed = tlog::parse_checkpoint(note->text);
  if (!parsed) return tl::unexpected(parsed.error());
  const auto size = parsed->tree.size;
  if (index >= size) return fail("entry " + std::to_string(index) + " is not in the log yet");
  const auto tiles = [&folder](const tlog::Tile& tile) { return folder.tile(tile); };
  auto path = tlog::prove_inclusion(index, size, tlog::nodes_of(size, tiles));
  if (!path) return fail("the log's tiles cannot be read");
  return tlog::encode(tlog::LogProof{std::nullopt, index, std::move(*path), *note});
}

}  // namespace tocsin::collector
