#include "probes/main/reference_watch.h"

#include "core/base/check.h"
#include "core/system/log.h"
#include "probes/main/follow.h"

namespace tocsin::probe {
namespace {

constexpr Duration timeout = std::chrono::seconds(4);

std::vector<plan::Address> addresses_of(const References& references) {
  std::vector<plan::Address> addresses;
  for (const auto& reference : references.all()) addresses.push_back(reference.address);
  return addresses;
}

}  // namespace

ReferenceWatch::ReferenceWatch(Surroundings around, ByteView probe)
    : around_(around),
      schedule_(reference_series(addresses_of(around.references), probe), around.clock.monotonic()),
      draws_(around.entropy) {}

net::Task<> ReferenceWatch::run() {
  const auto act = [this](const Work& work) {
    for (const auto& due : work.due) ask(due);
  };
  co_await follow(schedule_, around_.clock, act);
}

// A reference that the host's limits leave out is simply not heard of: it is no measurement.
void ReferenceWatch::ask(const Due& due) {
  const auto& address = around_.references.all()[due.target].address;
  const auto now = around_.clock.monotonic();
  if (around_.limits.spend(address, now, reference_exchange_bytes)) return;
  auto ask = ask_for(reference_question(), ".");
  check(ask.has_value(), "the root is a name");
  ask->server = {.address = address, .port = plan::dns_port};
  ask->role = record::Role::reference;
  ask->timeout = timeout;
  around_.exchanges.spawn(hear(std::move(*ask), due.target));
}

net::Task<> ReferenceWatch::hear(Ask ask, std::size_t reference) {
  const auto observation = co_await around_.engine.ask(std::move(ask), draws_.take());
  if (!observation) co_return;
  const auto outcome = observation->measurement.outcome;
  around_.references.saw(reference, outcome, around_.clock.monotonic());
  note_reach();
}

void ReferenceWatch::note_reach() {
  const auto counts = around_.references.counts(around_.clock.monotonic());
  const std::array now{record::reach_of(counts.v4), record::reach_of(counts.v6)};
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (now[i] == reach_[i]) continue;
    reach_[i] = now[i];
    system::log(system::Level::notice,
                "reach changed",
                {{"family", i == 0 ? "ipv4" : "ipv6"}, {"reach", name_of(now[i])}});
    if (now[i] == record::Reach::connected) around_.connected();
  }
}

}  // namespace tocsin::probe
