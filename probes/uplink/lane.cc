#include "probes/uplink/lane.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "core/crypto/sha256.h"
#include "core/record/submission.h"
#include "core/system/log.h"

namespace tocsin::probe {
namespace {

namespace asio = boost::asio;

// A word that was taken back does not come back by itself.
constexpr Duration revoked_span = std::chrono::hours(1);

std::string seconds_text(Duration age) {
  return std::to_string(std::chrono::floor<std::chrono::seconds>(age).count());
}

}  // namespace

Lane::Lane(asio::any_io_executor executor,
           Outbox& outbox,
           Outbox::Collector collector,
           LaneOptions options,
           std::unique_ptr<Transport> transport,
           const Clock& clock,
           Entropy& entropy)
    : timer_(std::move(executor)),
      outbox_(outbox),
      collector_(collector),
      options_(std::move(options)),
      transport_(std::move(transport)),
      clock_(clock),
      entropy_(entropy) {}

net::Task<> Lane::run() {
  for (;;) {
    if (std::exchange(woken_, false)) below_ = everything;
    auto outgoing = outbox_.newest_for(collector_, below_);
    failed_ = !outgoing;
    if (!outgoing) {
      ++counts_.outbox_errors;
      note(outgoing.error().text);
    } else if (!*outgoing && below_ != everything) {
      below_ = everything;  // whatever was left behind
    } else if (!*outgoing) {
      co_await sleep_until_woken();
    } else {
      co_await deliver(std::move(**outgoing));
    }
    if (failed_) co_await pause();
  }
}

net::Task<> Lane::deliver(Outgoing outgoing) {
  auto request = request_for(outgoing);
  const auto response = co_await transport_->send(std::move(request));
  const auto answer = read_answer(response, crypto::sha256(outgoing.envelope), options_.log_keys);
  const auto body = response ? ByteView(response->body) : ByteView();
  if (const auto settled = settle(outgoing, answer, body); !settled) {
    failed_ = true;
    ++counts_.outbox_errors;
    note(settled.error().text);
  }
}

Status<> Lane::settle(const Outgoing& outgoing, const Answer& answer, ByteView body) {
  if (const auto* retry = std::get_if<Retry>(&answer)) {
    failed_ = true;
    // Where nobody answers, or is busy, it is not this batch's fault.
    const bool about_this =
        retry->reason != RetryReason::no_answer && retry->reason != RetryReason::busy;
    if (about_this) below_ = outgoing.sequence;
    note(*retry);
    return {};
  }
  if (const auto* why = std::get_if<TurnedAway>(&answer)) {
    failed_ = true;
    note(*why);
    return {};
  }
  backoff_.after_success();
  turned_away_.reset();
  if (const auto* refusal = std::get_if<FinalRefusal>(&answer)) {
    ++counts_.refused;
    note("batch " + std::to_string(outgoing.sequence) + " refused for good: " + refusal->slug);
    return outbox_.refused(collector_, outgoing.sequence, *refusal);
  }
  ++counts_.acknowledged;
  last_acknowledged_ = LastAcknowledged{.sequence = outgoing.sequence, .at = clock_.monotonic()};
  if (!delivering_) {
    system::log(system::Level::notice, "collector answers again", {{"collector", options_.name}});
  }
  delivering_ = true;
  return outbox_.acknowledged(
      collector_, outgoing.sequence, {body, std::get<Confirmed>(answer).leaf});
}

net::Task<> Lane::pause() {
  const bool revoked = turned_away_ == TurnedAway::revoked;
  const auto longest = revoked ? revoked_span : net::Backoff::longest_span;
  timer_.expires_after(backoff_.after_failure(entropy_, longest));
  pausing_ = true;
  // Over, or ended by way_is_back, or cancelled: then the next wait of this task ends it.
  co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
  pausing_ = false;
}

net::Task<> Lane::sleep_until_woken() {
  if (woken_) co_return;
  timer_.expires_at(asio::steady_timer::time_point::max());
  // Woken, or cancelled: then the next wait of this task ends it.
  co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
}

// While the lane pauses after a failure, a new batch does not shorten the pause.
void Lane::wake() {
  woken_ = true;
  if (!failed_) timer_.cancel();
}

void Lane::way_is_back() {
  backoff_.after_success();
  if (pausing_) timer_.cancel();
}

http::Request Lane::request_for(const Outgoing& outgoing) const {
  http::Request request;
  request.method = "POST";
  request.target = record::submission_path;
  request.headers.add("Content-Type", std::string(record::submission_media_type));
  if (outgoing.closed_at) {
    const auto age = clock_.monotonic() - *outgoing.closed_at;
    request.headers.add(std::string(record::batch_age_header), seconds_text(age));
  }
  request.body = record::encode_submission({outgoing.envelope, outgoing.payload});
  return request;
}

void Lane::note(const Retry& retry) {
  switch (retry.reason) {
    case RetryReason::no_answer:
      ++counts_.no_answer;
      break;
    case RetryReason::not_acknowledged:
      ++counts_.not_acknowledged;
      break;
    case RetryReason::busy:
      ++counts_.busy;
      break;
    case RetryReason::not_about_the_batch:
      ++counts_.not_about_the_batch;
      break;
  }
  // One line when it stops, one when it goes on: not one for each attempt.
  if (delivering_) note(retry.why);
  delivering_ = false;
}

void Lane::note(TurnedAway why) {
  ++counts_.turned_away;
  if (turned_away_ != why) {
    note("the collector takes nothing of this probe: " + std::string(name_of(why)));
  }
  turned_away_ = why;
  delivering_ = false;
}

void Lane::note(std::string_view problem) {
  system::log(system::Level::warning, problem, {{"collector", options_.name}});
}

}  // namespace tocsin::probe
