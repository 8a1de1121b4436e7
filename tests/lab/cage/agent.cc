#include "tests/lab/cage/agent.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <cstdio>
#include <map>
#include <memory>

#include "tests/lab/cage/channel.h"
#include "tests/lab/cage/errno_text.h"
#include "tests/lab/cage/faults.h"
#include "tests/lab/cage/lab.h"
#include "tests/lab/cage/request.h"
#include "tests/lab/cage/status_report.h"

namespace tocsin::lab {
namespace {

class Agent {
 public:
  Agent(std::unique_ptr<Lab> lab, Fd listener, Fd signals, Fd owner)
      : lab_(std::move(lab)),
        faults_(*lab_),
        listener_(std::move(listener)),
        signals_(std::move(signals)),
        owner_(std::move(owner)) {}

  void serve();

 private:
  void accept_client();
  void hear(int client);
  Result<std::string> carry_out(const std::vector<std::string>& words);
  Status<> change_fault(const std::string& verb, const std::vector<std::string>& words);
  Status<> execute(int client, const Message& message);
  Status<> start_service(const std::vector<std::string>& words);
  Status<> on_service(const std::string& verb, const std::string& name);
  void forget(int client);
  void reap();

  std::unique_ptr<Lab> lab_;
  Faults faults_;
  Fd listener_;
  Fd signals_;
  Fd owner_;
  std::map<int, Fd> clients_;
  std::map<pid_t, int> executions_;  // which client waits for which process
  bool down_ = false;
};

void Agent::serve() {
  while (!down_) {
    std::vector<pollfd> events = {{.fd = signals_.get(), .events = POLLIN, .revents = 0},
                                  {.fd = owner_.get(), .events = POLLIN, .revents = 0},
                                  {.fd = listener_.get(), .events = POLLIN, .revents = 0}};
    for (const auto& [number, client] : clients_) {
      events.push_back({.fd = number, .events = POLLIN, .revents = 0});
    }
    if (poll(events.data(), events.size(), -1) < 0 && errno != EINTR) return;
    if (events[0].revents != 0) reap();
    if (events[1].revents != 0) return;
    if (events[2].revents != 0) accept_client();
    for (std::size_t i = 3; i < events.size(); ++i) {
      if (events[i].revents != 0) hear(events[i].fd);
    }
  }
}

void Agent::accept_client() {
  Fd client(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
  const int number = client.get();
  if (client) clients_.emplace(number, std::move(client));
}

void Agent::hear(int client) {
  const auto message = receive_message(client);
  if (!message || message->words.empty()) return forget(client);
  if (message->words.front() == "exec") {
    if (const auto status = execute(client, *message); !status) {
      (void)send_message(client, {"error", status.error().text});
    }
    return;
  }
  const auto done = carry_out(message->words);
  const auto answer = done ? std::vector<std::string>{"ok", *done}
                           : std::vector<std::string>{"error", done.error().text};
  if (!send_message(client, answer)) forget(client);
}

Result<std::string> Agent::carry_out(const std::vector<std::string>& words) {
  const auto& verb = words.front();
  const std::vector<std::string> rest(words.begin() + 1, words.end());
  const auto said = [](Status<> status, std::string text) -> Result<std::string> {
    if (!status) return tl::unexpected(status.error());
    return text;
  };
  if (verb == "status" && rest.size() == 1) return status_report(*lab_, faults_, rest.front());
  if (verb == "fault" || verb == "clear") return said(change_fault(verb, rest), "");
  if (verb == "publish") return said(lab_->publish(rest), "");
  if (verb == "drop" && rest.size() == 1) return said(lab_->drop(rest.front()), "");
  if (verb == "start") return said(start_service(rest), "");
  if (verb == "down") {
    down_ = true;
    return std::string();
  }
  if (rest.size() == 1) return said(on_service(verb, rest.front()), "");
  return fail("not understood: " + verb);
}

Status<> Agent::change_fault(const std::string& verb, const std::vector<std::string>& words) {
  const auto request = fault_from(words);
  if (!request) return tl::unexpected(request.error());
  return verb == "fault" ? faults_.start(*request) : faults_.clear(*request);
}

// A client that goes away takes its program with it (forget).
Status<> Agent::execute(int client, const Message& message) {
  const auto order = order_from({message.words.begin() + 1, message.words.end()});
  if (!order) return tl::unexpected(order.error());
  const auto* host = lab_->network().host(order->host);
  if (host == nullptr) return fail("there is no host " + order->host);
  if (message.files.size() != 3) return fail("exec needs three files");
  const auto pid = launch({.command = order->command,
                           .host = host,
                           .folder = order->folder,
                           .environment = order->environment,
                           .input = message.files[0].get(),
                           .output = message.files[1].get(),
                           .error = message.files[2].get()});
  if (!pid) return tl::unexpected(pid.error());
  executions_[*pid] = client;
  return {};
}

Status<> Agent::start_service(const std::vector<std::string>& words) {
  if (words.empty()) return fail("start needs a name");
  const auto order = order_from({words.begin() + 1, words.end()});
  if (!order) return tl::unexpected(order.error());
  const auto* host = lab_->network().host(order->host);
  if (host == nullptr) return fail("there is no host " + order->host);
  return lab_->supervisor().start({.name = words.front(),
                                   .host = order->host,
                                   .command = order->command,
                                   .where = host,
                                   .folder = order->folder,
                                   .environment = order->environment,
                                   .log_path = lab_->folder().log_of(words.front())});
}

Status<> Agent::on_service(const std::string& verb, const std::string& name) {
  if (verb == "stop") return lab_->supervisor().stop(name);
  if (verb == "kill") return lab_->supervisor().crash(name);
  if (verb == "restart") return lab_->supervisor().restart(name);
  return fail("not understood: " + verb);
}

void Agent::forget(int client) {
  for (auto& [pid, waiting] : executions_) {
    if (waiting == client) kill(-pid, SIGKILL);
  }
  std::erase_if(executions_, [&](const auto& entry) { return entry.second == client; });
  clients_.erase(client);
}

void Agent::reap() {
  signalfd_siginfo ignored;
  if (read(signals_.get(), &ignored, sizeof ignored) < 0) return;
  int status = 0;
  for (pid_t pid = 0; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
    lab_->supervisor().ended(pid, status);
    const auto found = executions_.find(pid);
    if (found == executions_.end()) continue;
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    (void)send_message(found->second, {"exit", std::to_string(code)});
    executions_.erase(found);
  }
}

Fd child_signals() {
  sigset_t mask;
  sigemptyset(&mask);
  sigaddset(&mask, SIGCHLD);
  sigprocmask(SIG_BLOCK, &mask, nullptr);
  return Fd(signalfd(-1, &mask, SFD_CLOEXEC));
}

// What the agent and its tools print goes to a file that outlives the terminal.
Status<> redirect_output(const StateFolder& folder) {
  const Fd log(open(folder.agent_log().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
  const Fd nothing(open("/dev/null", O_RDONLY | O_CLOEXEC));
  if (!log || !nothing) return fail_errno("cannot open " + folder.agent_log());
  dup2(nothing.get(), 0);
  dup2(log.get(), 1);
  dup2(log.get(), 2);
  return {};
}

void tell(Fd& progress, const std::string& text) {
  if (write(progress.get(), text.data(), text.size()) < 0) std::perror("progress");
  progress.close();
}

}  // namespace

int run_agent(AgentPlan plan) {
  prctl(PR_SET_NAME, "lab-agent");
  setenv("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", 1);
  auto listener = listen_at(plan.folder.socket());
  Status<> status;
  if (!listener) status = tl::unexpected(listener.error());
  if (status) status = redirect_output(plan.folder);
  if (!status) {
    tell(plan.progress, status.error().text);
    return 1;
  }
  auto signals = child_signals();
  auto lab = Lab::raise(std::move(plan.topology), plan.folder, plan.seed);
  if (!lab) {
    tell(plan.progress, lab.error().text);
    return 1;
  }
  tell(plan.progress, "ready");
  Agent(std::move(*lab), std::move(*listener), std::move(signals), std::move(plan.owner)).serve();
  return 0;
}

}  // namespace tocsin::lab
