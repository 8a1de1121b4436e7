// The log's part of a bundle, cut out of a log's files: those of the collector, or those that
// anybody has fetched. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/bundle/contents.h"
#include "core/tlog/tile_files.h"

namespace tocsin::bundle {

struct Cut {
  std::optional<std::string> before;  // a checkpoint with its cosignatures
  std::string after;                  // the same, of a larger tree
  std::uint64_t first = 0;            // of the range, where there is no `before`: a multiple of 256
  std::vector<std::uint64_t> earlier = {};  // entries from before the range
  // What dates the end, if anything: a checkpoint that is `after` or of a larger tree, and tokens
  // of it by the index of the entry that has them.
  std::optional<std::string> stamped = {};
  std::map<std::uint64_t, Bytes> tokens = {};
};

// replay() takes what this gives. An error where the log's files lack something.
Result<Contents> cut_from(const tlog::FileSource& log, const Cut& cut);

// The first entry of the range that begins with this tree.
std::uint64_t range_first(std::uint64_t before_size);

}  // namespace tocsin::bundle
