// Plans on their way from the collector's configuration into its log, and from the log to probes.
// On the Asio thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/http/message.h"
#include "core/record/payload_policy.h"
#include "daemon/ledger/ledger_thread.h"
#include "daemon/ledger/log_folder.h"
#include "daemon/main/revoking.h"
#include "daemon/plans/plan_book.h"

namespace tocsin::collector {

// What the log is to say.
struct Wanted {
  std::vector<plan::Plan> plans;  // these, and no others
  std::vector<Bytes> words;       // operators' opt-outs, signed; those before hold as well
  std::vector<SignedRevocation> revocations;
  record::PayloadPolicy payloads;
  std::vector<Bytes> annotations;  // signed, by whomever
};

class PlanDesk {
 public:
  // Writes an entry and its object; the entry's index, once it is durable.
  using Log = std::function<boost::asio::awaitable<std::optional<std::uint64_t>>(
      entry::Kind, Bytes body, Bytes object)>;

  // The folder and the clock outlive this.
  PlanDesk(PlanBook book, const LogFolder& folder, const Clock& clock, Log log)
      : book_(std::move(book)), folder_(folder), clock_(clock), log_(std::move(log)) {}

  // A new checkpoint is out.
  void published(PublishedLog log) { published_ = std::move(log); }

  // Somebody else has had the log say this to probes: an announcement of origins.
  void take(std::uint64_t index, const entry::EntryView& entry, ByteView object);

  // Has the log say this. Asked again meanwhile, what was wanted last counts.
  boost::asio::awaitable<void> say(Wanted wanted);

  // So many probes take part. True where the log has to say something else for that, once
  // something was said at all: say_again().
  bool has_probes(std::size_t probes);
  boost::asio::awaitable<void> say_again();

  // Is offered beside what this log says: announcements of it by logs that ended, with the proofs
  // that they are there.
  void offer_beside(const std::vector<record::OfferedEntry>& announced);

  // GET /v1/plan
  http::Response offer();

 private:
  boost::asio::awaitable<void> say_missing();
  boost::asio::awaitable<bool> say_plan(plan::Plan plan);
  boost::asio::awaitable<bool> say_word(Bytes word);

  PlanBook book_;
  record::PlanOffer beside_;
  const LogFolder& folder_;
  const Clock& clock_;
  Log log_;
  PublishedLog published_;
  Wanted wanted_;
  std::uint32_t fleet_ = 0;  // as it is said, 0: not at all
  bool wants_ = false;       // something else than what is being said
  bool saying_ = false;
  std::string offered_under_;  // the checkpoint that the offer is proven with
  Bytes offer_;                // none: to be made
};

}  // namespace tocsin::collector
