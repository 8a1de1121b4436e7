// The operating system's files, until the n-th change to them: there the process kills itself with
// -9, before the change, after it or, in an append, in the middle.
#pragma once

#include <memory>

#include "core/durable/file_system.h"

namespace tocsin::durable {

std::unique_ptr<FileSystem> files_that_kill_at(std::size_t n);

}  // namespace tocsin::durable
