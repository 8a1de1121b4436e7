#include "tests/lab/cage/faults.h"

#include <algorithm>

#include "tests/lab/cage/process.h"
#include "tests/lab/model/bird_config.h"

namespace tocsin::lab {
namespace {

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
    if (status) status = withdraw(withdrawal, "disable");
  }
  for (const auto& disturbance : plan.disturbances) {
    if (status) status = lab_.delays().disturb(lab_.topology(), disturbance);
  }
  for (const auto& meddling : plan.meddlings) {
    if (status) status = lab_.delays().meddle(meddling);
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
    keep_first(status, withdraw(withdrawal, "enable"));
  }
  for (const auto& disturbance : plan.disturbances) {
    keep_first(status, lab_.delays().disturb(lab_.topology(), {.link = disturbance.link}));
  }
  for (const auto& meddling : plan.meddlings) {
    keep_first(
        status,
        lab_.delays().meddle({.link = meddling.link, .how = "stop", .server = meddling.server}));
  }
  if (!plan.stale.empty()) keep_first(status, lab_.catch_up(plan.stale));
  return status;
}

Status<> Faults::withdraw(const Withdrawal& withdrawal, const std::string& verb) {
  const auto control = lab_.folder().server(bird_service(withdrawal.host)) + "/bird.ctl";
  const auto done = run_tool({"birdc", "-s", control, verb, withdrawal.protocol}, nullptr, "");
  if (!done) return tl::unexpected(done.error());
  return {};
}

}  // namespace tocsin::lab
