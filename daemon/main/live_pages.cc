#include "daemon/main/live_pages.h"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>

#include "core/http/problem.h"
#include "daemon/export/exposition.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

constexpr Duration root_age_max = std::chrono::seconds(5);
constexpr Duration dependence_age_max = std::chrono::seconds(15);

struct PageAwaited {
  explicit PageAwaited(asio::io_context& io) : ready(io, asio::steady_timer::time_point::max()) {}

  asio::steady_timer ready;
  std::optional<std::string> page;
};

http::Response swamped() {
  return http::to_response({503, "busy", "The live state is swamped; try again.", ""});
}

http::Response too_much() {
  return http::to_response({503, "too-much", "There is more than can be added up.", ""});
}

}  // namespace

LivePages::LivePages(asio::io_context& io,
                     const Clock& clock,
                     AssessmentThread& assessment,
                     const assess::RootParties& parties,
                     Verified verified)
    : io_(io),
      assessment_(assessment),
      verified_(std::move(verified)),
      root_page_(clock, root_age_max),
      dependence_json_(clock, dependence_age_max),
      dependence_text_(clock, dependence_age_max) {
  use(parties);
}

void LivePages::use(const assess::RootParties& parties) {
  parties_ = std::make_shared<const assess::RootParties>(parties);
  dependence_json_.is_outdated();
  dependence_text_.is_outdated();
}

// Nothing where the assessment thread is too busy.
asio::awaitable<std::optional<std::string>> LivePages::made(Ask ask) {
  const auto awaited = std::make_shared<PageAwaited>(io_);
  const auto done = [this, awaited](std::string page) {
    asio::post(io_, [awaited, page = std::move(page)]() mutable {
      awaited->page = std::move(page);
      awaited->ready.cancel();
    });
  };
  if (!ask(done)) co_return std::nullopt;
  boost::system::error_code cancelled;
  while (!awaited->page) {
    co_await awaited->ready.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
  }
  co_return std::move(awaited->page);
}

asio::awaitable<http::Response> LivePages::metrics(CollectorCounters counters) {
  const Ask ask = [&](AssessmentThread::Done done) {
    return assessment_.ask_for_metrics(std::move(counters), parties_, verified_(), std::move(done));
  };
  auto page = co_await made(ask);
  if (!page) co_return swamped();
  co_return http::reply(200, std::string(exposition_content_type), std::move(*page));
}

asio::awaitable<http::Response> LivePages::root() {
  return shared(root_page_, "application/json", [this](AssessmentThread::Done done) {
    return assessment_.ask_for_root(verified_(), std::move(done));
  });
}

asio::awaitable<http::Response> LivePages::dependence(Form form) {
  const bool json = form == Form::json;
  return shared(json ? dependence_json_ : dependence_text_,
                json ? "application/json" : "text/plain; charset=utf-8",
                [this, form](AssessmentThread::Done done) {
                  return assessment_.ask_for_dependence(parties_, form, std::move(done));
                });
}

// What was made last, while another is being made.
asio::awaitable<http::Response> LivePages::shared(SharedPage& page, std::string type, Ask ask) {
  if (page.is_due()) {
    auto text = co_await made(std::move(ask));
    if (text) page.put(std::move(*text));
  }
  const auto& newest = page.page();
  if (!newest) co_return swamped();
  if (newest->empty()) co_return too_much();
  co_return http::reply(200, type, *newest);
}

}  // namespace tocsin::collector
