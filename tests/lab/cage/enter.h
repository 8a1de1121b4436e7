// The way into the cage: a process that is pid 1 of its own process, network and mount namespaces.
// When that process ends, by whatever signal, the kernel ends all others in the cage and drops the
// namespaces: nothing can be left behind.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>

#include "core/base/result.h"

namespace tocsin::lab {

enum class CageError { no_namespaces, failed };

struct CageFailure {
  CageError kind = CageError::failed;
  std::string text;
};

// Runs `inside` as pid 1 of a new cage and returns its process id as seen from here. An ordinary
// user becomes root of a user namespace; root needs none. `tmpfs` is a folder over which the cage
// has a file system in memory that nobody else sees.
Result<pid_t, CageFailure> start_cage(const std::string& tmpfs, const std::function<int()>& inside);

}  // namespace tocsin::lab
