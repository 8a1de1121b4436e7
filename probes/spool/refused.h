// Batches that a collector has refused for good, put aside with what it said, for people to look at
// and, where two collectors or two batches contradict each other (409), as evidence.
#pragma once

#include <string>

#include "core/durable/file_system.h"

namespace tocsin::probe {

struct Refusal {
  std::string collector;
  unsigned status = 0;
  Bytes problem;  // the body of the answer
};

// Puts a batch's file and the answer into `folder`, as SEQUENCE-STATUS-COLLECTOR.batch and
// .problem. Of more than `batches_max` the oldest goes, evidence last of all.
durable::FileStatus keep_refused(durable::FileSystem& files,
                                 const std::filesystem::path& folder,
                                 std::size_t batches_max,
                                 std::uint64_t sequence,
                                 const Refusal& refusal,
                                 ByteView batch_file);

}  // namespace tocsin::probe
