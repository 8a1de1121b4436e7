#include "audit/weasyprint.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

extern char** environ;

namespace tocsin::audit {
namespace {

constexpr std::size_t pdf_bytes_max = 256UL * 1024 * 1024;

tl::unexpected<Error> refused(std::string_view call) {
  return fail(std::string(call) + ": " + std::strerror(errno));
}

// A file in memory, so that neither side of the child can wait for the other.
class MemoryFile {
 public:
  MemoryFile() : fd_(memfd_create("report", MFD_CLOEXEC)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() {
    if (fd_ >= 0) close(fd_);
  }
  int fd() const { return fd_; }

  Status<> write(std::string_view text) const {
    while (!text.empty()) {
      const auto written = ::write(fd_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return refused("write");
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    return lseek(fd_, 0, SEEK_SET) == 0 ? Status<>() : refused("lseek");
  }

  Result<Bytes> read() const {
    const auto size = lseek(fd_, 0, SEEK_END);
    if (size < 0) return refused("lseek");
    if (static_cast<std::size_t>(size) > pdf_bytes_max) return fail("the PDF is too large");
    Bytes bytes(static_cast<std::size_t>(size));
    for (std::size_t done = 0; done < bytes.size();) {
      const auto got =
          pread(fd_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return refused("read");
      done += static_cast<std::size_t>(got);
    }
    return bytes;
  }

 private:
  int fd_;
};

// What posix_spawnp says, which is 0 where the program was started.
int start(pid_t& pid, const std::string& program, const MemoryFile& in, const MemoryFile& out) {
  std::array<std::string, 3> words{program, "-", "-"};  // from stdin, to stdout
  std::array<char*, 4> argv{words[0].data(), words[1].data(), words[2].data(), nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.fd(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.fd(), STDOUT_FILENO);
  const int failed = posix_spawnp(&pid, program.c_str(), &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return failed;
}

Status<> ended_well(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0) {
    if (errno != EINTR) return refused("waitpid");
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  if (WIFEXITED(status)) return fail("ended with " + std::to_string(WEXITSTATUS(status)));
  return fail("was killed by signal " + std::to_string(WTERMSIG(status)));
}

}  // namespace

Result<Bytes> pdf_of(std::string_view html, const std::string& program) {
  const MemoryFile in;
  const MemoryFile out;
  if (in.fd() < 0 || out.fd() < 0) return refused("memfd_create");
  if (auto written = in.write(html); !written) return tl::unexpected(written.error());
  pid_t pid = -1;
  const int failed = start(pid, program, in, out);
  if (failed == ENOENT) return fail(program + " is not installed: it makes the PDF");
  if (failed != 0) return fail("start " + program + ": " + std::strerror(failed));
  if (auto ended = ended_well(pid); !ended) return fail(program + " " + ended.error().text);
  auto pdf = out.read();
  if (pdf && pdf->empty()) return fail(program + " wrote nothing");
  return pdf;
}

}  // namespace tocsin::audit
