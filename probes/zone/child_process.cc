#include "probes/zone/child_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "core/net/deadline.h"
#include "core/net/wait_readable.h"

extern char** environ;

namespace tocsin::probe {
namespace {

constexpr std::size_t piece_octets = 64UL * 1024;

tl::unexpected<Error> refused(std::string_view call) {
  return fail(std::string(call) + ": " + std::strerror(errno));
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

// The far end of its stdout, and the process itself as something that becomes readable when it
// ends.
class Child {
 public:
  Child(pid_t pid, Descriptor output, Descriptor end)
      : pid_(pid), output_(std::move(output)), end_(std::move(end)) {}
  Child(Child&& other) noexcept
      : pid_(std::exchange(other.pid_, -1)),
        output_(std::move(other.output_)),
        end_(std::move(other.end_)) {}
  Child& operator=(Child&&) = delete;
  ~Child() {
    if (pid_ < 0) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }

  net::Task<Result<Bytes>> output(std::size_t bytes_max) {
    Bytes all;
    for (;;) {
      co_await net::wait_readable(output_.get());
      const auto before = all.size();
      all.resize(before + piece_octets);
      const auto got = read(output_.get(), all.data() + before, piece_octets);
      all.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
      if (got < 0 && errno != EINTR && errno != EAGAIN) co_return refused("read");
      if (got == 0) break;
      if (all.size() > bytes_max) co_return fail("wrote too much");
    }
    const auto ended = co_await end();
    if (!ended) co_return tl::unexpected(ended.error());
    co_return all;
  }

 private:
  net::Task<Status<>> end() {
    co_await net::wait_readable(end_.get());
    int status = 0;
    waitpid(std::exchange(pid_, -1), &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) co_return Status<>();
    if (WIFEXITED(status)) co_return fail("exit status " + std::to_string(WEXITSTATUS(status)));
    co_return fail("killed by signal " + std::to_string(WTERMSIG(status)));
  }

  pid_t pid_;
  Descriptor output_;
  Descriptor end_;
};

// A child starts with the signals that we block open again, as a program of its own expects.
Result<pid_t> spawn(const ChildRun& run, int stdout_fd) {
  std::vector<std::string> words{run.program};
  words.insert(words.end(), run.words.begin(), run.words.end());
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, stdout_fd, STDOUT_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t pid = -1;
  const auto program = run.program.c_str();
  const int failed = posix_spawn(&pid, program, &actions, &attributes, argv.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return fail("start " + run.program + ": " + std::strerror(failed));
  return pid;
}

Result<Child> start(const ChildRun& run) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return refused("pipe");
  Descriptor ours(ends[0]);
  const Descriptor theirs(ends[1]);
  const auto pid = spawn(run, theirs.get());
  if (!pid) return tl::unexpected(pid.error());
  Descriptor end(static_cast<int>(syscall(SYS_pidfd_open, *pid, 0)));
  const bool watched = end.get() >= 0;
  Child child(*pid, std::move(ours), std::move(end));
  if (!watched) return refused("pidfd_open");
  return child;
}

}  // namespace

net::Task<Result<Bytes>> output_of(ChildRun run) {
  auto child = start(run);
  if (!child) co_return tl::unexpected(child.error());
  auto output = co_await net::with_deadline(run.timeout, child->output(run.bytes_max));
  if (!output) co_return fail("too slow");
  co_return std::move(*output);
}

}  // namespace tocsin::probe
