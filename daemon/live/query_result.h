// How a query ended, in the words of the label `result`: "ok" for an answer with RCODE NOERROR, the
// name of any other RCODE in lower case, or the outcome where there was no answer. The list is
// closed, so that no server can make labels.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/record/answer.h"
#include "core/record/measurement.h"
#include "core/record/outcome.h"

namespace tocsin::collector {

// RFC 1035 section 4.1.1 and the IANA registry of RCODEs. "rcode_refused" is the server's word
// REFUSED; the outcome "refused" is a port that nobody listens on.
inline constexpr std::array<std::string_view, 12> rcode_results{"ok",
                                                                "formerr",
                                                                "servfail",
                                                                "nxdomain",
                                                                "notimp",
                                                                "rcode_refused",
                                                                "yxdomain",
                                                                "yxrrset",
                                                                "nxrrset",
                                                                "notauth",
                                                                "notzone",
                                                                "other_rcode"};

inline constexpr std::size_t query_result_count = rcode_results.size() + record::outcome_count - 1;

// An index into the list: RCODEs first, then the outcomes other than answered.
class QueryResult {
 public:
  constexpr explicit QueryResult(std::size_t index) : index_(index) {}
  constexpr QueryResult(record::Outcome outcome, std::optional<std::uint16_t> rcode)
      : index_(outcome == record::Outcome::answered ? of_rcode(rcode) : of_outcome(outcome)) {}

  constexpr std::size_t index() const { return index_; }
  constexpr std::string_view name() const {
    if (index_ < rcode_results.size()) return rcode_results[index_];
    return record::outcome_names[index_ - rcode_results.size() + 1];
  }
  bool operator==(const QueryResult&) const = default;

 private:
  static constexpr std::size_t of_rcode(std::optional<std::uint16_t> rcode) {
    const std::size_t other = rcode_results.size() - 1;
    return rcode && *rcode < other ? *rcode : other;
  }
  static constexpr std::size_t of_outcome(record::Outcome outcome) {
    return rcode_results.size() + static_cast<std::size_t>(outcome) - 1;
  }

  std::size_t index_;
};

inline constexpr QueryResult ok_result{0};
inline constexpr QueryResult timeout_result{record::Outcome::timeout, std::nullopt};

inline QueryResult result_of(const record::Measurement& measurement, const record::Answer* answer) {
  return {measurement.outcome, answer ? std::optional(answer->rcode) : std::nullopt};
}

}  // namespace tocsin::collector
