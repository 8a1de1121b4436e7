#include "tests/lab/cage/channel.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cstring>

#include "tests/lab/cage/errno_text.h"

namespace tocsin::lab {
namespace {

constexpr std::size_t files_max = 3;

Result<sockaddr_un> address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return fail("too long for a socket: " + path);
  path.copy(address.sun_path, path.size());
  return address;
}

Fd open_socket() {
  return Fd(socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
}

// Words are joined by NUL, each ended by one.
std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += word + '\0';
  return text;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto length = text.find('\0');
    words.emplace_back(text.substr(0, length));
    text.remove_prefix(length == std::string_view::npos ? text.size() : length + 1);
  }
  return words;
}

std::vector<Fd> files_of(msghdr& header) {
  std::vector<Fd> files;
  for (auto* part = CMSG_FIRSTHDR(&header); part != nullptr; part = CMSG_NXTHDR(&header, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
    const auto count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int number = -1;
      std::memcpy(&number, CMSG_DATA(part) + i * sizeof number, sizeof number);
      files.emplace_back(number);
    }
  }
  return files;
}

}  // namespace

Result<Fd> listen_at(const std::string& path) {
  const auto address = address_of(path);
  if (!address) return tl::unexpected(address.error());
  auto socket = open_socket();
  const auto* raw = reinterpret_cast<const sockaddr*>(&*address);
  if (bind(socket.get(), raw, sizeof *address) != 0 || chmod(path.c_str(), 0600) != 0 ||
      listen(socket.get(), 16) != 0) {
    return fail_errno("cannot listen at " + path);
  }
  return socket;
}

Result<Fd> connect_to(const std::string& path) {
  const auto address = address_of(path);
  if (!address) return tl::unexpected(address.error());
  auto socket = open_socket();
  const auto* raw = reinterpret_cast<const sockaddr*>(&*address);
  if (connect(socket.get(), raw, sizeof *address) != 0) {
    return fail_errno("cannot reach a lab at " + path);
  }
  return socket;
}

Status<> send_message(int socket,
                      const std::vector<std::string>& words,
                      const std::vector<int>& files) {
  auto text = joined(words);
  if (text.size() > message_bytes_max) return fail("too long for one message");
  iovec data{.iov_base = text.data(), .iov_len = text.size()};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * files_max)] = {};
  msghdr header{};
  header.msg_iov = &data;
  header.msg_iovlen = 1;
  if (!files.empty()) {
    header.msg_control = control;
    header.msg_controllen = CMSG_SPACE(sizeof(int) * files.size());
    auto* part = CMSG_FIRSTHDR(&header);
    part->cmsg_level = SOL_SOCKET;
    part->cmsg_type = SCM_RIGHTS;
    part->cmsg_len = CMSG_LEN(sizeof(int) * files.size());
    std::memcpy(CMSG_DATA(part), files.data(), sizeof(int) * files.size());
  }
  if (sendmsg(socket, &header, MSG_NOSIGNAL) < 0) return fail_errno("cannot send");
  return {};
}

Result<Message> receive_message(int socket) {
  std::string text(message_bytes_max, '\0');
  iovec data{.iov_base = text.data(), .iov_len = text.size()};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * files_max)] = {};
  msghdr header{};
  header.msg_iov = &data;
  header.msg_iovlen = 1;
  header.msg_control = control;
  header.msg_controllen = sizeof control;
  const auto length = recvmsg(socket, &header, MSG_CMSG_CLOEXEC);
  if (length < 0) return fail_errno("cannot receive");
  if (length == 0) return fail("the other side has gone");
  text.resize(static_cast<std::size_t>(length));
  return Message{.words = split(text), .files = files_of(header)};
}

}  // namespace tocsin::lab
