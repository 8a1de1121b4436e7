// Another run of this program, of which only what it writes is wanted. It does not outlive whoever
// started it: destroyed, it is killed and reaped.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/net/task.h"

namespace tocsin::probe {

struct ChildRun {
  std::string program = "/proc/self/exe";
  std::vector<std::string> words;  // behind the program's own name
  std::size_t bytes_max = 0;       // that it may write
  Duration timeout = std::chrono::seconds(180);
};

// What it wrote to stdout, if it ended with status 0 in time; its stderr is ours. Otherwise why
// not: "exit status 1", "killed by signal 9", "too slow", "wrote too much".
net::Task<Result<Bytes>> output_of(ChildRun run);

}  // namespace tocsin::probe
