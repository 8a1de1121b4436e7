#include "core/bundle/stamped.h"

#include <algorithm>

#include "core/bundle/consistency.h"
#include "core/crypto/sha256.h"
#include "core/crypto/timestamp.h"

namespace tocsin::bundle {
namespace {

const Bytes* file(const Contents& contents, std::string_view path) {
  const auto found = contents.find(std::string(path));
  return found == contents.end() ? nullptr : &found->second;
}

Result<std::vector<StampToken>> tokens_in(const Contents& contents) {
  std::vector<StampToken> tokens;
  for (const auto& [path, bytes] : contents) {
    const auto index = token_index(path);
    if (!index) continue;
    if (tokens.size() == tokens_max) return fail("there are too many tokens");
    if (bytes.size() > crypto::timestamp_bytes_max) return fail(path + ": is too long");
    tokens.push_back({*index, bytes});
  }
  std::ranges::sort(tokens, {}, &StampToken::index);
  return tokens;
}

Status<> lead_to(const tlog::SignedTree& stamped,
                 const Bytes* consistency,
                 const tlog::SignedTree& after) {
  if (stamped.checkpoint.origin != after.checkpoint.origin) {
    return fail("after and stamped are of two logs");
  }
  const auto& end = after.checkpoint.tree;
  const auto& tree = stamped.checkpoint.tree;
  if (tree.size < end.size) return fail("stamped is smaller than after");
  if (tree.size == end.size) {
    if (tree != end) return fail("stamped is another tree than after");
    if (consistency == nullptr) return {};
    return fail("stamped is the tree of after, yet there is a proof");
  }
  if (consistency == nullptr) return fail("there is no " + std::string(stamped_proof_path));
  const auto leads = check_consistency(as_text(*consistency), end, tree);
  if (!leads) return fail(std::string(stamped_proof_path) + ": " + leads.error().text);
  return {};
}

}  // namespace

Result<std::optional<Stamped>> stamped_in(const Contents& contents, const tlog::SignedTree& after) {
  const auto* note = file(contents, stamped_path);
  const auto* consistency = file(contents, stamped_proof_path);
  auto tokens = tokens_in(contents);
  if (!tokens) return tl::unexpected(tokens.error());
  if (note == nullptr) {
    if (tokens->empty() && consistency == nullptr) return std::nullopt;
    return fail("there is no stamped, of which a token or a proof could be");
  }
  auto tree = tlog::parse_signed_tree(as_text(*note));
  if (!tree) return fail("stamped: " + tree.error().text);
  if (auto leads = lead_to(*tree, consistency, after); !leads) return tl::unexpected(leads.error());
  if (tokens->empty()) return fail("stamped has no token");
  return Stamped{*std::move(tree), crypto::sha256(*note), *std::move(tokens)};
}

}  // namespace tocsin::bundle
