#include "tests/lab/cage/enter.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "tests/lab/cage/fd.h"

namespace tocsin::lab {
namespace {

CageFailure failure(CageError kind, const std::string& what) {
  return {.kind = kind, .text = what + ": " + std::strerror(errno)};
}

bool write_file(const char* path, const std::string& text) {
  const Fd file(open(path, O_WRONLY | O_CLOEXEC));
  return file && write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

// Root inside is the user outside: it owns the namespaces and nothing else.
bool become_root_inside(uid_t uid, gid_t gid) {
  return write_file("/proc/self/setgroups", "deny") &&
         write_file("/proc/self/uid_map", "0 " + std::to_string(uid) + " 1\n") &&
         write_file("/proc/self/gid_map", "0 " + std::to_string(gid) + " 1\n");
}

Status<CageFailure> unshare_all() {
  const auto uid = geteuid();
  const auto gid = getegid();
  const int user = uid == 0 ? 0 : CLONE_NEWUSER;
  if (unshare(user | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWPID | CLONE_NEWIPC) != 0) {
    return tl::unexpected(failure(
        CageError::no_namespaces,
        user == 0
            ? "cannot make namespaces, although root"
            : "this system does not let an ordinary user make namespaces (run as root, or see "
              "sysctl kernel.unprivileged_userns_clone and user.max_user_namespaces)"));
  }
  if (user != 0 && !become_root_inside(uid, gid)) {
    return tl::unexpected(failure(CageError::no_namespaces, "cannot map a user into the cage"));
  }
  return {};
}

// The mounts are made by pid 1: /proc shows the process namespace of whoever mounts it.
Status<CageFailure> mount_all(const std::string& tmpfs) {
  const auto mounted =
      [](const char* what, const char* where, const char* type, unsigned long how) {
        return mount(what, where, type, how, nullptr) == 0;
      };
  if (!mounted("none", "/", nullptr, MS_REC | MS_PRIVATE) ||
      !mounted("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)) {
    return tl::unexpected(failure(CageError::no_namespaces, "cannot mount /proc in the cage"));
  }
  if (!mounted("tmpfs", tmpfs.c_str(), "tmpfs", MS_NOSUID | MS_NODEV)) {
    return tl::unexpected(failure(CageError::no_namespaces, "cannot mount a tmpfs in the cage"));
  }
  return {};
}

// From the first process in the cage to the one that waits outside: an empty text is good news.
void report(int pipe, const Status<CageFailure>& status) {
  const auto text =
      status ? std::string("+") : std::to_string(int(status.error().kind)) + status.error().text;
  if (write(pipe, text.data(), text.size()) < 0) _exit(1);
}

Status<CageFailure> heard(int pipe, pid_t& pid) {
  if (read(pipe, &pid, sizeof pid) != sizeof pid) pid = 0;
  char text[512];
  const auto length = read(pipe, text, sizeof text);
  if (length <= 0) {
    return tl::unexpected(CageFailure{CageError::failed, "the cage ended before it began"});
  }
  if (text[0] == '+') return {};
  return tl::unexpected(CageFailure{static_cast<CageError>(text[0] - '0'),
                                    std::string(text + 1, static_cast<std::size_t>(length) - 1)});
}

// Between the caller and pid 1 stands a process that lives only as long as it takes to fork:
// unshare moves the children of its caller, not the caller, into the process namespace.
[[noreturn]] void stand_between(int pipe,
                                const std::string& tmpfs,
                                const std::function<int()>& inside) {
  setsid();
  const pid_t nobody = 0;
  if (const auto status = unshare_all(); !status) {
    if (write(pipe, &nobody, sizeof nobody) > 0) report(pipe, status);
    _exit(1);
  }
  int gate[2];
  if (pipe2(gate, O_CLOEXEC) != 0) _exit(1);
  const auto child = fork();
  if (child != 0) {
    if (write(pipe, &child, sizeof child) < 0) _exit(1);
    _exit(write(gate[1], "", 1) == 1 ? 0 : 1);
  }
  char go;
  if (read(gate[0], &go, 1) != 1) _exit(1);
  close(gate[0]);
  close(gate[1]);
  const auto status = mount_all(tmpfs);
  report(pipe, status);
  if (!status) _exit(1);
  close(pipe);
  _exit(inside());
}

}  // namespace

Result<pid_t, CageFailure> start_cage(const std::string& tmpfs,
                                      const std::function<int()>& inside) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return tl::unexpected(failure(CageError::failed, "pipe"));
  const auto between = fork();
  if (between < 0) return tl::unexpected(failure(CageError::failed, "fork"));
  if (between == 0) {
    close(ends[0]);
    stand_between(ends[1], tmpfs, inside);
  }
  const Fd reader(ends[0]);
  close(ends[1]);
  waitpid(between, nullptr, 0);
  pid_t pid = 0;
  if (const auto status = heard(reader.get(), pid); !status) {
    return tl::unexpected(status.error());
  }
  return pid;
}

}  // namespace tocsin::lab
