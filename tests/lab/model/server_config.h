// Configuration of one name server process. All are authoritative only, log to standard error, stay
// in the foreground, and read their zone again on SIGHUP.
#pragma once

#include <string>
#include <vector>

#include "tests/lab/model/topology.h"

namespace tocsin::lab {

struct ServerPlan {
  std::string file_name;             // of the configuration, in the instance's folder
  std::string config;                // its text
  std::vector<std::string> command;  // the program and its arguments
};

// `folder` is the instance's own, an absolute path that holds its configuration, its zone file
// "zone" and its run-time files. `named` is the path of the BIND to run.
ServerPlan plan_server(const Instance& instance,
                       const std::string& folder,
                       const std::string& named);

// Where in its folder an instance finds its zone.
inline constexpr auto zone_file_name = "zone";

}  // namespace tocsin::lab
