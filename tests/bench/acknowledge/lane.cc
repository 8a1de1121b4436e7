#include "tests/bench/acknowledge/lane.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/record/signed_acknowledgement.h"
#include "core/record/submission.h"

namespace tocsin::bench {
namespace {

namespace asio = boost::asio;

http::Request request_for(Bytes body) {
  http::Request request;
  request.method = "POST";
  request.target = record::submission_path;
  request.headers.add("Content-Type", std::string(record::submission_media_type));
  request.headers.add(std::string(record::batch_age_header), "0");
  request.body = std::move(body);
  return request;
}

}  // namespace

Lane::Lane(const World& world, std::unique_ptr<http::Client> client)
    : world_(world), client_(std::move(client)), timer_(world.io) {}

void Lane::take(MadeBatch batch) {
  waiting_.push_back(std::move(batch));
  timer_.cancel();
}

net::Task<> Lane::run(std::size_t batches) {
  for (; batches > 0; --batches) {
    while (waiting_.empty()) {
      timer_.expires_at(asio::steady_timer::time_point::max());
      co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    auto batch = std::move(waiting_.front());
    waiting_.pop_front();
    co_await wait_until(world_.begin + batch.closing.at);
    co_await send(std::move(batch));
  }
}

// take() may wake us early.
net::Task<> Lane::wait_until(MonotonicTime due) {
  for (auto left = due - world_.clock.monotonic(); left > Duration::zero();
       left = due - world_.clock.monotonic()) {
    timer_.expires_after(left);
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

net::Task<> Lane::send(MadeBatch batch) {
  Acknowledged acknowledged{batch.closing, batch.rows, batch.body.size(), {}, {}};
  auto request = request_for(std::move(batch.body));
  const auto begun = world_.clock.monotonic();
  const auto response = co_await client_->send(std::move(request));
  acknowledged.took = world_.clock.monotonic() - begun;
  acknowledged.late = begun - (world_.begin + batch.closing.at);
  const auto fault = fault_in(response, batch.envelope);
  if (!fault.empty()) world_.failed(fault);
  world_.done(acknowledged);
}

std::string Lane::fault_in(const Result<http::Response>& response, const Digest& envelope) const {
  if (!response) return response.error().text;
  if (response->status != 200) {
    return "refused with " + std::to_string(response->status) + ": " +
           std::string(as_text(response->body));
  }
  const auto word = record::open_acknowledgement(response->body, world_.log_key);
  if (!word) return "an acknowledgement that does not verify";
  if (word->envelope != envelope) return "an acknowledgement of another batch";
  if (word->admission != record::Admission::next) return "admitted, but not as the next";
  return {};
}

}  // namespace tocsin::bench
