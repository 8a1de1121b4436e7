// Where things lie in a collector's state directory, as `tocsind init` makes it. Everything in it
// is readable by its owner only.
//
//   origin            the first log's name, one line: "geneva.example/log"
//   years             whose logs have begun since, one a line, the current log's last (turn.h)
//   log-key.pem       Ed25519; signs acknowledgements and checkpoints
//   ca.pem            who signs the certificates of our listeners and probes
//   ca-key.pem
//   server.pem        the listeners' certificate
//   server-key.pem
//   journal/          everything that was ever acknowledged
//   committed         the newest checkpoint that was signed (daemon/ledger/ledger.h)
//   log/              the public log, made of the journal: copy it to wherever it is to be read
//   2027/             the same four of the log of a year; before it begins the key alone
//                     (next_origins.h)
//   tokens/           one-time tokens (daemon/enrol/token_store.h)
//   witness/          what it cosigned of peers' logs (core/witnessing/durable_witness.h)
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace tocsin::collector {

// Of one log.
struct LogLayout {
  std::filesystem::path dir;

  std::filesystem::path key() const { return dir / "log-key.pem"; }
  std::filesystem::path journal() const { return dir / "journal"; }
  std::filesystem::path committed() const { return dir / "committed"; }
  std::filesystem::path folder() const { return dir / "log"; }
};

struct StateLayout {
  std::filesystem::path dir;

  std::filesystem::path origin() const { return dir / "origin"; }
  std::filesystem::path years() const { return dir / "years"; }
  LogLayout first_log() const { return {dir}; }
  LogLayout log_of(int year) const { return {dir / std::to_string(year)}; }
  std::filesystem::path ca() const { return dir / "ca.pem"; }
  std::filesystem::path ca_key() const { return dir / "ca-key.pem"; }
  std::filesystem::path server() const { return dir / "server.pem"; }
  std::filesystem::path server_key() const { return dir / "server-key.pem"; }
  std::filesystem::path tokens() const { return dir / "tokens"; }
  std::filesystem::path witness() const { return dir / "witness"; }
};

// The name that the listeners' certificate carries, and the trust domain of the probes'
// certificates: the origin up to its first slash.
inline std::string host_of(std::string_view origin) {
  return std::string(origin.substr(0, origin.find('/')));
}

}  // namespace tocsin::collector
