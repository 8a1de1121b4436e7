#include "core/system/service_manager.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>

namespace tocsin::system {
namespace {

// Listens on an abstract name of the kernel's choice, as a service manager does.
class Supervisor : public testing::Test {
 protected:
  Supervisor() : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0)) {
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    auto* raw = reinterpret_cast<sockaddr*>(&address);
    bind(socket_, raw, sizeof(sa_family_t));  // an empty name: the kernel draws one
    socklen_t size = sizeof address;
    getsockname(socket_, raw, &size);
    name_ = "@" + std::string(address.sun_path + 1, size - sizeof(sa_family_t) - 1);
  }
  ~Supervisor() override {
    close(socket_);
    unsetenv("NOTIFY_SOCKET");
  }

  std::string heard() {
    std::array<char, 64> text{};
    const auto size = recv(socket_, text.data(), text.size(), 0);
    return {text.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
  }

  int socket_;
  std::string name_;
};

TEST_F(Supervisor, HearsThatTheServiceIsReady) {
  setenv("NOTIFY_SOCKET", name_.c_str(), 1);
  EXPECT_TRUE(tell_service_manager(service_ready));
  EXPECT_EQ(heard(), "READY=1");
}

TEST_F(Supervisor, IsNotToldWhereNoneAsked) {
  unsetenv("NOTIFY_SOCKET");
  EXPECT_FALSE(tell_service_manager(service_ready));
  EXPECT_EQ(heard(), "");
}

TEST_F(Supervisor, MayBeGone) {
  for (const char* name : {"@tocsin-nobody-listens-here", "/nonexistent/notify", "", "@"}) {
    setenv("NOTIFY_SOCKET", name, 1);
    EXPECT_FALSE(tell_service_manager(service_ready)) << name;
  }
  setenv("NOTIFY_SOCKET", std::string(500, 'x').c_str(), 1);
  EXPECT_FALSE(tell_service_manager(service_ready));
}

}  // namespace
}  // namespace tocsin::system
