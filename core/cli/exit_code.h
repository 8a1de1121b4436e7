// What a program says when it ends. A script can tell "it works and the answer is no" from "it did
// not work".
#pragma once

namespace tocsin::cli {

enum class ExitCode : int {
  ok = 0,
  finding = 1,    // it did its work, and what it looked for is not so
  usage = 2,      // the command line was not understood: nothing was done
  undecided = 2,  // of a command that judges: it did its work, and nothing can be said
  failed = 3,     // it could not do its work
};

}  // namespace tocsin::cli
