#include "daemon/zones/zone_store.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/dns/serial.h"
#include "core/entry/object.h"
#include "core/entry/zone_step_codec.h"
#include "core/http/problem.h"
#include "core/plan/lot.h"
#include "core/system/log.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

void note(system::Level level, const std::string& what, const record::ZoneVersion& version) {
  system::log(level,
              what,
              {{"serial", version.serial},
               {"from", to_text(version.server)},
               {"why", version.fault.empty() ? "verified" : version.fault}});
}

// Of servers that have no newer zone so many are asked at a time: one may lag behind.
constexpr int lagging_max = 3;

net::Task<> do_work(std::function<void()> work) {
  work();
  co_return;
}

}  // namespace

ZoneStore::ZoneStore(const asio::any_io_executor& executor,
                     Surroundings around,
                     ZoneSources sources,
                     ZoneBook book,
                     StepBook steps)
    : timer_(executor),
      around_(std::move(around)),
      sources_(std::move(sources)),
      book_(std::move(book)),
      steps_(std::move(steps)) {}

net::Task<> ZoneStore::run() {
  co_await open_kept();
  co_await say_step();  // a run that ended in between has not
  if (sources_.servers.empty()) co_return;
  auto pause = sources_.retry;
  for (;;) {
    const auto before = book_.verified();
    co_await refresh();
    newest_seen_.reset();  // it has had its fetch, whether or not anybody's zone has it
    const bool brought_news = book_.verified() > before;
    co_await rest(brought_news ? sources_.apart : pause);
    const bool is_quiet = in_force() != nullptr && !is_wanted();
    pause = brought_news || is_quiet ? sources_.retry : std::min(2 * pause, sources_.retry_max);
    co_await wait(until_next());
  }
}

void ZoneStore::saw(std::uint32_t serial) {
  if (newest_seen_ && !dns::is_newer(serial, *newest_seen_)) return;
  newest_seen_ = serial;
  if (is_wanted()) timer_.cancel();
}

bool ZoneStore::is_wanted() const {
  if (!newest_seen_) return false;
  return !book_.newest() || dns::is_newer(*newest_seen_, book_.newest()->version.serial);
}

const zone::VerifiedZone* ZoneStore::in_force() const {
  const bool holds = newest_ && around_.clock.wall() < newest_->proof().good_until;
  return holds ? &*newest_ : nullptr;
}

http::Response ZoneStore::newest() const {
  if (in_force() == nullptr) {
    return http::to_response({404, "no-zone", "No root zone is in force here.", ""});
  }
  return http::reply(200, std::string(record::zone_media_type), book_.newest()->object);
}

// What an earlier run kept is in force at once, unless its signatures have ended.
net::Task<> ZoneStore::open_kept() {
  if (!book_.newest()) co_return;
  Result<zone::VerifiedZone> opened = fail("");
  const auto open = [&] {
    const auto& newest = *book_.newest();
    opened = verify_again(newest.object, sources_.anchors, newest.version.first_seen);
  };
  co_await elsewhere(open);
  if (opened) {
    newest_ = *std::move(opened);
  } else {
    system::log(system::Level::warning,
                "the root zone that was kept is not in force",
                {{"serial", book_.newest()->version.serial}, {"why", opened.error().text}});
  }
}

net::Task<> ZoneStore::refresh() {
  int lagging = 0;
  for (const auto& server : servers_in_drawn_order()) {
    const bool verified = co_await ask(server);
    if (verified && (!is_wanted() || ++lagging == lagging_max)) co_return;
  }
}

// Whether it gave a zone that verifies.
net::Task<bool> ZoneStore::ask(plan::Address server) {
  const auto records = co_await around_.fetch(server);
  if (!records) {
    count(name_of(records.error().kind));
    system::log(system::Level::info,
                "no root zone from a server",
                {{"from", to_text(server)}, {"why", to_text(records.error())}});
    co_return false;
  }
  const auto came = around_.clock.wall();
  Result<LookedAt> looked = fail("");
  const auto look = [&] { looked = look_at(*records, server, sources_.anchors, came); };
  co_await elsewhere(look);
  if (!looked) {
    count("no_zone");
    system::log(system::Level::warning,
                "what a server gives is no root zone",
                {{"from", to_text(server)}, {"why", looked.error().text}});
    co_return false;
  }
  const bool verified = looked->version.verified();
  count(verified ? "verified" : "does_not_verify");
  if (!verified) note(system::Level::warning, "a root zone does not verify", looked->version);
  co_await keep(*std::move(looked));
  co_return verified;
}

net::Task<> ZoneStore::keep(LookedAt looked) {
  const auto digest = looked.version.zone;
  if (book_.wants(looked.version)) {
    const auto body = encode(looked.version);
    const auto index = co_await around_.log(entry::Kind::zone, body, looked.object);
    if (!index) co_return;  // the journal has failed: the collector stops
    book_.take(*index, entry::EntryView{entry::Kind::zone, body}, looked.object);
    note(system::Level::notice, "the log has another root zone", looked.version);
  }
  const auto& newest = book_.newest();
  if (!looked.zone || !newest || newest->version.zone != digest) co_return;
  newest_ = *std::move(looked.zone);
  co_await say_step();
}

// What the newest zone changed, unless the log has it.
net::Task<> ZoneStore::say_step() {
  const auto& before = book_.before();
  if (!before) co_return;
  const auto& newest = *book_.newest();
  if (steps_.ends_with(before->version.serial, newest.version.serial)) co_return;
  Result<std::vector<zone::DelegationChange>> changes = fail("");
  const auto compare = [&] { changes = changes_in(before->object, newest.object); };
  co_await elsewhere(compare);
  if (!changes) {
    note(system::Level::error,
         "what changed cannot be said: " + changes.error().text,
         newest.version);
    co_return;
  }
  const zone::ZoneStep step{.before = before->version.serial,
                            .after = newest.version.serial,
                            .first_seen = newest.version.first_seen,
                            .changes = *std::move(changes)};
  const auto object = entry::encode(step);
  const auto body = encode(entry::refer_to(object));
  const auto index = co_await around_.log(entry::Kind::zone_step, body, object);
  if (!index) co_return;
  const entry::EntryView said{entry::Kind::zone_step, body};
  steps_.take(said, object);
  if (!zone::is_alarming(step.changes)) co_return;
  system::log(system::Level::warning,
              "the root zone has lost something that somebody should look at",
              {{"before", step.before}, {"after", step.after}, {"entry", *index}});
}

// Until time is up, or a newer serial than that of the newest zone is seen, or was.
net::Task<> ZoneStore::wait(Duration longest) {
  if (is_wanted()) co_return;
  timer_.expires_after(longest);
  co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
}

// Whatever is seen meanwhile.
net::Task<> ZoneStore::rest(Duration length) {
  asio::steady_timer timer(timer_.get_executor(), length);
  co_await timer.async_wait(asio::use_awaitable);
}

Duration ZoneStore::until_next() const {
  const auto* zone = in_force();
  if (zone == nullptr) return Duration::zero();
  return std::min((zone->proof().good_until - around_.clock.wall()) / 2, sources_.every);
}

// So that no server has more of it than others.
std::vector<plan::Address> ZoneStore::servers_in_drawn_order() {
  auto servers = sources_.servers;
  Bytes seed;
  append_be64(seed, around_.entropy.u64());
  plan::Lot lot("zone-servers", seed);
  plan::draw_to_front(std::span(servers), servers.size(), lot);
  return servers;
}

net::Task<> ZoneStore::elsewhere(std::function<void()> work) {
  auto working = do_work(std::move(work));
  auto to_its_end = asio::bind_cancellation_slot(asio::cancellation_slot(), asio::use_awaitable);
  co_await asio::co_spawn(verifier_, std::move(working), std::move(to_its_end));
}

}  // namespace tocsin::collector
