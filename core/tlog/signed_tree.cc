#include "core/tlog/signed_tree.h"

namespace tocsin::tlog {

Result<SignedTree> parse_signed_tree(std::string_view text) {
  auto note = parse_note(text);
  if (!note) return tl::unexpected(note.error());
  auto checkpoint = parse_checkpoint(note->text);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  return SignedTree{*std::move(note), *std::move(checkpoint)};
}

}  // namespace tocsin::tlog
