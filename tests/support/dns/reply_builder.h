// Replies for tests, whole or broken on purpose: starts as an authoritative answer without records
// to one query, and says what is told to be different.
#pragma once

#include <string_view>

#include "core/base/bytes.h"
#include "core/dns/query.h"

namespace tocsin::test {

class ReplyBuilder {
 public:
  explicit ReplyBuilder(const dns::QueryOptions& query);
  // The same from a query's bytes, as a server sees it.
  explicit ReplyBuilder(ByteView query);

  ReplyBuilder& id(std::uint16_t id);
  ReplyBuilder& flags(std::uint16_t flags);
  ReplyBuilder& truncated();
  ReplyBuilder& rcode(dns::Rcode rcode);  // the upper bits need EDNS
  ReplyBuilder& question(std::string_view name, dns::Type type = dns::Type::soa);
  ReplyBuilder& without_question();
  ReplyBuilder& answer(dns::Type type, ByteView rdata);
  ReplyBuilder& additional(std::string_view owner, dns::Type type, ByteView rdata);
  ReplyBuilder& soa(std::uint32_t serial);
  ReplyBuilder& nsid(std::string_view text);

  Bytes bytes() const;

 private:
  std::uint16_t id_ = 0;
  std::uint16_t flags_ = 0;
  std::uint16_t rcode_ = 0;
  std::optional<dns::Question> question_;
  std::uint16_t answer_count_ = 0;
  Bytes answers_;
  std::uint16_t additional_count_ = 0;
  Bytes additionals_;             // without the OPT record
  std::optional<Bytes> options_;  // of the OPT record
};

}  // namespace tocsin::test
