// A real disk that is really full, and then really read-only: a tmpfs of 256 kB in a mount
// namespace of its own, which vanishes with the child process that made it.
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "core/durable/real_file_system.h"
#include "tests/support/process/child.h"
#include "tests/support/process/scratch_folder.h"
#include "tests/unit/probes/spool/spool_harness.h"

namespace tocsin::probe {
namespace {

constexpr int passed = 0;
constexpr int failed = 1;
constexpr int no_namespace = 77;

// In a namespace of one's own, a user or group without a number there cannot make files.
bool own_namespaces() {
  if (::geteuid() == 0) return ::unshare(CLONE_NEWNS) == 0;
  const auto user = std::to_string(::geteuid());
  const auto group = std::to_string(::getegid());
  if (::unshare(CLONE_NEWNS | CLONE_NEWUSER) != 0) return false;
  std::ofstream("/proc/self/setgroups") << "deny";
  std::ofstream("/proc/self/uid_map") << "0 " << user << " 1";
  std::ofstream("/proc/self/gid_map") << "0 " << group << " 1";
  return ::geteuid() == 0 && ::getegid() == 0;
}

bool mount_tmpfs(const std::filesystem::path& folder) {
  return own_namespaces() && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
         ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=256k,mode=0700") == 0;
}

// Runs in the child, whose failures are its exit status.
int fill_the_disk(const std::filesystem::path& folder) {
  if (!mount_tmpfs(folder)) return no_namespace;
  const auto files = durable::real_file_system();
  auto small = options();
  small.folder = folder;
  auto spool = opened(*files, small);
  add_many(*spool, 300);
  EXPECT_GT(spool->counts().disk_full, 0U);
  EXPECT_GT(spool->counts().thinned, 200U);
  EXPECT_EQ(waiting(*spool).front(), 299U);
  for (const auto n : waiting(*spool)) EXPECT_TRUE(spool->read(n)) << n;
  spool.reset();

  EXPECT_EQ(::mount("tmpfs", folder.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, "size=256k"), 0);
  spool = opened(*files, small);
  EXPECT_FALSE(spool->next());
  EXPECT_GT(spool->counts().write_errors, 0U);
  EXPECT_TRUE(spool->read(299));
  return ::testing::Test::HasFailure() ? failed : passed;
}

TEST(SpoolOnARealDisk, ThinsWhenItIsFullAndReadsWhenItIsReadOnly) {
  const test::ScratchFolder scratch;
  test::Child child([&] {
    const int status = fill_the_disk(scratch.path());
    std::fflush(nullptr);
    return status;
  });
  const int status = child.wait();
  if (status == no_namespace) GTEST_SKIP() << "no mount namespace for us on this machine";
  EXPECT_EQ(status, passed);
}

}  // namespace
}  // namespace tocsin::probe
