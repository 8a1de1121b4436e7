// Whether what a bundle claims is so for its reader as well, who knows other countries' keys than
// its writer, and perhaps wants it to stand with some of their data left out. Pure.
#pragma once

#include <optional>

#include "audit/ladder.h"
#include "core/bundle/claim.h"

namespace tocsin::audit {

// STANDS: by the reader's countries one of the outages that are claimed is an outage too, over the
// same path and in one of its minutes, and stays one without any `spared` of them. Nothing where
// nobody speaks of an outage: neither the claim, nor those countries, nor the reader.
std::optional<Rung> stands_rung(const bundle::Claim& claimed,
                                const bundle::Claim& concluded,
                                std::size_t spared);

}  // namespace tocsin::audit
