// What anybody can find out about a log from its files alone, with the keys that he brings.
//
// Pure: the files come through a function.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/ladder.h"
#include "core/base/result.h"
#include "core/record/next_origins.h"
#include "core/tlog/policy.h"
#include "core/tlog/tile_files.h"

namespace tocsin::audit {

// SIGNED: a log of the policy has signed the checkpoint. COMPLETE: every entry is there and a leaf
// of that tree, and every tile is what its entries make it. ROSTERS, where the log has snapshots of
// its roster: each is what the entries before it make it. PROMISES, where it says what stays of
// payloads: none before its time (promises.h). ORIGINS, where the log has announced some for later:
// none twice and differently. Where the policy names witnesses also COSIGNED: which of them have
// signed which tree, and that the log still holds it; and QUORUM.
Ladder verify_log(const tlog::FileSource& files, const tlog::Policy& policy);

// SIGNED, for the older checkpoint and for the log's; CONSISTENT: the log's tree holds the older
// one unchanged as its front.
Ladder compare_with(std::string_view older_checkpoint,
                    const tlog::FileSource& files,
                    const tlog::Policy& policy);

// A C2SP tlog-proof for one entry, under the cosigned checkpoint where that covers it, else under
// the plain one. It has been checked.
Result<std::string> prove_entry(std::uint64_t index,
                                const tlog::FileSource& files,
                                const tlog::Policy& policy);

// What the log has announced for later, where all of verify_log() holds; only what is in the
// cosigned tree, where the policy names witnesses.
Result<std::vector<record::NextOrigin>> announced_origins(const tlog::FileSource& files,
                                                          const tlog::Policy& policy);

}  // namespace tocsin::audit
