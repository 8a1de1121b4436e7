// Acknowledgements as signed bytes (docs/formats/acknowledgement.md).
#pragma once

#include "core/record/acknowledgement.h"
#include "core/record/signed_statement.h"

namespace tocsin::record {

inline constexpr std::string_view acknowledgement_content_type =
    "application/tocsin-acknowledgement+cbor";

// A longer one promises nothing that anybody could hold the collector to.
inline constexpr Duration merge_delay_max = std::chrono::hours(7 * 24);

Bytes sign(const Acknowledgement& acknowledgement, const crypto::SigningKey& log_key);

// What it returns ends at a time: `at` and the merge delay can be added.
Result<Acknowledgement, StatementFault> open_acknowledgement(ByteView bytes,
                                                             const crypto::PublicKey& log_key);

// Without the signature checked: for whoever reads its own journal.
Result<Acknowledgement, StatementFault> peek_acknowledgement(ByteView bytes);

}  // namespace tocsin::record
