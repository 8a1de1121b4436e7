// A small file that has one writer and is replaced as a whole: before each replacement it is
// compared with what this writer last read or wrote. So whoever sets it back, or writes it beside
// us, is found out before anything is built on it.
//
// Guarantee: what replace() has returned for is there after any crash; where it fails, the file
// holds the old bytes or the new ones, and the writer must stop.
//
// One owner, one thread.
#pragma once

#include <string>

#include "core/durable/file_system.h"

namespace tocsin::durable {

class ReplacedFile {
 public:
  // `files` outlives this. A longer file is an error.
  ReplacedFile(FileSystem& files, FileSystem::Path path, std::size_t bytes_max, Privacy privacy)
      : files_(files), path_(std::move(path)), bytes_max_(bytes_max), privacy_(privacy) {}

  // Reads what is there: nothing where there is no file yet. One that is there and empty is an
  // error, because nobody ever wrote that.
  Status<> load();
  Status<> replace(std::string content);  // which is not empty

  const std::string& content() const { return content_; }
  const FileSystem::Path& path() const { return path_; }

 private:
  Result<std::string> read() const;

  FileSystem& files_;
  FileSystem::Path path_;
  std::size_t bytes_max_;
  Privacy privacy_;
  std::string content_;
};

}  // namespace tocsin::durable
