#include "tests/lab/cage/faults.h"

#include <algorithm>

#include "tests/lab/cage/process.h"
#include "tests/lab/model/bird_config.h"

namespace tocsin::lab {
namespace {

constexpr std::uint64_t usual_mtu = 1500;

// The first error of several steps of which each is to be tried.
void keep_first(Status<>& kept, const Status<>& next) {
  if (kept && !next) kept = next;
}

Status<> run_nft(const NetNamespace* host, const std::string& script) {
  const auto done = run_tool({"nft", "-f", "-"}, host, script);
  if (!done) return tl::unexpected(done.error());
  return {};
}

bool matches(const FaultRequest& fault, const FaultRequest& which) {
  if (which.name != "all" && which.name != fault.name) return false;
  return std::ranges::all_of(which.arguments, [&](const auto& argument) {
    const auto found = fault.arguments.find(argument.first);
    return found != fault.arguments.end() && found->second == argument.second;
  });
}

// Two filters of one fault at one host must not have the same table.
std::string table_of(const std::string& table, std::size_t filter) {
  return table + "_" + std::to_string(filter);
}

}  // namespace

Status<> Faults::start(const FaultRequest& request) {
  auto plan = plan_fault(lab_.topology(), request);
  if (!plan) return tl::unexpected(plan.error());
  Active fault{
      .request = request, .plan = std::move(*plan), .table = "fault_" + std::to_string(++number_)};
  const auto applied = apply(fault);
  if (!applied) {
    (void)undo(fault);  // as far as it came
    return applied;
  }
  active_.push_back(std::move(fault));
  return {};
}

Status<> Faults::clear(const FaultRequest& which) {
  Status<> status;
  const auto count = active_.size();
  std::erase_if(active_, [&](const Active& fault) {
    if (!matches(fault.request, which)) return false;
    keep_first(status, undo(fault));
    return true;
  });
  if (count == active_.size() && which.name != "all") {
    return fail("no fault is in force that is " + to_text(which));
  }
  return status;
}

std::vector<FaultRequest> Faults::active() const {
  std::vector<FaultRequest> requests;
  for (const auto& fault : active_) requests.push_back(fault.request);
  return requests;
}

Status<> Faults::apply(const Active& fault) {
  Status<> status;
  const auto& plan = fault.plan;
  for (const auto& impostor : plan.impostors) {
    if (status) status = lab_.bring(impostor);
  }
  for (const auto& hijack : plan.hijacks) {
    if (status) status = tell_bird(hijack, "enable");
  }
  for (std::size_t i = 0; status && i < plan.filters.size(); ++i) {
    const auto& filter = plan.filters[i];
    status =
        run_nft(lab_.network().host(filter.host), filter_script(filter, table_of(fault.table, i)));
  }
  for (const auto& name : plan.crashes) {
    if (status) status = lab_.supervisor().crash(name);
  }
  for (const auto& name : plan.silences) {
    if (status) status = lab_.supervisor().stop(name);
  }
  for (const auto& withdrawal : plan.withdrawals) {
    if (status) status = tell_bird(withdrawal, "disable");
  }
  for (const auto& disturbance : plan.disturbances) {
    if (status) status = lab_.delays().disturb(lab_.topology(), disturbance);
  }
  for (const auto& meddling : plan.meddlings) {
    if (status) status = lab_.delays().meddle(meddling);
  }
  for (const auto& link : plan.narrow_links) {
    if (status) status = narrow(link, link.mtu);
  }
  if (status && !plan.stale.empty()) status = lab_.publish_except(plan.stale);
  return status;
}

Status<> Faults::undo(const Active& fault) {
  Status<> status;
  const auto& plan = fault.plan;
  for (std::size_t i = 0; i < plan.filters.size(); ++i) {
    keep_first(status,
               run_nft(lab_.network().host(plan.filters[i].host),
                       "delete table inet " + table_of(fault.table, i) + "\n"));
  }
  if (!plan.crashes.empty()) keep_first(status, lab_.revive(plan.crashes));
  for (const auto& name : plan.silences) keep_first(status, lab_.supervisor().restart(name));
  for (const auto& withdrawal : plan.withdrawals) {
    keep_first(status, tell_bird(withdrawal, "enable"));
  }
  for (const auto& disturbance : plan.disturbances) {
    keep_first(status, lab_.delays().disturb(lab_.topology(), {.link = disturbance.link}));
  }
  for (const auto& meddling : plan.meddlings) {
    keep_first(status, lab_.delays().stop_meddling(meddling));
  }
  for (const auto& link : plan.narrow_links) keep_first(status, narrow(link, usual_mtu));
  for (const auto& hijack : plan.hijacks) keep_first(status, tell_bird(hijack, "disable"));
  for (const auto& impostor : plan.impostors) keep_first(status, lab_.dismiss(impostor));
  if (!plan.stale.empty()) keep_first(status, lab_.catch_up(plan.stale));
  return status;
}

Status<> Faults::tell_bird(const Announcement& of, const std::string& verb) {
  const auto control = lab_.folder().server(bird_service(of.host)) + "/bird.ctl";
  const auto done = run_tool({"birdc", "-s", control, verb, of.protocol}, nullptr, "");
  if (!done) return tl::unexpected(done.error());
  return {};
}

// At both ends, so that whoever is about to send what is too large knows it.
Status<> Faults::narrow(const NarrowLink& narrow, std::uint64_t mtu) {
  const auto& link = lab_.topology().links[narrow.link];
  const auto set = [&](const std::string& host, const std::string& other) {
    const auto order = "link set " + interface_to(other) + " mtu " + std::to_string(mtu) + "\n";
    return lab_.network().tell_ip(host, order);
  };
  if (const auto status = set(link.a, link.b); !status) return status;
  return set(link.b, link.a);
}

}  // namespace tocsin::lab
