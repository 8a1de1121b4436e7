#include "tests/lab/cage/supervisor.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "tests/lab/cage/errno_text.h"

namespace tocsin::lab {
namespace {

constexpr int patience_ms = 5000;

bool ends_within(pid_t pid, int milliseconds) {
  const Fd handle(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
  pollfd event{.fd = handle.get(), .events = POLLIN, .revents = 0};
  return handle && poll(&event, 1, milliseconds) == 1;
}

}  // namespace

Status<> Supervisor::start(Service service, int input) {
  if (is_running(service.name)) return fail(service.name + " runs already");
  const Fd log(open(service.log_path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
  if (!log) return fail_errno("cannot open " + service.log_path);
  const auto pid = launch({.command = service.command,
                           .host = service.where,
                           .folder = service.folder,
                           .environment = service.environment,
                           .input = input,
                           .output = log.get(),
                           .error = log.get()});
  if (!pid) return tl::unexpected(pid.error());
  auto& state = services_[service.name];
  state = {.service = std::move(service), .pid = *pid, .last_status = 0};
  return {};
}

Status<> Supervisor::restart(const std::string& name) {
  const auto found = services_.find(name);
  if (found == services_.end()) return fail("there is no service " + name);
  return start(Service(found->second.service));
}

Status<> Supervisor::stop(const std::string& name) {
  const auto state = running(name);
  if (!state) return tl::unexpected(state.error());
  kill((*state)->pid, SIGTERM);
  if (!ends_within((*state)->pid, patience_ms)) kill(-(*state)->pid, SIGKILL);
  wait_for_end(**state);
  return {};
}

Status<> Supervisor::crash(const std::string& name) {
  const auto state = running(name);
  if (!state) return tl::unexpected(state.error());
  kill(-(*state)->pid, SIGKILL);
  wait_for_end(**state);
  return {};
}

Status<> Supervisor::forget(const std::string& name) {
  const auto stopped = is_running(name) ? stop(name) : Status<>();
  services_.erase(name);
  return stopped;
}

Status<> Supervisor::signal(const std::string& name, int signal) {
  const auto state = running(name);
  if (!state) return tl::unexpected(state.error());
  if (kill((*state)->pid, signal) != 0) return fail_errno("cannot signal " + name);
  return {};
}

void Supervisor::ended(pid_t pid, int status) {
  for (auto& [name, state] : services_) {
    if (state.pid != pid) continue;
    state.pid = 0;
    state.last_status = status;
  }
}

bool Supervisor::is_running(const std::string& name) const {
  const auto found = services_.find(name);
  return found != services_.end() && found->second.pid != 0;
}

Result<ServiceState*> Supervisor::running(const std::string& name) {
  const auto found = services_.find(name);
  if (found == services_.end()) return fail("there is no service " + name);
  if (found->second.pid == 0) return fail(name + " does not run");
  return &found->second;
}

void Supervisor::wait_for_end(ServiceState& state) {
  int status = 0;
  waitpid(state.pid, &status, 0);
  ended(state.pid, status);
}

}  // namespace tocsin::lab
