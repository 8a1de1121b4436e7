// A checkpoint and whoever signed it. Who that is, is asked in note_check.h and policy.h.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/note.h"

namespace tocsin::tlog {

struct SignedTree {
  Note note;
  Checkpoint checkpoint;  // that is its text
};

Result<SignedTree> parse_signed_tree(std::string_view text);

}  // namespace tocsin::tlog
