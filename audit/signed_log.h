// A log's files and the checkpoints over them: who has signed which tree, and whether all of it is
// there. What the auditor's questions about logs are made of.
//
// Pure: the files come through a function.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/policy.h"
#include "core/tlog/tile_files.h"

namespace tocsin::audit {

// A checkpoint that a log of the policy has signed, and whoever else.
struct SignedCheckpoint {
  tlog::Note note;
  tlog::Checkpoint checkpoint;
  tlog::Voices voices;
};

Result<SignedCheckpoint> signed_checkpoint(std::string_view text, const tlog::Policy& policy);
// The same of the log's file of this name.
Result<SignedCheckpoint> signed_file(const tlog::FileSource& files,
                                     const std::string& name,
                                     const tlog::Policy& policy);
// The file with cosignatures; a log of another make has them in its one checkpoint.
Result<SignedCheckpoint> cosigned_file(const tlog::FileSource& files, const tlog::Policy& policy);

// Every entry is there and a leaf of that tree, and every tile is what its entries make it. Shows
// each entry, in order; of what was shown nothing is known before this has returned.
using EntryVisitor = std::function<void(std::uint64_t index, ByteView entry)>;
Status<> is_complete(const tlog::TreeHead& tree,
                     const tlog::FileSource& files,
                     const EntryVisitor& visit);

// By the log's tiles, `newer` holds `older` unchanged as its front.
Status<> holds_older(const tlog::TreeHead& older,
                     const tlog::TreeHead& newer,
                     const tlog::FileSource& files);

// "300 entries"
std::string entries_text(std::uint64_t size);
// "300 entries, by state-11 (2026-08-01T12:00:00Z)"
std::string witnesses_text(const SignedCheckpoint& cosigned, const tlog::Policy& policy);

}  // namespace tocsin::audit
