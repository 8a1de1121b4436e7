// A DNS message as it came from the network, taken apart without copying: `Reply` is a set of views
// into bytes that the caller keeps. Parsing is total: any bytes give a reply or one named error, in
// time linear in their number (times the 127 labels of a name). What is said in a reply is not
// judged here: whether it answers our query is match.h's question.
#pragma once

#include <optional>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/dns/edns.h"
#include "core/dns/header.h"
#include "core/dns/parse_error.h"
#include "core/dns/question.h"
#include "core/dns/record.h"

namespace tocsin::dns {

class Reply {
 public:
  ByteView bytes() const { return bytes_; }
  const Header& header() const { return header_; }
  Flags flags() const { return header_.flags; }
  std::uint16_t id() const { return header_.id; }

  // With the upper bits of EDNS, where the reply has it.
  Rcode rcode() const;

  // The question, where the reply has exactly one.
  std::optional<Question> question() const;

  const Records& answers() const { return answers_; }
  const Records& authorities() const { return authorities_; }
  const Records& additionals() const { return additionals_; }  // with the OPT record
  const std::optional<Edns>& edns() const { return edns_; }

  // What follows the last record: legal nowhere, and seen in the wild.
  ByteView trailing() const { return trailing_; }

 private:
  friend class ReplyParser;
  Reply() = default;

  ByteView bytes_;
  Header header_;
  Records answers_;
  Records authorities_;
  Records additionals_;
  std::optional<Edns> edns_;
  ByteView trailing_;
};

Result<Reply, ParseError> parse_reply(ByteView message);

// The serial of the first SOA record of the answer section that is for the name asked; nothing
// where there is none, or where it is not well formed.
std::optional<std::uint32_t> soa_serial(const Reply& reply);

// The name server identifier (RFC 5001), opaque; empty is not the same as absent.
std::optional<ByteView> nsid(const Reply& reply);

}  // namespace tocsin::dns
