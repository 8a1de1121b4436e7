#include "probes/uplink/answer.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/http/problem.h"
#include "core/record/submission.h"

namespace tocsin::probe {
namespace {

constexpr std::array<std::string_view, 3> turned_away_names{
    "unknown-probe", "foreign-identity", "revoked"};

bool is_final(unsigned status) {
  const bool client_error = status >= 400 && status < 500;
  return client_error && status != 408 && status != 425 && status != 429;
}

std::optional<TurnedAway> turned_away_by(std::string_view slug) {
  const auto found = std::ranges::find(turned_away_names, slug);
  if (found == turned_away_names.end()) return std::nullopt;
  return static_cast<TurnedAway>(found - turned_away_names.begin());
}

// A header that is no number says nothing.
std::optional<std::uint64_t> leaf_of(const http::Response& response) {
  const auto text = response.headers.find(record::leaf_header);
  if (!text) return std::nullopt;
  std::uint64_t leaf = 0;
  const auto* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, leaf);
  if (error != std::errc() || stop != end) return std::nullopt;
  return leaf;
}

Answer read_acknowledgement(const http::Response& response,
                            const Digest& envelope,
                            const entry::LogKeys& log_keys) {
  const auto word = log_keys.open_acknowledgement(response.body);
  if (!word) return Retry{RetryReason::not_acknowledged, word.error().text};
  if (word->envelope != envelope) {
    return Retry{RetryReason::not_acknowledged, "the acknowledgement is for another batch"};
  }
  return Confirmed{*word, leaf_of(response)};
}

}  // namespace

std::string_view name_of(TurnedAway why) {
  return turned_away_names[static_cast<std::size_t>(why)];
}

Answer read_answer(const Result<http::Response>& response,
                   const Digest& envelope,
                   const entry::LogKeys& log_keys) {
  if (!response) return Retry{RetryReason::no_answer, response.error().text};
  if (response->status == 200) return read_acknowledgement(*response, envelope, log_keys);
  auto slug = http::problem_slug(*response);
  if (is_final(response->status) && !slug.empty()) {
    if (const auto why = turned_away_by(slug)) return *why;
    return FinalRefusal{response->status, std::move(slug), response->body};
  }
  const auto status = "status " + std::to_string(response->status);
  const bool busy = response->status == 429 || response->status == 503;
  return Retry{busy ? RetryReason::busy : RetryReason::not_about_the_batch,
               slug.empty() ? status : status + ", " + slug};
}

}  // namespace tocsin::probe
