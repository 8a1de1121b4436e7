// What the messages of a zone transfer say together (RFC 5936 section 2.2): they come in one after
// the other, and the first and the last record are the zone's SOA. Pure.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/dns/query.h"
#include "core/dns/reply.h"
#include "core/xfr/fault.h"

namespace tocsin::xfr {

struct Limits {
  std::size_t octets_max = 32ULL * 1024 * 1024;  // of records, without compression
  std::size_t messages_max = 100'000;
};

// AXFR of the zone, without EDNS: some servers answer it with FORMERR.
dns::QueryOptions axfr_query(const dns::Name& zone, std::uint16_t id);

class Transfer {
 public:
  explicit Transfer(dns::QueryOptions query, Limits limits = {})
      : query_(std::move(query)), limits_(limits) {}

  enum class State : std::uint8_t { under_way, complete };

  // After a fault it is of no use.
  Result<State, Fault> hear(ByteView message);

  // All records but the final SOA, one after the other, none compressed.
  const Bytes& records() const { return records_; }

 private:
  Status<Fault> check_message(const dns::Reply& reply) const;
  Status<Fault> take(const dns::Record& record);
  Status<Fault> begin(const dns::Record& record);
  bool is_soa(const dns::Record& record) const;

  dns::QueryOptions query_;
  Limits limits_;
  std::size_t messages_ = 0;
  State state_ = State::under_way;
  Bytes soa_;  // the first record; empty before it
  Bytes records_;
};

}  // namespace tocsin::xfr
