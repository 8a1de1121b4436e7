#include "tests/lab/model/fault.h"

#include <algorithm>
#include <functional>

#include "core/base/nearest.h"
#include "tests/lab/model/bird_config.h"
#include "tests/lab/model/cabling.h"
#include "tests/lab/model/fault_arguments.h"
#include "tests/lab/model/on_path_faults.h"
#include "tests/lab/model/profile.h"

namespace tocsin::lab {
namespace {

// One rule for each address at each of the chosen instances' hosts.
Result<FaultPlan> at_servers(const Topology& topology,
                             const Arguments& arguments,
                             const std::function<std::string(const std::string&)>& verdict) {
  const auto selection = select(topology, arguments);
  if (!selection) return tl::unexpected(selection.error());
  FaultPlan plan;
  for (const auto* instance : selection->instances) {
    Filter filter{.host = instance->host};
    for (const auto& address : selection->addresses) {
      filter.input.push_back(to_address(address) + " " + verdict(address));
    }
    plan.filters.push_back(std::move(filter));
  }
  return plan;
}

Result<FaultPlan> blackhole(const Topology& topology, const Arguments& arguments) {
  return at_servers(topology, arguments, [](const std::string&) { return "drop"; });
}

Result<FaultPlan> reject(const Topology& topology, const Arguments& arguments) {
  return at_servers(topology, arguments, [](const std::string& address) {
    return is_ipv6(address) ? "reject with icmpv6 type port-unreachable"
                            : "reject with icmp type admin-prohibited";
  });
}

Result<FaultPlan> tcp_block(const Topology& topology, const Arguments& arguments) {
  const auto how = value_or(arguments, "how", "reset");
  if (how != "reset" && how != "drop") return fail("how is reset or drop, not " + how);
  return at_servers(topology, arguments, [&](const std::string&) -> std::string {
    return how == "drop" ? "tcp dport 53 drop" : "tcp dport 53 reject with tcp reset";
  });
}

Result<FaultPlan> crash(const Topology& topology, const Arguments& arguments) {
  const auto selection = select(topology, arguments);
  if (!selection) return tl::unexpected(selection.error());
  FaultPlan plan;
  for (const auto* instance : selection->instances) plan.crashes.push_back(instance->name);
  return plan;
}

Result<FaultPlan> stale(const Topology& topology, const Arguments& arguments) {
  const auto selection = select(topology, arguments);
  if (!selection) return tl::unexpected(selection.error());
  FaultPlan plan;
  for (const auto* instance : selection->instances) plan.stale.push_back(instance->name);
  return plan;
}

Result<FaultPlan> withdraw(const Topology& topology, const Arguments& arguments) {
  const auto site = arguments.at("site");
  const auto* host = find_host(topology, site);
  if (host == nullptr || !host->speaker) return fail("no site that speaks BGP is " + site);
  const auto letter = value_or(arguments, "letter", "");
  FaultPlan plan;
  for (const auto& each : topology.letters) {
    if (!letter.empty() && letter != std::string(1, each.name)) continue;
    for (const auto& protocol : protocols_of(*host, std::string("letter_") + each.name)) {
      plan.withdrawals.push_back({.host = site, .protocol = protocol});
    }
  }
  if (plan.withdrawals.empty()) return fail(site + " does not announce letter=" + letter);
  return plan;
}

Result<FaultPlan> v6_outage(const Topology& topology, const Arguments& arguments) {
  const auto scope = value_or(arguments, "scope", "root");
  if (scope != "root" && scope != "core") return fail("scope is root or core, not " + scope);
  FaultPlan plan;
  for (const auto& host : topology.hosts) {
    if (scope == "core" && host.role == Role::router) {
      plan.filters.push_back({.host = host.name, .forward = {"meta nfproto ipv6 drop"}});
    } else if (scope == "root" && host.role == Role::site) {
      Filter filter{.host = host.name};
      for (const auto& letter : topology.letters) {
        filter.input.push_back(to_address(letter.ipv6) + " drop");
      }
      plan.filters.push_back(std::move(filter));
    }
  }
  return plan;
}

Result<FaultPlan> loss(const Topology& topology, const Arguments& arguments) {
  const auto link = cable_of(topology, arguments);
  if (!link) return tl::unexpected(link.error());
  const auto share = share_of(arguments, "share", "0.3");
  if (!share) return tl::unexpected(share.error());
  return FaultPlan{.disturbances = {{.link = *link, .loss = *share}}};
}

Result<FaultPlan> disturb(const Topology& topology, const Arguments& arguments) {
  const auto link = cable_of(topology, arguments);
  if (!link) return tl::unexpected(link.error());
  const auto loss = share_of(arguments, "loss", "0");
  if (!loss) return tl::unexpected(loss.error());
  const auto duplicate = share_of(arguments, "duplicate", "0");
  if (!duplicate) return tl::unexpected(duplicate.error());
  const auto reorder = share_of(arguments, "reorder", "0");
  if (!reorder) return tl::unexpected(reorder.error());
  const auto jitter = number_of(arguments, "jitter-us", 0);
  if (!jitter) return tl::unexpected(jitter.error());
  return FaultPlan{.disturbances = {{.link = *link,
                                     .jitter_us = *jitter,
                                     .loss = *loss,
                                     .duplicate = *duplicate,
                                     .reorder = *reorder}}};
}

Result<FaultPlan> isolate(const Topology& topology, const Arguments& arguments) {
  const auto border = border_of(topology, arguments.at("country"));
  if (!border) return tl::unexpected(border.error());
  const auto collector = value_or(arguments, "collector", "keep");
  if (collector != "keep" && collector != "lose") {
    return fail("collector is keep or lose, not " + collector);
  }
  Filter filter{.host = border->host->name};
  if (collector == "keep") {
    for (const std::string address : {collector_ipv4, collector_ipv6}) {
      const std::string family = is_ipv6(address) ? "ip6" : "ip";
      filter.forward.push_back(family + " daddr " + address + " accept");
      filter.forward.push_back(family + " saddr " + address + " accept");
    }
  }
  const auto outside = "\"" + interface_to(border->outside) + "\"";
  filter.forward.push_back("iifname " + outside + " drop");
  filter.forward.push_back("oifname " + outside + " drop");
  filter.input.push_back("iifname " + outside + " drop");
  filter.output.push_back("oifname " + outside + " drop");
  return FaultPlan{.filters = {std::move(filter)}};
}

Result<FaultPlan> cut_line(const Topology& topology, const Arguments& arguments) {
  const auto border = border_of(topology, arguments.at("country"));
  if (!border) return tl::unexpected(border.error());
  // At the far end of it: who sends into a dead line is told by nobody.
  const auto from_line = "iifname \"" + interface_to(border->inside) + "\" drop";
  const auto to_line = "oifname \"" + interface_to(border->inside) + "\" drop";
  return FaultPlan{.filters = {{.host = border->host->name,
                                .input = {from_line},
                                .forward = {from_line, to_line},
                                .output = {to_line}}}};
}

Result<FaultPlan> silence(const Topology&, const Arguments& arguments) {
  return FaultPlan{.silences = {arguments.at("service")}};
}

struct Kind {
  std::string name;
  std::vector<std::string> needed;
  std::vector<std::string> optional;
  std::function<Result<FaultPlan>(const Topology&, const Arguments&)> plan;
};

Kind meddler(const std::string& how) {
  return {
      how, {"letter", "country"}, {"family"}, [how](const auto& topology, const auto& arguments) {
        return meddling(how, topology, arguments);
      }};
}

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all = {
      {"blackhole", {"letter"}, {"family", "site"}, blackhole},
      {"reject", {"letter"}, {"family", "site"}, reject},
      {"dead-letter", {"letter"}, {}, blackhole},
      {"tcp-block", {"letter"}, {"family", "site", "how"}, tcp_block},
      {"crash", {"letter"}, {"site"}, crash},
      {"withdraw", {"site"}, {"letter"}, withdraw},
      {"stale", {"letter"}, {"site"}, stale},
      {"v6-outage", {}, {"scope"}, v6_outage},
      {"loss", {}, {"country", "a", "b", "share"}, loss},
      {"disturb", {}, {"country", "a", "b", "jitter-us", "loss", "duplicate", "reorder"}, disturb},
      {"isolate", {"country"}, {"collector"}, isolate},
      {"cut-line", {"country"}, {}, cut_line},
      {"silence", {"service"}, {}, silence},
      {"slow-tcp", {"letter", "country"}, {"family", "how"}, slow_tcp},
      {"hop-limit", {"letter", "country"}, {"family", "to"}, hop_limit},
      {"drop-large", {"letter", "country"}, {"family", "bytes"}, drop_large},
      {"small-mtu", {}, {"country", "a", "b", "mtu"}, small_mtu},
      {"rate-limit", {"letter"}, {"family", "site", "per-minute"}, rate_limit},
      {"intercept", {"letter", "country"}, {"family"}, intercept},
      {"hijack", {"letter"}, {"family", "from"}, hijack},
      meddler("inject"),
      meddler("swallow"),
      meddler("strip-nsid"),
      meddler("fold-case"),
      meddler("wrong-id"),
      meddler("wrong-port"),
      meddler("force-tc")};
  return all;
}

Result<const Kind*> kind_of(const std::string& name) {
  const auto found = std::ranges::find(kinds(), name, &Kind::name);
  if (found != kinds().end()) return &*found;
  std::vector<std::string_view> known;
  for (const auto& kind : kinds()) known.push_back(kind.name);
  return fail("There is no fault " + name + "." + did_you_mean(name, known));
}

Status<> check_keys(const Kind& kind, const Arguments& arguments) {
  for (const auto& key : kind.needed) {
    if (!arguments.contains(key)) return fail(kind.name + " needs " + key + "=");
  }
  for (const auto& [key, value] : arguments) {
    if (std::ranges::count(kind.needed, key) + std::ranges::count(kind.optional, key) == 0) {
      return fail(kind.name + " does not know " + key + "=");
    }
  }
  return {};
}

std::string chain(const std::string& hook,
                  const std::vector<std::string>& rules,
                  const std::string& type = "filter hook ") {
  if (rules.empty()) return {};
  auto text = "  chain " + hook + " {\n    type " + type + hook + " priority 0;\n";
  for (const auto& rule : rules) text += "    " + rule + "\n";
  return text + "  }\n";
}

}  // namespace

Result<FaultRequest> fault_from(const std::vector<std::string>& words) {
  if (words.empty()) return fail("a fault needs a name");
  FaultRequest request{.name = words.front()};
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto equals = words[i].find('=');
    if (equals == std::string::npos) return fail("expected KEY=VALUE, not " + words[i]);
    const auto key = words[i].substr(0, equals);
    if (!request.arguments.emplace(key, words[i].substr(equals + 1)).second) {
      return fail(key + "= is given twice");
    }
  }
  return request;
}

std::string to_text(const FaultRequest& request) {
  auto text = request.name;
  for (const auto& [key, value] : request.arguments) text += " " + key + "=" + value;
  return text;
}

Result<FaultPlan> plan_fault(const Topology& topology, const FaultRequest& request) {
  const auto kind = kind_of(request.name);
  if (!kind) return tl::unexpected(kind.error());
  const auto known = check_keys(**kind, request.arguments);
  if (!known) return tl::unexpected(known.error());
  return (*kind)->plan(topology, request.arguments);
}

std::string filter_script(const Filter& filter, const std::string& table) {
  return "table inet " + table + " {\n" + chain("input", filter.input) +
         chain("forward", filter.forward) + chain("output", filter.output) +
         chain("prerouting", filter.prerouting, "nat hook ") + "}\n";
}

}  // namespace tocsin::lab
