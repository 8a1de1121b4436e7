// The programs that run in the cage under a name: they can be stopped, killed and started again as
// they were. Nothing is restarted by itself: in a lab a crash is an event, not an accident.
#pragma once

#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "tests/lab/cage/process.h"

namespace tocsin::lab {

struct Service {
  std::string name;
  std::string host;  // for people; `where` is what counts
  std::vector<std::string> command;
  const NetNamespace* where = nullptr;
  std::string folder = "/";
  std::vector<std::string> environment = {};
  std::string log_path;
};

struct ServiceState {
  Service service;
  pid_t pid = 0;        // 0: it does not run
  int last_status = 0;  // as wait(2) gives it
};

class Supervisor {
 public:
  // Refused while one of that name runs; else it takes the place of the old one. `input` becomes
  // its standard input; none: /dev/null.
  Status<> start(Service service, int input = -1);
  Status<> restart(const std::string& name);
  // Asks by SIGTERM, and after five seconds stops asking. Returns when it has ended.
  Status<> stop(const std::string& name);
  // Kills the service and all that it started, without asking, and returns when it has ended.
  Status<> crash(const std::string& name);
  // Stops it where it runs; from then on it is not known.
  Status<> forget(const std::string& name);
  Status<> signal(const std::string& name, int signal);

  // To be told of each child that was reaped.
  void ended(pid_t pid, int status);

  const std::map<std::string, ServiceState>& services() const { return services_; }
  bool is_running(const std::string& name) const;

 private:
  Result<ServiceState*> running(const std::string& name);
  void wait_for_end(ServiceState& state);

  std::map<std::string, ServiceState> services_;
};

}  // namespace tocsin::lab
