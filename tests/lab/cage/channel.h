// How the command line talks to the agent: messages over a Unix socket of type SOCK_SEQPACKET. A
// message is a list of words, some of them with open files.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "tests/lab/cage/fd.h"

namespace tocsin::lab {

struct Message {
  std::vector<std::string> words;
  std::vector<Fd> files = {};
};

// At most this many bytes of words in one message; an environment and a command fit well.
inline constexpr std::size_t message_bytes_max = 160 * 1024;

Result<Fd> listen_at(const std::string& path);
Result<Fd> connect_to(const std::string& path);

Status<> send_message(int socket,
                      const std::vector<std::string>& words,
                      const std::vector<int>& files = {});
// An error also where the other side has gone.
Result<Message> receive_message(int socket);

}  // namespace tocsin::lab
