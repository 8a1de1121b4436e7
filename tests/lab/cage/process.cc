#include "tests/lab/cage/process.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

#include "tests/lab/cage/errno_text.h"

namespace tocsin::lab {
namespace {

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (const auto& text : texts) all.push_back(const_cast<char*>(text.c_str()));
  all.push_back(nullptr);
  return all;
}

void give(int from, int to) {
  if (from < 0) from = open("/dev/null", O_RDWR);
  if (from != to) dup2(from, to);
}

[[noreturn]] void become(const Launch& launch) {
  setsid();
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, SIG_DFL);
  give(launch.input, 0);
  give(launch.output, 1);
  give(launch.error, 2);
  auto arguments = pointers(launch.command);
  auto variables = pointers(launch.environment);
  const bool entered = launch.host == nullptr || setns(launch.host->fd(), CLONE_NEWNET) == 0;
  if (entered && chdir(launch.folder.c_str()) == 0) {
    if (launch.environment.empty()) {
      execvp(arguments[0], arguments.data());
    } else {
      execvpe(arguments[0], arguments.data(), variables.data());
    }
  }
  std::fprintf(stderr, "tocsin-lab: cannot run %s: %s\n", arguments[0], std::strerror(errno));
  _exit(127);
}

Fd memory_file(const std::string& text) {
  Fd file(memfd_create("tocsin-lab", MFD_CLOEXEC));
  if (write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) return Fd();
  lseek(file.get(), 0, SEEK_SET);
  return file;
}

std::string contents(const Fd& file) {
  std::string text(4096, '\0');
  const auto length = pread(file.get(), text.data(), text.size(), 0);
  text.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
  return text;
}

}  // namespace

Result<pid_t> launch(const Launch& launch) {
  const auto pid = fork();
  if (pid < 0) return fail_errno("cannot start " + launch.command.front());
  if (pid == 0) become(launch);
  return pid;
}

Result<std::string> run_tool(const std::vector<std::string>& command,
                             const NetNamespace* host,
                             const std::string& input,
                             const std::string& folder) {
  const auto given = memory_file(input);
  const auto said = memory_file("");
  const auto pid = launch({.command = command,
                           .host = host,
                           .folder = folder,
                           .input = given.get(),
                           .output = said.get(),
                           .error = said.get()});
  if (!pid) return tl::unexpected(pid.error());
  int status = 0;
  if (waitpid(*pid, &status, 0) == *pid && WIFEXITED(status) && WEXITSTATUS(status) == 0) {
    return contents(said);
  }
  return fail(command.front() + " failed: " + contents(said));
}

}  // namespace tocsin::lab
