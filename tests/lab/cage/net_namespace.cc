#include "tests/lab/cage/net_namespace.h"

#include <fcntl.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>

#include "core/base/check.h"
#include "tests/lab/cage/errno_text.h"

namespace tocsin::lab {
namespace {

constexpr auto own_namespace = "/proc/self/ns/net";

Fd current_namespace() {
  return Fd(open(own_namespace, O_RDONLY | O_CLOEXEC));
}

// An older kernel lacks some of the settings, and then has not the behaviour that they switch off.
Status<> apply(std::span<const Setting> settings) {
  for (const auto& setting : settings) {
    const Fd file(open(("/proc/sys/" + setting.path).c_str(), O_WRONLY | O_CLOEXEC));
    if (!file && errno == ENOENT) continue;
    if (!file || write(file.get(), setting.value.data(), setting.value.size()) < 0) {
      return fail_errno("cannot set " + setting.path);
    }
  }
  return {};
}

Status<> bind_to(const std::string& path) {
  const Fd file(open(path.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0600));
  if (!file || mount(own_namespace, path.c_str(), nullptr, MS_BIND, nullptr) != 0) {
    return fail_errno("cannot bind a network namespace to " + path);
  }
  return {};
}

}  // namespace

Result<NetNamespace> NetNamespace::make(const std::string& path,
                                        std::span<const Setting> settings) {
  const auto home = current_namespace();
  if (!home || unshare(CLONE_NEWNET) != 0) return fail_errno("cannot make a network namespace");
  auto fd = current_namespace();
  auto status = bind_to(path);
  if (status) status = apply(settings);
  check(setns(home.get(), CLONE_NEWNET) == 0, "the way back from a namespace is open");
  if (!status) return tl::unexpected(status.error());
  return NetNamespace(path, std::move(fd));
}

void NetNamespace::enter(const std::function<void()>& work) const {
  const auto home = current_namespace();
  check(home && setns(fd_.get(), CLONE_NEWNET) == 0, "a namespace can be entered");
  work();
  check(setns(home.get(), CLONE_NEWNET) == 0, "the way back from a namespace is open");
}

Status<> disable_checksum_offload(const std::string& interface) {
  const Fd socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  ethtool_value value{.cmd = ETHTOOL_STXCSUM, .data = 0};
  ifreq request{};
  interface.copy(request.ifr_name, sizeof request.ifr_name - 1);
  request.ifr_data = reinterpret_cast<char*>(&value);
  if (ioctl(socket.get(), SIOCETHTOOL, &request) != 0) {
    return fail_errno("cannot switch off checksum offload of " + interface);
  }
  return {};
}

}  // namespace tocsin::lab
