// A file that somebody names, as text.
#pragma once

#include <string>

#include "core/durable/file_system.h"

namespace tocsin::audit {

inline Result<std::string> text_of(durable::FileSystem& files,
                                   const std::string& path,
                                   std::size_t bytes_max) {
  const auto bytes = durable::read_whole(files, path, bytes_max);
  if (!bytes) return durable::fail(bytes.error());
  return std::string(as_text(*bytes));
}

}  // namespace tocsin::audit
