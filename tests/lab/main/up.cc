#include "tests/lab/main/up.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "tests/lab/cage/agent.h"
#include "tests/lab/cage/channel.h"
#include "tests/lab/cage/enter.h"
#include "tests/lab/cage/errno_text.h"
#include "tests/lab/cage/files.h"
#include "tests/lab/cage/state_folder.h"
#include "tests/lab/model/letters.h"
#include "tests/lab/model/profile.h"

namespace tocsin::lab {
namespace {

namespace fs = std::filesystem;

Result<Topology> plan_topology(const UpOptions& options) {
  const auto hints = read_text(options.hints);
  if (!hints) return tl::unexpected(hints.error());
  auto letters = letters_from(*hints);
  if (!letters) return fail(options.hints + ": " + letters.error().text);
  return topology_of(options.profile, std::move(*letters));
}

// What a killed lab left in its folder is swept; a running one is left alone.
Result<StateFolder> prepare(const std::string& state) {
  const StateFolder folder{fs::absolute(state).lexically_normal().string()};
  if (connect_to(folder.socket())) return fail("a lab runs already in " + folder.path);
  remove_state(folder.path);
  auto status = make_folder(folder.logs());
  if (status) status = make_folder(folder.run());
  if (!status) return tl::unexpected(status.error());
  return folder;
}

Result<Fd> watch(std::uint64_t process) {
  if (process == 0) return Fd();
  Fd handle(static_cast<int>(syscall(SYS_pidfd_open, static_cast<pid_t>(process), 0)));
  if (!handle) return fail_errno("cannot watch process " + std::to_string(process));
  return handle;
}

// The one line that the agent says once it is ready or knows that it will not be.
std::string hear_progress(const Fd& pipe) {
  std::string text;
  char part[512];
  for (ssize_t length = 0; (length = read(pipe.get(), part, sizeof part)) > 0;) {
    text.append(part, static_cast<std::size_t>(length));
  }
  return text.empty() ? "the agent ended without a word" : text;
}

Result<cli::ExitCode> raise(const StateFolder& folder,
                            Topology topology,
                            std::uint64_t seed,
                            Fd owner) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return fail_errno("pipe");
  Fd reader(ends[0]);
  Fd writer(ends[1]);
  const auto agent = [&] {
    return run_agent({.folder = folder,
                      .topology = std::move(topology),
                      .seed = seed,
                      .progress = std::move(writer),
                      .owner = std::move(owner)});
  };
  const auto cage = start_cage(folder.run(), agent);
  writer.close();
  if (!cage) {
    remove_state(folder.path);
    std::cerr << "tocsin-lab: " << cage.error().text << "\n";
    const bool impossible = cage.error().kind == CageError::no_namespaces;
    return impossible ? no_namespaces_exit : cli::ExitCode::failed;
  }
  const auto said = hear_progress(reader);
  if (said != "ready") return fail(said + " (logs are in " + folder.logs() + ")");
  return cli::ExitCode::ok;
}

}  // namespace

Result<cli::ExitCode> up(const UpOptions& options) {
  auto topology = plan_topology(options);
  if (!topology) return tl::unexpected(topology.error());
  auto owner = watch(options.owner);
  if (!owner) return tl::unexpected(owner.error());
  const auto folder = prepare(options.state);
  if (!folder) return tl::unexpected(folder.error());
  return raise(*folder, std::move(*topology), options.seed, std::move(*owner));
}

void remove_state(const std::string& state) {
  const StateFolder folder{state};
  std::error_code ignored;
  for (const auto& path : {folder.socket(), folder.agent_log(), folder.logs(), folder.run()}) {
    fs::remove_all(path, ignored);
  }
  fs::remove(state, ignored);
}

std::string default_state() {
  const auto* chosen = std::getenv("TOCSIN_LAB_STATE");
  return chosen != nullptr ? chosen : "/tmp/tocsin-lab-" + std::to_string(geteuid());
}

}  // namespace tocsin::lab
