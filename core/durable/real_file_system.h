// The operating system's files. An append writes all its bytes or fails; interrupted calls are
// repeated.
#pragma once

#include <memory>

#include "core/durable/file_system.h"

namespace tocsin::durable {

std::unique_ptr<FileSystem> real_file_system();

}  // namespace tocsin::durable
