#include "daemon/main/plan_desk.h"

#include "core/entry/object.h"
#include "core/http/problem.h"
#include "core/record/plan_codec.h"
#include "core/system/log.h"
#include "daemon/ledger/log_proof.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

}  // namespace

asio::awaitable<void> PlanDesk::say(Wanted wanted) {
  wanted_ = std::move(wanted);
  if (saying_) co_return;
  saying_ = true;
  bool goes_on = true;
  while (goes_on) {
    const auto plans = book_.missing(wanted_.plans);
    const auto words = book_.missing_words(wanted_.words);
    if (plans.empty() && words.empty()) break;
    if (!plans.empty()) {
      goes_on = co_await say_plan(plans.front());
    } else {
      goes_on = co_await say_word(words.front());
    }
  }
  saying_ = false;
}

asio::awaitable<bool> PlanDesk::say_plan(plan::Plan plan) {
  const auto object = record::encode_plan(plan);
  const auto body = encode(entry::refer_to(object));
  const auto index = co_await log_(entry::Kind::plan, body, object);
  if (!index) co_return false;
  book_.take(*index, entry::EntryView{entry::Kind::plan, body}, object);
  system::log(system::Level::notice,
              plan.measures.empty() ? "the log ends a plan" : "the log has another plan",
              {{"plan", plan.name}, {"entry", *index}});
  co_return true;
}

asio::awaitable<bool> PlanDesk::say_word(Bytes word) {
  const auto index = co_await log_(entry::Kind::opt_out, word, Bytes());
  if (!index) co_return false;
  book_.take(*index, entry::EntryView{entry::Kind::opt_out, word}, ByteView());
  system::log(system::Level::notice, "the log has an operator's word", {{"entry", *index}});
  co_return true;
}

http::Response PlanDesk::offer() {
  if (offered_under_ != published_.checkpoint || offer_.empty()) {
    const auto prove = [this](std::uint64_t index) {
      return prove_in(folder_, published_.checkpoint, index);
    };
    const auto offer = book_.offer(published_.head.size, prove);
    if (!offer) {
      return http::to_response(
          {503, "not-now", "The log cannot be read; try again.", offer.error().text});
    }
    offer_ = record::encode_plan_offer(*offer);
    offered_under_ = published_.checkpoint;
  }
  return http::reply(200, std::string(record::plan_offer_media_type), offer_);
}

}  // namespace tocsin::collector
