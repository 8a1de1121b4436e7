// From PEM text to a context of OpenSSL, with our one policy; and from OpenSSL's words back to
// ours. Private to this folder.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <boost/system/error_code.hpp>
#include <memory>
#include <optional>

#include "core/base/result.h"
#include "core/http/message.h"
#include "core/http/refusal.h"
#include "core/http/tls.h"

namespace tocsin::http {

using TlsContext = std::unique_ptr<boost::asio::ssl::context>;

Result<TlsContext> server_context(const TlsServerOptions& options);
Result<TlsContext> client_context(const TlsClientOptions& options);

// Before the handshake: the name that the server must prove.
bool expect_server_name(SSL* connection, const std::string& name);

// After a handshake: who is there; nothing if no certificate was shown.
std::optional<Peer> peer_of(SSL* connection);

// After a failed handshake of a server.
TlsRefusal tls_refusal_of(SSL* connection, const boost::system::error_code& error);

}  // namespace tocsin::http
