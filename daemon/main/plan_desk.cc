#include "daemon/main/plan_desk.h"

#include <utility>

#include "core/entry/object.h"
#include "core/http/problem.h"
#include "core/plan/budget.h"
#include "core/record/plan_codec.h"
#include "core/system/log.h"
#include "daemon/ledger/log_proof.h"
#include "daemon/plans/fleet.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

}  // namespace

asio::awaitable<void> PlanDesk::say(Wanted wanted) {
  wanted_ = std::move(wanted);
  co_await say_again();
}

bool PlanDesk::has_probes(std::size_t probes) {
  const auto fleet = fleet_said(probes);
  if (probes > plan::fleet_said_max) {
    system::log(system::Level::warning,
                "more probes take part than a log can say: tell their hosts (fleet_size)",
                {{"probes", probes}, {"said", fleet}});
  }
  return std::exchange(fleet_, fleet) != fleet;
}

asio::awaitable<void> PlanDesk::say_again() {
  wants_ = true;
  if (std::exchange(saying_, true)) co_return;
  while (std::exchange(wants_, false)) co_await say_missing();
  saying_ = false;
}

// Each once, whatever the log makes of it: a thing that cannot be said must not be said for ever.
asio::awaitable<void> PlanDesk::say_missing() {
  const auto plans = book_.missing(with_fleet(wanted_.plans, fleet_));
  const auto words = book_.missing_words(wanted_.words);
  for (const auto& plan : plans) {
    const bool said = co_await say_plan(plan);
    if (!said) co_return;
  }
  for (const auto& word : words) {
    const bool said = co_await say_word(word);
    if (!said) co_return;
  }
}

asio::awaitable<bool> PlanDesk::say_plan(plan::Plan plan) {
  const auto object = record::encode_plan(plan);
  const auto body = encode(entry::refer_to(object));
  const auto index = co_await log_(entry::Kind::plan, body, object);
  if (!index) co_return false;
  take(*index, entry::EntryView{entry::Kind::plan, body}, object);
  system::log(system::Level::notice,
              plan.measures.empty() ? "the log ends a plan" : "the log has another plan",
              {{"plan", plan.name}, {"entry", *index}});
  co_return true;
}

asio::awaitable<bool> PlanDesk::say_word(Bytes word) {
  const auto index = co_await log_(entry::Kind::opt_out, word, Bytes());
  if (!index) co_return false;
  take(*index, entry::EntryView{entry::Kind::opt_out, word}, ByteView());
  system::log(system::Level::notice, "the log has an operator's word", {{"entry", *index}});
  co_return true;
}

// The checkpoint that has it may be out already, and an offer without it made under that.
void PlanDesk::take(std::uint64_t index, const entry::EntryView& entry, ByteView object) {
  book_.take(index, entry, object);
  offer_.clear();
}

void PlanDesk::offer_beside(const std::vector<record::OfferedEntry>& announced) {
  beside_.insert(beside_.end(), announced.begin(), announced.end());
}

http::Response PlanDesk::offer() {
  if (offered_under_ != published_.checkpoint || offer_.empty()) {
    const auto prove = [this](std::uint64_t index) {
      return prove_in(folder_, published_.checkpoint, index);
    };
    const auto offer = book_.offer(published_.head.size, clock_.wall(), prove, beside_);
    if (!offer) {
      return http::to_response(
          {503, "no-offer", "The log cannot be offered; try again.", offer.error().text});
    }
    offer_ = record::encode_plan_offer(*offer);
    offered_under_ = published_.checkpoint;
  }
  return http::reply(200, std::string(record::plan_offer_media_type), offer_);
}

}  // namespace tocsin::collector
