// Plans on their way from the collector's configuration into its log, and from the log to probes.
// On the Asio thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/http/message.h"
#include "daemon/ledger/ledger_thread.h"
#include "daemon/ledger/log_folder.h"
#include "daemon/plans/plan_book.h"

namespace tocsin::collector {

// What the log is to say.
struct Wanted {
  std::vector<plan::Plan> plans;  // these, and no others
  std::vector<Bytes> words;       // operators' opt-outs, signed; those before hold as well
};

class PlanDesk {
 public:
  // Writes an entry and its object; the entry's index, once it is durable.
  using Log = std::function<boost::asio::awaitable<std::optional<std::uint64_t>>(
      entry::Kind, Bytes body, Bytes object)>;

  // The folder outlives this.
  PlanDesk(PlanBook book, const LogFolder& folder, Log log)
      : book_(std::move(book)), folder_(folder), log_(std::move(log)) {}

  // A new checkpoint is out.
  void published(PublishedLog log) { published_ = std::move(log); }

  // Has the log say this. Asked again meanwhile, what was wanted last counts.
  boost::asio::awaitable<void> say(Wanted wanted);

  // GET /v1/plan
  http::Response offer();

 private:
  boost::asio::awaitable<bool> say_plan(plan::Plan plan);
  boost::asio::awaitable<bool> say_word(Bytes word);

  PlanBook book_;
  const LogFolder& folder_;
  Log log_;
  PublishedLog published_;
  Wanted wanted_;
  bool saying_ = false;
  std::string offered_under_;  // the checkpoint that the offer is proven with
  Bytes offer_;
};

}  // namespace tocsin::collector
