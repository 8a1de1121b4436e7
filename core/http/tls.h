// What a side of a TLS connection brings. Everything is PEM text, as core/crypto writes it. TLS 1.3
// only, without tickets, resumption or early data: each connection proves itself anew, and no
// request can be replayed by the network.
#pragma once

#include <optional>
#include <string>

namespace tocsin::http {

// A certificate (with intermediates, leaf first) and its private key.
struct TlsIdentity {
  std::string certificate_pem;
  std::string key_pem;
};

struct TlsServerOptions {
  TlsIdentity identity;
  // The only authority whose client certificates are accepted. Given: a client must show one.
  // Nothing: clients are not asked.
  std::optional<std::string> client_ca_pem;
};

struct TlsClientOptions {
  std::string server_name;  // must be in the server's certificate; never resolved
  std::string ca_pem;       // the only authority that is trusted; the host's store is not read
  std::optional<TlsIdentity> identity;
};

}  // namespace tocsin::http
