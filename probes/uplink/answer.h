// What a collector's answer to a batch means: a pure decision.
//
// Only an acknowledgement that verifies moves a batch on. Only a problem document of ours with a
// final status moves it aside: a proxy's 404, or a collector that takes nothing of this probe, says
// nothing about the batch, and the batch stays.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/digest.h"
#include "core/base/result.h"
#include "core/entry/log_keys.h"
#include "core/http/message.h"
#include "core/record/acknowledgement.h"
#include "probes/uplink/outbox.h"

namespace tocsin::probe {

struct Confirmed {
  record::Acknowledgement word;
  std::optional<std::uint64_t> leaf;  // Receipt::leaf
};

enum class RetryReason { no_answer, not_acknowledged, busy, not_about_the_batch };

struct Retry {
  RetryReason reason = RetryReason::no_answer;
  std::string why;  // a sentence for the log
};

// The collector takes nothing of this probe: a matter of its connection or registration. Another
// day the same batch is welcome.
enum class TurnedAway { unknown_probe, foreign_identity, revoked };

// The slug of the collector's problem document.
std::string_view name_of(TurnedAway why);

using Answer = std::variant<Confirmed, FinalRefusal, TurnedAway, Retry>;

Answer read_answer(const Result<http::Response>& response,
                   const Digest& envelope,
                   const entry::LogKeys& log_keys);

}  // namespace tocsin::probe
