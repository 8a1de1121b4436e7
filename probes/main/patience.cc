#include "probes/main/patience.h"

#include <algorithm>
#include <charconv>

namespace tocsin::probe {
namespace {

constexpr unsigned too_many_requests = 429;
constexpr unsigned shortest_s = 1;
constexpr unsigned unsaid_s = 2;
constexpr unsigned longest_s = 30;

Duration spread(Duration pause, Entropy& entropy) {
  const auto half = static_cast<std::uint64_t>(pause.count()) / 2;
  return pause + Duration(static_cast<Duration::rep>(entropy.u64() % (half + 1)));
}

}  // namespace

// A date instead of a number is as good as no word: our clock may be wrong.
std::optional<Duration> pause_after(const http::Response& response) {
  if (response.status != too_many_requests) return std::nullopt;
  const auto text = response.headers.find("Retry-After").value_or("");
  unsigned seconds = unsaid_s;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool is_number = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (!is_number) seconds = unsaid_s;
  return std::chrono::seconds(std::clamp(seconds, shortest_s, longest_s));
}

net::Task<Result<http::Response>> send_patiently(http::Client& client,
                                                 http::Request request,
                                                 Entropy& entropy,
                                                 Patience patience) {
  for (auto left = patience.most;;) {
    auto response = co_await client.send(request);
    const auto asked = response ? pause_after(*response) : std::nullopt;
    if (!asked) co_return response;
    const auto pause = spread(*asked, entropy);
    if (pause > left) co_return response;
    left -= pause;
    patience.told(pause);
    co_await patience.wait(pause);
  }
}

}  // namespace tocsin::probe
