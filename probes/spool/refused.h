// Batches that a collector has refused for good, put aside with what it said, for people to look at
// and, where two collectors or two batches contradict each other (409), as evidence.
//
// The answer is signed by nobody: that it was given is the probe's word. What the envelope and the
// payload are, anybody can check.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/durable/file_system.h"
#include "probes/spool/batch.h"

namespace tocsin::probe {

struct Refusal {
  std::string collector;
  unsigned status = 0;
  Bytes problem;     // the body of the answer
  WallTime at = {};  // when it came, by this host's clock
};

// Puts a batch's file and the answer into `folder`, as SEQUENCE-STATUS-COLLECTOR.batch, .problem
// and .when; the batch last, so that where it is, the others are. Of more than `batches_max` the
// oldest goes, evidence last of all.
durable::FileStatus keep_refused(durable::FileSystem& files,
                                 const std::filesystem::path& folder,
                                 std::size_t batches_max,
                                 std::uint64_t sequence,
                                 const Refusal& refusal,
                                 ByteView batch_file);

// What the name of a batch put aside says, without its end.
struct RefusedName {
  std::uint64_t sequence = 0;
  unsigned status = 0;
  std::string collector;

  bool operator==(const RefusedName&) const = default;
};
std::string to_text(const RefusedName& name);
std::optional<RefusedName> parse_refused_name(std::string_view text);

// Those in `folder`, in the order of their numbers; none where it is not there. Needs no lock: a
// probe may run meanwhile.
Result<std::vector<RefusedName>> refused_in(durable::FileSystem& files,
                                            const std::filesystem::path& folder);

struct RefusedBatch {
  Batch batch;
  Refusal refusal;
};
// An error says what is damaged, or that the probe has let it go meanwhile.
Result<RefusedBatch> read_refused(durable::FileSystem& files,
                                  const std::filesystem::path& folder,
                                  const RefusedName& name);

}  // namespace tocsin::probe
