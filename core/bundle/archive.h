// A bundle as one zip file. The same contents give the same bytes on every machine: files are
// stored as they are, in the order of their paths, dated 1980-01-01, and nothing else is in it.
//
// `unpack` takes bytes from anybody. What it returns is whole, and MANIFEST named exactly that;
// whether any of it is true is asked elsewhere. Threads: pure.
#pragma once

#include "core/base/result.h"
#include "core/bundle/contents.h"

namespace tocsin::bundle {

// With MANIFEST. A file of 2 GiB needs no large forms of sizes and offsets.
struct Limits {
  std::size_t files_max = 1'000'000;
  std::size_t bytes_max = std::size_t{2} << 30;  // of the zip file
};

// Adds MANIFEST. Fails on a path that is none of a bundle's, and above a limit.
Result<Bytes> pack(const Contents& contents, const Limits& limits = {});
Result<Contents> unpack(ByteView zip, const Limits& limits = {});

}  // namespace tocsin::bundle
