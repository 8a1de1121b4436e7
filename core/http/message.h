// An HTTP request and response as values: whole, in memory, bounded by the limits of whoever read
// them. What speaks them on the wire is server.h and client.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/digest.h"

namespace tocsin::http {

struct Header {
  std::string name;  // compared without regard to case (RFC 9110, section 5.1)
  std::string value;

  bool operator==(const Header&) const = default;
};

class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<Header> all) : all_(all) {}

  void add(std::string name, std::string value);
  // The first value under this name.
  std::optional<std::string_view> find(std::string_view name) const;
  const std::vector<Header>& all() const { return all_; }

 private:
  std::vector<Header> all_;
};

// Who is at the other end, as far as TLS proved it against our own certificate authority. The
// certificate gives transport, never identity: a probe's identity is the key that signs its
// batches.
struct Peer {
  Digest certificate{};            // SHA-256 of its DER
  std::optional<std::string> uri;  // its one URI subject alternative name; none if several

  bool operator==(const Peer&) const = default;
};

struct Request {
  std::string method = "GET";
  std::string target = "/";  // path and query, as sent
  Headers headers;
  Bytes body;
  std::optional<Peer> peer;  // set by the server where a client certificate was verified

  std::string_view path() const;   // the target before '?'
  std::string_view query() const;  // behind it; empty if there is none
};

struct Response {
  unsigned status = 200;
  Headers headers;
  Bytes body;
};

// A response with one content type and this body.
Response reply(unsigned status, std::string content_type, Bytes body);
Response reply(unsigned status, std::string content_type, std::string_view body);

}  // namespace tocsin::http
