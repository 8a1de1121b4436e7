#include "probes/main/plan_watch.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/net/backoff.h"
#include "core/record/limits.h"
#include "core/record/plan_offer.h"
#include "core/system/log.h"
#include "probes/main/log_keys.h"

namespace tocsin::probe {
namespace {

constexpr std::size_t offer_bytes_max = std::size_t{16} << 20;
constexpr unsigned no_such_page = 404;  // an older collector: its log says nothing of plans

void note(const std::string& collector, const std::string& what) {
  system::log(system::Level::error,
              "an offer of plans is not followed",
              {{"collector", collector}, {"why", what}});
}

}  // namespace

PlanWatch::PlanWatch(boost::asio::any_io_executor executor,
                     Surroundings around,
                     std::vector<Source> sources)
    : executor_(std::move(executor)),
      around_(std::move(around)),
      sources_(std::move(sources)),
      offers_(sources_.size()) {
  for (std::size_t i = 0; i < sources_.size(); ++i) read_kept(i);
}

void PlanWatch::start(net::TaskGroup& group) {
  for (std::size_t i = 0; i < sources_.size(); ++i) group.spawn(follow(i));
}

std::vector<record::SeenCheckpoint> PlanWatch::seen() const {
  std::vector<record::SeenCheckpoint> all;
  for (const auto& offer : offers_) {
    if (!offer.seen || all.size() == record::checkpoints_max) continue;
    all.push_back({offer.seen->origin, offer.seen->tree.size, offer.seen->tree.root});
  }
  return all;
}

net::Task<> PlanWatch::follow(std::size_t source) {
  net::Backoff backoff;
  co_await pause(drawn_below(first_within));
  for (;;) {
    const bool answered = co_await ask(source);
    if (answered) backoff.after_success();
    const auto wait = answered ? every_at_most / 2 + drawn_below(every_at_most / 2)
                               : backoff.after_failure(around_.entropy);
    co_await pause(wait);
  }
}

net::Task<bool> PlanWatch::ask(std::size_t source) {
  http::Request request;
  request.target = record::plan_offer_path;
  const auto response = co_await sources_[source].transport->send(std::move(request));
  if (!response) co_return false;  // the uplink says so already
  if (response->status == no_such_page) co_return true;
  if (response->status != 200) {
    note(sources_[source].name, "it answers with status " + std::to_string(response->status));
    co_return false;
  }
  co_return take(source, response->body);
}

bool PlanWatch::take(std::size_t source, ByteView body) {
  const auto& [name, log_keys, transport, kept, announced] = sources_[source];
  auto checked = check_offer(body, log_keys);
  // What an ended log says of the current one's key is believed first; nothing but that is news.
  if (checked && learn(sources_[source], checked->announced)) checked = check_offer(body, log_keys);
  if (!checked) {
    note(name, checked.error().text);
    return false;
  }
  for (const auto& what : checked->refused) note(name, what);
  const auto written =
      durable::write_atomically(around_.files, kept, body, durable::Privacy::owner_only);
  if (!written) note(name, written.error().text);
  offers_[source] = std::move(*checked);
  around_.changed();
  return true;
}

// On the disk before its log ends: what is offered then is signed by the next one.
bool PlanWatch::learn(Source& from, const std::vector<Bytes>& announced) {
  const auto& known = from.log_keys.announced().announced();
  const auto before = known.size();
  for (const auto& body : announced) {
    const auto learnt = from.log_keys.learn({entry::Kind::origins, body});
    if (!learnt) note(from.name, "an entry of its log " + learnt.error().text);
  }
  if (known.size() == before) return false;
  const auto kept = keep_announced(around_.files, from.announced, from.log_keys);
  if (!kept) note(from.name, kept.error().text);
  system::log(system::Level::notice,
              "a log has announced the keys of later ones",
              {{"collector", from.name}, {"until", known.back().origin}});
  return true;
}

// What has become unreadable is asked for again.
void PlanWatch::read_kept(std::size_t source) {
  auto& from = sources_[source];
  if (!around_.files.exists(from.kept)) return;
  const auto body = durable::read_whole(around_.files, from.kept, offer_bytes_max);
  auto checked = body ? check_offer(*body, from.log_keys) : fail("");
  if (!checked) return;
  if (learn(from, checked->announced)) checked = check_offer(*body, from.log_keys);
  offers_[source] = std::move(*checked);
}

net::Task<> PlanWatch::pause(Duration length) {
  boost::asio::steady_timer timer(executor_, length);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

Duration PlanWatch::drawn_below(Duration longest) {
  return Duration(around_.entropy.u64() % static_cast<std::uint64_t>(longest.count()));
}

}  // namespace tocsin::probe
