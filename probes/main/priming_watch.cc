#include "probes/main/priming_watch.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/base/check.h"
#include "core/base/hex.h"
#include "core/record/target_set.h"
#include "core/system/log.h"
#include "probes/main/booking.h"

namespace tocsin::probe {
namespace {

namespace asio = boost::asio;

// The most that one exchange is taken to move, headers and connection included.
constexpr std::uint64_t priming_exchange_bytes = 3000;
constexpr Duration timeout = std::chrono::seconds(4);

std::string text_of(const plan::TargetSet& targets, const plan::TargetSet& without) {
  std::string text;
  for (const auto& endpoint : targets.endpoints) {
    if (std::ranges::binary_search(without.endpoints, endpoint)) continue;
    if (!text.empty()) text += ", ";
    text += endpoint.server + " " + plan::to_text(endpoint.address);
  }
  return text;
}

}  // namespace

PrimingWatch::PrimingWatch(const asio::any_io_executor& executor,
                           Surroundings around,
                           plan::TargetSet in_use,
                           PrimingPace pace)
    : timer_(executor),
      around_(std::move(around)),
      in_use_(std::move(in_use)),
      pace_(pace),
      draws_(around_.entropy) {}

net::Task<> PrimingWatch::run() {
  const auto within = static_cast<std::uint64_t>(pace_.first_within.count());
  co_await wait(Duration(around_.entropy.u64() % within));
  for (;;) {
    wanted_ = false;
    const auto found = co_await round();
    const bool settled = found == Primed::same || found == Primed::moved;
    co_await wait(settled ? pace_.every : pace_.retry);
  }
}

void PrimingWatch::zone_changed() {
  const auto* zone = around_.zone();
  if (zone == nullptr || moved_to(*zone, in_use_) == in_use_) return;
  wanted_ = true;
  timer_.cancel();
}

net::Task<> PrimingWatch::wait(Duration longest) {
  if (wanted_) co_return;
  timer_.expires_after(longest);
  // Cancelled with its task: then the next wait ends that.
  co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
}

// One address after the other: nobody waits for the outcome.
net::Task<Primed> PrimingWatch::round() {
  PrimingAnswers answers;
  left_out_ = {};
  for (const auto& server : in_use_.endpoints) co_await ask(server, answers);
  const auto* zone = around_.zone();
  auto priming = primed(in_use_, answers, zone);
  const auto found = priming.primed;
  act_on(std::move(priming));
  co_return found;
}

// What the host's limits leave out is not heard, like what nobody answers.
net::Task<> PrimingWatch::ask(plan::Endpoint server, PrimingAnswers& answers) {
  const auto letter = plan::root_letter(server);
  const auto refused = co_await book_behind_measurements(
      around_.limits, around_.clock, server.address, priming_exchange_bytes);
  if (refused) left_out_.add(*refused);
  if (!letter || refused) co_return;
  auto question = ask_for(priming_question(), server.zone);
  check(question.has_value(), "the root is a name");
  question->server = {.address = server.address, .port = plan::dns_port};
  question->transport = record::Transport::tcp;
  question->timeout = timeout;
  const auto observation = co_await around_.engine.ask(std::move(*question), draws_.take());
  if (!observation || observation->measurement.outcome != record::Outcome::answered) co_return;
  const auto reply = dns::parse_reply(observation->heard->reply);
  auto servers = reply ? root_servers_in(*reply) : std::nullopt;
  if (servers) answers.add(*letter, std::move(*servers));
}

void PrimingWatch::act_on(Priming priming) {
  if (priming.primed == Primed::same) return;
  if (priming.primed == Primed::unverified) around_.want_zone();
  if (priming.primed != Primed::moved) {
    system::log(system::Level::notice,
                "root servers not primed",
                {{"why", name_of(priming.primed)}, {"left_out", left_out_.text()}});
    return;
  }
  const auto before = std::exchange(in_use_, std::move(priming.targets));
  system::log(system::Level::notice,
              "root servers have moved",
              {{"from", text_of(before, in_use_)},
               {"to", text_of(in_use_, before)},
               {"target_set", to_hex(record::target_set_digest(in_use_))},
               {"moves", ++moves_}});
  around_.moved(in_use_);
}

}  // namespace tocsin::probe
