#include "probes/zone/zone_keeper.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/dns/serial.h"
#include "core/plan/lot.h"
#include "core/system/log.h"
#include "probes/zone/child_process.h"

namespace tocsin::probe {
namespace {

namespace asio = boost::asio;

}  // namespace

ZoneKeeper::ZoneKeeper(const asio::any_io_executor& executor,
                       Surroundings around,
                       ZoneSource source)
    : timer_(executor), around_(std::move(around)), source_(std::move(source)) {}

net::Task<> ZoneKeeper::run() {
  co_await load_kept();
  auto pause = source_.retry;
  for (;;) {
    const bool taken = co_await refresh();
    // Whatever serial was seen has had its fetch: one that nobody's zone has is not waited for.
    newest_seen_.reset();
    if (taken) pause = source_.retry;
    co_await rest(taken ? source_.apart : pause);
    if (taken) co_await wait(until_next());
    if (is_wanted()) co_await rest(source_.spread / 3 + drawn_below(source_.spread));
    if (!taken) pause = std::min(2 * pause, source_.retry_max);
  }
}

void ZoneKeeper::saw(std::uint32_t serial) {
  if (newest_seen_ && !dns::is_newer(serial, *newest_seen_)) return;
  newest_seen_ = serial;
  if (is_wanted()) timer_.cancel();
}

// Sooner where the signatures end sooner: at half of what is left, so that there is time to fail.
Duration ZoneKeeper::until_next() const {
  if (!zone_) return source_.every;
  const auto left = zone_->good_until - around_.clock.wall();
  return std::clamp(left / 2, Duration::zero(), source_.every);
}

const HeldZone* ZoneKeeper::in_force() const {
  const bool holds = zone_ && around_.clock.wall() < zone_->good_until;
  return holds ? &*zone_ : nullptr;
}

bool ZoneKeeper::is_wanted() const {
  return zone_ && newest_seen_ && dns::is_newer(*newest_seen_, zone_->serial);
}

// Until time is up, or a newer serial than that in force is seen, or was.
net::Task<> ZoneKeeper::wait(Duration longest) {
  if (is_wanted()) co_return;
  timer_.expires_after(longest);
  // Cancelled with its task: then the next wait ends that.
  co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
}

// Whatever is seen meanwhile.
net::Task<> ZoneKeeper::rest(Duration length) {
  asio::steady_timer timer(timer_.get_executor(), length);
  co_await timer.async_wait(asio::use_awaitable);
}

// Without the file the next start fetches the zone before it knows any TLD: a delay, and no harm.
void ZoneKeeper::keep(const std::filesystem::path& fresh) {
  if (const auto renamed = around_.files.rename(fresh, source_.kept); !renamed) {
    system::log(system::Level::warning, "root zone not kept", {{"why", renamed.error().text}});
  }
}

net::Task<> ZoneKeeper::load_kept() {
  std::vector<std::string> words{"--records", source_.kept.string()};
  if (!around_.files.exists(source_.kept)) co_return;
  auto kept = co_await report(source_.kept.string(), std::move(words));
  if (kept) take(*kept, "own disk");
}

// Letters only where no collector has what was seen.
net::Task<bool> ZoneKeeper::refresh() {
  const bool given = co_await ask_collectors();
  if (given && !is_wanted()) co_return true;
  const bool taken = co_await ask_letters();
  if (taken || given) co_return true;
  system::log(system::Level::warning, "no verified root zone from anybody", {});
  co_return false;
}

net::Task<bool> ZoneKeeper::ask_collectors() {
  draw(source_.collectors);
  bool given = false;
  for (const auto& collector : source_.collectors) {
    const bool taken = co_await ask(collector);
    given = given || taken;
    if (given && !is_wanted()) co_return true;
  }
  co_return given;
}

net::Task<bool> ZoneKeeper::ask_letters() {
  for (const auto& letter : letters_in_order()) {
    const bool may_ask = co_await around_.may_ask(letter, zone_transfer_bytes);
    if (!may_ask) continue;
    const bool taken = co_await ask(letter);
    if (taken) gave_none_.erase(letter);
    if (taken) co_return true;
    gave_none_.insert(letter);
  }
  co_return false;
}

net::Task<bool> ZoneKeeper::ask(const ZoneGiver& collector) {
  const auto object = source_.kept.string() + ".object";
  const auto fetched = co_await collector.fetch_into(object);
  if (!fetched) {
    system::log(system::Level::info,
                "no root zone from a collector",
                {{"from", collector.name}, {"why", fetched.error().text}});
    co_return false;
  }
  std::vector<std::string> words{"--object", object};
  const bool taken = co_await take_fresh(collector.name, std::move(words));
  std::ignore = around_.files.remove(object);  // else the next one takes its place
  co_return taken;
}

net::Task<bool> ZoneKeeper::ask(const plan::Address& letter) {
  std::vector<std::string> words{"--server", to_text(letter)};
  co_return co_await take_fresh(to_text(letter), std::move(words));
}

net::Task<bool> ZoneKeeper::take_fresh(std::string from, std::vector<std::string> words) {
  const auto fresh = source_.kept.string() + ".new";
  words.insert(words.end(), {"--keep", fresh});
  auto fetched = co_await report(from, std::move(words));
  if (!fetched) co_return false;
  const bool taken = take(*fetched, from);
  if (taken) keep(fresh);
  co_return taken;
}

net::Task<std::optional<ZoneReport>> ZoneKeeper::report(std::string from,
                                                        std::vector<std::string> words) {
  ChildRun child{.program = source_.program,
                 .words = {"zone", "--output", "report"},
                 .bytes_max = zone_report_bytes_max};
  child.words.insert(child.words.end(), words.begin(), words.end());
  if (source_.anchors) {
    child.words.insert(child.words.end(), {"--anchor", source_.anchors->string()});
  }
  const auto output = co_await output_of(std::move(child));
  auto word = output ? word_from(*output) : Result<ZoneReport>(fail(output.error().text));
  if (word) co_return std::move(*word);
  system::log(
      system::Level::info, "no verified root zone", {{"from", from}, {"why", word.error().text}});
  co_return std::nullopt;
}

// The same serial again is as good as a newer one: it confirms what is in force.
bool ZoneKeeper::take(const ZoneReport& report, const std::string& from) {
  const auto* before = in_force();
  if (before != nullptr && dns::is_newer(before->serial, report.serial)) return false;
  const auto now = around_.clock.wall();
  if (now >= report.good_until) return false;
  const bool another = !zone_ || zone_->digest != report.digest;
  zone_ = {.serial = report.serial,
           .digest = report.digest,
           .good_until = report.good_until,
           .in_force_since = another ? now : zone_->in_force_since,
           .verified_at = now,
           .root = report.root};
  if (!another) return true;
  system::log(system::Level::notice,
              "root zone in force",
              {{"serial", report.serial},
               {"from", from},
               {"tlds", report.tlds.size()},
               {"endpoints", report.targets.endpoints.size()},
               {"zonemd", name_of(report.zonemd)}});
  around_.on_zone(report);
  return true;
}

// Drawn, so that a fleet does not all ask the same letter; those that give no zone away come last.
std::vector<plan::Address> ZoneKeeper::letters_in_order() {
  std::set<plan::Address> distinct;
  for (const auto& endpoint : source_.letters.endpoints) distinct.insert(endpoint.address);
  std::vector<plan::Address> letters(distinct.begin(), distinct.end());
  draw(letters);
  std::ranges::partition(letters,
                         [this](const auto& letter) { return !gave_none_.contains(letter); });
  return letters;
}

template <class T>
void ZoneKeeper::draw(std::vector<T>& items) {
  Bytes seed;
  append_be64(seed, around_.entropy.u64());
  plan::Lot lot("zone-sources", seed);
  plan::draw_to_front(std::span(items), items.size(), lot);
}

Duration ZoneKeeper::drawn_below(Duration longest) {
  const auto span = std::max<Duration::rep>(longest.count(), 1);
  return Duration(around_.entropy.u64() % static_cast<std::uint64_t>(span));
}

}  // namespace tocsin::probe
