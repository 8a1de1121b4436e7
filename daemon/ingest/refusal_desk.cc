#include "daemon/ingest/refusal_desk.h"

#include <algorithm>

#include "core/record/submission.h"
#include "core/system/log.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

constexpr auto retry_after_s = "2";

http::Response problem(unsigned status, const char* slug, const char* title) {
  auto response = http::to_response({status, slug, title, {}});
  if (status == 429 || status == 503) response.headers.add("Retry-After", retry_after_s);
  return response;
}

http::Response entered(std::uint64_t index) {
  return http::reply(200, "text/plain; charset=utf-8", std::to_string(index) + "\n");
}

std::optional<std::string> uri_of(const http::Request& request) {
  return request.peer ? request.peer->uri : std::nullopt;
}

// The notice, where the probe that sent the batch has signed it.
std::optional<record::RefusalNotice> notice_by(const EnrolledProbe& probe, ByteView bytes) {
  const auto claimed = record::peek_refusal_notice(bytes);
  if (!claimed || claimed->probe != probe.registration.id) return std::nullopt;
  const auto key = probe.keys.find(claimed->key_epoch);
  if (key == probe.keys.end()) return std::nullopt;
  auto notice = record::open_refusal_notice(bytes, key->second);
  return notice ? std::optional(*std::move(notice)) : std::nullopt;
}

}  // namespace

asio::awaitable<http::Response> RefusalDesk::post(http::Request request) {
  auto response = co_await take(std::move(request));
  ++counts_[http::problem_reason(response, "taken")];
  co_return response;
}

asio::awaitable<http::Response> RefusalDesk::take(http::Request request) {
  auto handed = examine(request);
  if (!handed) co_return handed.error();
  const auto known = book_.find(crypto::sha256(handed->signed_notice));
  if (known) co_return entered(*known);
  if (!book_.has_room_for(handed->notice.probe)) {
    co_return problem(403, "too-many-refusals", "The log takes no more refusals of this probe.");
  }
  if (busy_) co_return problem(429, "too-many-requests", "Another refusal is being written.");
  busy_ = true;
  try {
    auto response = co_await enter(*std::move(handed));
    busy_ = false;
    co_return response;
  } catch (...) {  // a connection that was given up must not close the desk for good
    busy_ = false;
    throw;
  }
}

// What is cheap and tells strangers apart comes first.
Result<RefusalDesk::Handed, http::Response> RefusalDesk::examine(
    const http::Request& request) const {
  if (request.body.size() > handed_bytes_max) {
    return fail_with(problem(413, "refusal-too-large", "The batch is too large to be kept."));
  }
  const auto parts = record::decode_handed_refusal(request.body);
  if (!parts) {
    return fail_with(problem(400, "malformed-refusal", "The body is no notice and its batch."));
  }
  auto submission = record::encode_submission({parts->envelope, parts->payload});
  const auto batch = verify_batch(submission, uri_of(request), parts_.collector, parts_.registry);
  if (!batch) return fail_with(refusal(batch.error().rejection, batch.error().detail));
  const auto& probe = batch->envelope.envelope().probe;
  if (parts_.registry.is_revoked(probe, parts_.clock.wall())) {
    return fail_with(refusal(Rejection::revoked));
  }
  const auto notice = notice_by(*parts_.registry.find(probe), parts->notice);
  if (!notice || notice->envelope != batch->envelope.digest()) {
    return fail_with(problem(403, "bad-notice", "The notice is not this probe's of this batch."));
  }
  if (std::ranges::find(parts_.log_keys, notice->log_key) != parts_.log_keys.end()) {
    return fail_with(problem(400, "own-refusal", "It was this collector that refused."));
  }
  return Handed{*notice, {parts->notice.begin(), parts->notice.end()}, std::move(submission)};
}

asio::awaitable<http::Response> RefusalDesk::enter(Handed handed) {
  auto body = handed.signed_notice;
  const auto index = co_await parts_.log(
      entry::Kind::refusal_notice, std::move(body), std::move(handed.submission));
  if (!index) co_return refusal(Rejection::stopping);
  book_.take(*index, entry::EntryView{entry::Kind::refusal_notice, handed.signed_notice});
  system::log(system::Level::notice,
              "a probe says that another collector refused its batch",
              {{"probe", parts_.registry.find(handed.notice.probe)->registration.name},
               {"collector", handed.notice.collector},
               {"status", handed.notice.status},
               {"entry", *index}});
  co_return entered(*index);
}

}  // namespace tocsin::collector
