// A root zone as somebody gave it: read, and not yet to be believed. What can be done with it is to
// verify it (verify.h) and to look at it. Built once, never changed: may be shared by threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "core/base/digest.h"
#include "core/zone/delegation.h"
#include "core/zone/fault.h"

namespace tocsin::zone {

struct Content;

class Zone {
 public:
  // Master-file text (RFC 1035 section 5); $INCLUDE is refused.
  static Result<Zone, Fault> from_text(std::string_view text);

  // Records one after the other in wire form without compression, as core/xfr hands them over.
  // Equal records count once, so that the second SOA of a transfer does no harm.
  static Result<Zone, Fault> from_records(ByteView records);

  std::uint32_t serial() const;
  std::chrono::seconds expire() const;  // of its SOA
  std::size_t record_count() const;

  // SHA-256 over all records in canonical wire form (RFC 4034 section 6.2), TTL included, in the
  // order of owner (6.1), type and data. The order in which they came does not matter.
  const Digest& digest() const;

  // In canonical order.
  std::span<const Delegation> delegations() const;

  const Content& content() const { return *content_; }  // for core/zone alone

 private:
  explicit Zone(std::shared_ptr<const Content> content) : content_(std::move(content)) {}

  std::shared_ptr<const Content> content_;
};

}  // namespace tocsin::zone
