// One host of the simulated Internet: a network namespace that lives as long as this object.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "core/base/result.h"
#include "tests/lab/cage/fd.h"
#include "tests/lab/model/network_script.h"

namespace tocsin::lab {

class NetNamespace {
 public:
  // Makes it, with its kernel settings, and binds it to `path` so that tools can name it.
  static Result<NetNamespace> make(const std::string& path, std::span<const Setting> settings);

  const std::string& path() const { return path_; }
  int fd() const { return fd_.get(); }

  // Runs `work` with the calling thread in this namespace and goes back. Sockets that it opens
  // stay.
  void enter(const std::function<void()>& work) const;

 private:
  NetNamespace(std::string path, Fd fd) : path_(std::move(path)), fd_(std::move(fd)) {}

  std::string path_;
  Fd fd_;
};

// Veth computes checksums lazily, and a packet that leaves through a packet socket would carry a
// half-made one: the sender must make it. Call it in the interface's namespace.
Status<> disable_checksum_offload(const std::string& interface);

}  // namespace tocsin::lab
