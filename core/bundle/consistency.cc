#include "core/bundle/consistency.h"

#include "core/base/base64.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/lines.h"

namespace tocsin::bundle {

std::string consistency_text(const tlog::Proof& proof) {
  std::string lines;
  for (const auto& hash : proof) lines += to_base64(hash) + "\n";
  return lines;
}

Status<> check_consistency(std::string_view text,
                           const tlog::TreeHead& before,
                           const tlog::TreeHead& after) {
  tlog::Proof proof;
  tlog::Lines lines(text);
  while (!lines.at_end()) {
    const auto line = lines.next();
    const auto hash = line ? tlog::parse_hash(*line) : std::nullopt;
    if (!hash || proof.size() == tlog::proof_hashes_max) {
      return fail("is not a proof of a hash a line");
    }
    proof.push_back(*hash);
  }
  if (tlog::proves_consistency(proof, before, after)) return {};
  return fail("does not lead from the one tree to the other");
}

}  // namespace tocsin::bundle
