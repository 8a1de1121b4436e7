// A consistency proof as a file of a bundle: a line of Base64 for each hash.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/tlog/merkle_proof.h"

namespace tocsin::bundle {

std::string consistency_text(const tlog::Proof& proof);

// Whether the file leads from the one tree to the other, which is larger.
Status<> check_consistency(std::string_view text,
                           const tlog::TreeHead& before,
                           const tlog::TreeHead& after);

}  // namespace tocsin::bundle
