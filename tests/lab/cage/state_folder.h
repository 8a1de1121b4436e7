// The names below a lab's state folder. Nothing of the lab is anywhere else.
#pragma once

#include <string>

namespace tocsin::lab {

struct StateFolder {
  std::string path;  // absolute

  std::string socket() const { return path + "/agent.sock"; }
  std::string agent_log() const { return path + "/agent.log"; }
  std::string logs() const { return path + "/logs"; }
  std::string log_of(const std::string& service) const { return logs() + "/" + service + ".log"; }
  // The cage's file system in memory is mounted here, seen from inside only.
  std::string run() const { return path + "/run"; }
  std::string netns() const { return run() + "/netns"; }
  std::string zone() const { return run() + "/zone"; }
  std::string server(const std::string& name) const { return run() + "/servers/" + name; }
  std::string named() const { return run() + "/named"; }
};

}  // namespace tocsin::lab
