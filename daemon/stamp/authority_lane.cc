#include "daemon/stamp/authority_lane.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/crypto/timestamp_request.h"
#include "core/entry/logged_time_stamp.h"
#include "core/system/log.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

constexpr std::string_view query_type = "application/timestamp-query";
constexpr std::string_view reply_type = "application/timestamp-reply";

constexpr const char* logged = "logged";
constexpr const char* no_answer = "no_answer";        // or not in time, or too long
constexpr const char* wrong_answer = "wrong_answer";  // of another status or type
constexpr const char* not_logged = "not_logged";      // our own journal takes nothing

StampCounts no_counts() {
  StampCounts counts{{logged, 0}, {no_answer, 0}, {wrong_answer, 0}, {not_logged, 0}};
  for (std::size_t i = 0; i < crypto::timestamp_fault_count; ++i) {
    counts[std::string(name_of(static_cast<crypto::TimestampFault>(i)))] = 0;
  }
  return counts;
}

}  // namespace

Result<std::unique_ptr<AuthorityLane>> AuthorityLane::create(asio::io_context& io,
                                                             AuthorityPlace place,
                                                             Surroundings around) {
  auto client = http::Client::create(io, place.at);
  if (!client) return fail("time-stamping authority " + place.name + ": " + client.error().text);
  return std::make_unique<AuthorityLane>(
      io, std::move(place), std::move(*client), std::move(around));
}

AuthorityLane::AuthorityLane(asio::io_context& io,
                             AuthorityPlace place,
                             std::unique_ptr<http::Client> client,
                             Surroundings around)
    : place_(std::move(place)),
      client_(std::move(client)),
      around_(std::move(around)),
      idle_(io),
      counts_(no_counts()) {}

net::Task<> AuthorityLane::run() {
  for (;;) {
    const auto wanted = around_.wanted();
    if (!wanted || done_ >= wanted->index) {
      idle_.expires_after(around_.until_next());
      co_await idle_.async_wait(asio::as_tuple(asio::use_awaitable));
      continue;
    }
    const auto stamped = co_await stamp(*wanted);
    if (stamped) {
      ++counts_[logged];
      done_ = wanted->index;
      backoff_.after_success();
      told_.clear();
    } else {
      ++counts_[stamped.error().name];
      co_await pause_after(stamped.error());
    }
  }
}

net::Task<Status<AuthorityLane::Failure>> AuthorityLane::stamp(ToStamp wanted) {
  const auto nonce = around_.entropy.u64();
  const auto answer = co_await ask(wanted.digest, nonce);
  if (!answer) co_return tl::unexpected(answer.error());
  const auto token = crypto::token_in(*answer);
  const auto opened = token.and_then([&](const Bytes& bytes) {
    const crypto::TimestampWish wish{wanted.digest, nonce};
    return crypto::open_timestamp(bytes, wish, place_.certificates);
  });
  if (!opened) {
    co_return fail_with(Failure{std::string(name_of(opened.error().fault)), opened.error().text});
  }
  if (token->size() > crypto::timestamp_bytes_max) {
    co_return fail_with(Failure{wrong_answer, "its token is too long"});
  }
  auto body = entry::encode(entry::LoggedTimeStamp{wanted.index, *token});
  const auto index = co_await around_.log(entry::Kind::time_stamp, std::move(body));
  if (!index) co_return fail_with(Failure{not_logged, "the log takes nothing"});
  newest_ = opened->time;
  co_return Status<Failure>();
}

net::Task<Result<Bytes, AuthorityLane::Failure>> AuthorityLane::ask(const Digest& digest,
                                                                    std::uint64_t nonce) {
  http::Request request;
  request.method = "POST";
  request.target = place_.path;
  request.headers.add("Content-Type", std::string(query_type));
  if (!place_.host.empty()) request.headers.add("Host", place_.host);
  request.body = crypto::timestamp_request(digest, nonce);
  auto response = co_await client_->send(std::move(request));
  client_->close();  // the next question is an hour away
  if (!response) co_return fail_with(Failure{no_answer, response.error().text});
  if (response->status != 200) {
    co_return fail_with(Failure{wrong_answer, "status " + std::to_string(response->status)});
  }
  if (response->headers.find("Content-Type") != reply_type) {
    co_return fail_with(Failure{wrong_answer, "its content is of another type"});
  }
  co_return std::move(response->body);
}

net::Task<> AuthorityLane::pause_after(const Failure& failure) {
  if (failure.why != told_) {
    system::log(system::Level::warning,
                "a time-stamping authority gives no time-stamp",
                {{"authority", place_.name}, {"what", failure.name}, {"why", failure.why}});
    told_ = failure.why;
  }
  asio::steady_timer pause(idle_.get_executor(), backoff_.after_failure(around_.entropy));
  co_await pause.async_wait(asio::use_awaitable);
}

}  // namespace tocsin::collector
