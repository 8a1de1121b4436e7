// What proves that a collector dropped a batch, as files that somebody can hand on. A case is the
// files that begin with its name; they are durable once keep() has returned. Nothing in here is
// ever taken away by the probe: that is for whoever has seen to it.
//
// One owner, one thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/durable/file_system.h"

namespace tocsin::probe {

class EvidenceFolder {
 public:
  static constexpr std::size_t cases_max = 64;

  using Files = std::vector<std::pair<std::string, Bytes>>;  // by what they are: "entry"

  // `files` outlives this. The folder need not be there.
  EvidenceFolder(durable::FileSystem& files, durable::FileSystem::Path folder)
      : files_(files), folder_(std::move(folder)) {}

  // An error where it cannot be written, or where there are so many cases already.
  Status<> keep(const std::string& name, const Files& content);

  // Cases that are there: acknowledgements, which each has.
  std::size_t count() const;

  const durable::FileSystem::Path& path() const { return folder_; }

 private:
  durable::FileSystem& files_;
  durable::FileSystem::Path folder_;
};

}  // namespace tocsin::probe
