#include "daemon/cosign/witness_lane.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/system/log.h"
#include "core/tlog/checkpoint.h"
#include "core/witness/add_checkpoint.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

// A candidate gives way by the clock too, so a lane looks by itself now and then.
constexpr auto look_again = std::chrono::seconds(1);

// One to learn the size, one to use it, and one in case another of our requests was on its way.
constexpr int attempts_max = 3;

std::string_view body_of(const http::Response& response) {
  return as_text(response.body);
}

}  // namespace

Result<std::unique_ptr<WitnessLane>> WitnessLane::create(asio::io_context& io,
                                                         WitnessPlace place,
                                                         Surroundings around) {
  auto client = http::Client::create(io, place.at);
  if (!client) return fail("witness " + place.name + ": " + client.error().text);
  return std::make_unique<WitnessLane>(io, std::move(place), std::move(*client), std::move(around));
}

WitnessLane::WitnessLane(asio::io_context& io,
                         WitnessPlace place,
                         std::unique_ptr<http::Client> client,
                         Surroundings around)
    : place_(std::move(place)), client_(std::move(client)), around_(std::move(around)), idle_(io) {}

net::Task<> WitnessLane::run() {
  for (;;) {
    const auto* wanted = around_.book.wanted_from(place_.witness, around_.clock.wall());
    if (wanted == nullptr) {
      boost::system::error_code woken;
      idle_.expires_after(look_again);
      co_await idle_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
      continue;
    }
    const auto asked = co_await ask(*wanted);
    if (asked) {
      backoff_.after_success();
      told_.clear();
      around_.news();
    } else {
      co_await pause_after(asked.error());
    }
  }
}

net::Task<Status<>> WitnessLane::ask(CosignatureBook::Candidate wanted) {
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    const auto response = co_await send(wanted);
    if (!response) co_return tl::unexpected(response.error());
    if (response->status == 200) co_return take(wanted, *response);
    const auto type = response->headers.find("Content-Type");
    if (response->status != 409 || type != witness::size_content_type) {
      co_return fail("status " + std::to_string(response->status));
    }
    if (auto learnt = learn_size(wanted, *response); !learnt) co_return learnt;
  }
  co_return fail("says another size each time");
}

net::Task<Result<http::Response>> WitnessLane::send(const CosignatureBook::Candidate& wanted) {
  const auto tiles = [this](const tlog::Tile& tile) { return around_.folder.tile(tile); };
  const auto size = wanted.tree.size;
  auto proof = tlog::prove_consistency(size_, size, tlog::nodes_of(size, tiles));
  if (!proof) co_return fail("our own tiles cannot be read");
  const witness::AddCheckpoint add{size_, std::move(*proof), wanted.note};
  const auto body = witness::encode(add);
  http::Request request;
  request.method = "POST";
  request.target = place_.path + std::string(witness::add_checkpoint_path);
  request.body.assign(body.begin(), body.end());
  co_return co_await client_->send(std::move(request));
}

Status<> WitnessLane::take(const CosignatureBook::Candidate& wanted,
                           const http::Response& response) {
  auto lines = tlog::parse_signature_lines(body_of(response));
  if (!lines) return tl::unexpected(lines.error());
  const auto now = around_.clock.wall();
  const auto taken = around_.book.take({wanted.note.text, std::move(*lines)}, now);
  if (!taken) return tl::unexpected(taken.error());
  const auto* still = around_.book.wanted_from(place_.witness, now);
  if (still != nullptr && still->tree == wanted.tree) return fail("answers for somebody else");
  size_ = wanted.tree.size;
  return {};
}

Status<> WitnessLane::learn_size(const CosignatureBook::Candidate& wanted,
                                 const http::Response& response) {
  auto body = body_of(response);
  if (!body.ends_with('\n')) return fail("says no size");
  body.remove_suffix(1);
  const auto size = tlog::parse_decimal(body);
  if (!size) return fail("says no size");
  if (*size > wanted.tree.size) {
    return fail("has seen " + std::to_string(*size) + " entries, and we have " +
                std::to_string(wanted.tree.size));
  }
  if (*size == size_) return fail("says the size that it refuses");
  size_ = *size;
  return {};
}

net::Task<> WitnessLane::pause_after(const Error& error) {
  if (error.text != told_) {
    system::log(system::Level::warning,
                "a witness does not cosign",
                {{"witness", place_.name}, {"why", error.text}});
    told_ = error.text;
  }
  asio::steady_timer pause(idle_.get_executor(), backoff_.after_failure(around_.entropy));
  co_await pause.async_wait(asio::use_awaitable);
}

}  // namespace tocsin::collector
