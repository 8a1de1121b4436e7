// POST /v1/refusals: a probe hands over a batch that another collector has refused, and signs that
// it has (docs/formats/refusal-notice.md). What it signs becomes an entry of the log; the batch is
// kept in that entry's journal record and goes into no chain, no figure and no view.
//
// Only probes that are enrolled here, over their own certificate; one notice at a time, of so many
// (refusal_book.h) and so large. The answer is the entry's index, once it is durable; the same
// again gets the same answer. On the Asio thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "core/base/clock.h"
#include "core/http/message.h"
#include "daemon/enrol/registry.h"
#include "daemon/ingest/refusal_book.h"
#include "daemon/ingest/verified_batch.h"

namespace tocsin::collector {

class RefusalDesk {
 public:
  static constexpr std::size_t handed_bytes_max = std::size_t{1} << 20U;

  // Writes an entry and what its record holds beside it; the entry's index, once it is durable.
  using Log = std::function<boost::asio::awaitable<std::optional<std::uint64_t>>(
      entry::Kind, Bytes, Bytes)>;

  struct Parts {
    const Registry& registry;  // outlives this, as the next
    const Clock& clock;
    std::string collector;                    // trust domain of the probes' certificates
    std::vector<crypto::PublicKey> log_keys;  // our own
    Log log;
  };

  RefusalDesk(Parts parts, RefusalBook book) : parts_(std::move(parts)), book_(std::move(book)) {}

  boost::asio::awaitable<http::Response> post(http::Request request);

  // Since the start: "taken", the same again too, or the reason of the refusal.
  const std::map<std::string, std::uint64_t>& counts() const { return counts_; }

 private:
  struct Handed {
    record::RefusalNotice notice;
    Bytes signed_notice;
    Bytes submission;
  };

  boost::asio::awaitable<http::Response> take(http::Request request);
  Result<Handed, http::Response> examine(const http::Request& request) const;
  boost::asio::awaitable<http::Response> enter(Handed handed);

  Parts parts_;
  RefusalBook book_;
  bool busy_ = false;
  std::map<std::string, std::uint64_t> counts_{{"taken", 0}};
};

}  // namespace tocsin::collector
