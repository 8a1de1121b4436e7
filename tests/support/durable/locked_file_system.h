// One file system for several threads: each of them gets a view of its own, and one call runs at a
// time. The files behind it outlive every view.
#pragma once

#include <memory>
#include <mutex>

#include "core/durable/file_system.h"

namespace tocsin::durable {

std::unique_ptr<FileSystem> locked_view(FileSystem& files, std::mutex& mutex);

}  // namespace tocsin::durable
