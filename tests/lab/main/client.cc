#include "tests/lab/main/client.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <filesystem>

#include "tests/lab/cage/channel.h"
#include "tests/lab/cage/errno_text.h"

extern char** environ;

namespace tocsin::lab {
namespace {

constexpr int end_patience_ms = 20'000;

// What a shell says of a command that SIGKILL has ended.
constexpr int killed = 128 + 9;

Result<std::string> text_of(const Message& answer, const std::string& wanted) {
  if (answer.words.size() < 2) return fail("the agent's answer is cut off");
  if (answer.words[0] != wanted) return fail(answer.words[1]);
  return answer.words[1];
}

// A handle of the agent's process: it is readable once the kernel has ended the whole cage.
Result<Fd> agent_process(int socket) {
  ucred credentials{};
  socklen_t length = sizeof credentials;
  if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0) {
    return fail_errno("cannot tell who the agent is");
  }
  Fd handle(static_cast<int>(syscall(SYS_pidfd_open, credentials.pid, 0)));
  if (!handle) return fail_errno("cannot watch the agent");
  return handle;
}

}  // namespace

Result<std::string> ask_agent(const StateFolder& folder, const std::vector<std::string>& words) {
  const auto socket = connect_to(folder.socket());
  if (!socket) return tl::unexpected(socket.error());
  if (const auto sent = send_message(socket->get(), words); !sent) {
    return tl::unexpected(sent.error());
  }
  const auto answer = receive_message(socket->get());
  if (!answer) return tl::unexpected(answer.error());
  return text_of(*answer, "ok");
}

Result<int> execute(const StateFolder& folder, const Order& order) {
  const auto socket = connect_to(folder.socket());
  if (!socket) return tl::unexpected(socket.error());
  auto words = to_words(order);
  words.insert(words.begin(), "exec");
  if (const auto sent = send_message(socket->get(), words, {0, 1, 2}); !sent) {
    return tl::unexpected(sent.error());
  }
  const auto answer = receive_message(socket->get());
  if (!answer) return killed;  // the lab has ended, and the kernel this command with it
  const auto status = text_of(*answer, "exit");
  if (!status) return tl::unexpected(status.error());
  return std::stoi(*status);
}

Status<> end_lab(const StateFolder& folder) {
  const auto socket = connect_to(folder.socket());
  if (!socket) return tl::unexpected(socket.error());
  const auto agent = agent_process(socket->get());
  if (!agent) return tl::unexpected(agent.error());
  if (const auto sent = send_message(socket->get(), {"down"}); !sent) return sent;
  pollfd event{.fd = agent->get(), .events = POLLIN, .revents = 0};
  if (poll(&event, 1, end_patience_ms) != 1) return fail("the lab does not end");
  return {};
}

Order order_here(const std::string& host, const std::vector<std::string>& command) {
  Order order{.host = host,
              .folder = std::filesystem::current_path().string(),
              .environment = {},
              .command = command};
  for (char** variable = environ; *variable != nullptr; ++variable) {
    order.environment.emplace_back(*variable);
  }
  return order;
}

}  // namespace tocsin::lab
