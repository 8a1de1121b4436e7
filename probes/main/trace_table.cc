#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

#include "probes/main/trace_report.h"

namespace tocsin::probe {
namespace {

std::string milliseconds(Duration duration) {
  std::array<char, 32> text{};
  std::snprintf(
      text.data(), text.size(), "%.1f ms", static_cast<double>(duration.count()) / 1'000'000);
  return text.data();
}

// Different texts, in the order in which they come.
std::string joined(const std::vector<std::string>& texts) {
  std::vector<std::string> seen;
  std::string all;
  for (const auto& text : texts) {
    if (std::ranges::find(seen, text) != seen.end()) continue;
    seen.push_back(text);
    all += (all.empty() ? "" : " / ") + text;
  }
  return all.empty() ? "-" : all;
}

std::string who(const Hop& hop, const plan::Address& server) {
  std::vector<std::string> texts;
  for (const auto& probe : hop.probes) {
    if (probe.notice && probe.notice->from) texts.push_back(to_text(*probe.notice->from));
    if (probe.reply) texts.push_back(to_text(server));
  }
  return joined(texts);
}

std::string how(const HopProbe& probe) {
  if (probe.reply) return milliseconds(probe.reply->rtt);
  return probe.notice ? milliseconds(probe.notice->rtt) : "*";
}

std::string line_of(const Hop& hop, const plan::Address& server) {
  std::string times;
  std::vector<std::string> answers;
  for (const auto& probe : hop.probes) {
    times += (times.empty() ? "" : "  ") + how(probe);
    if (probe.notice) answers.emplace_back(name_of(probe.notice->what));
    if (probe.reply) answers.emplace_back(name_of(HopAnswer::answered));
  }
  std::array<char, 256> text{};
  std::snprintf(text.data(),
                text.size(),
                "%3d  %-40s  %-28s  %s\n",
                hop.hop_limit,
                who(hop, server).c_str(),
                times.c_str(),
                joined(answers).c_str());
  return text.data();
}

std::string summary(const Trace& trace) {
  const auto hops = distance(trace);
  if (!hops) return "No answer: the trace ended with " + std::string(name_of(trace.end)) + ".\n";
  return "Answered from " + std::to_string(*hops) + " hops away.\n";
}

}  // namespace

std::string as_table(const Trace& trace, const RouteSigns& signs) {
  std::string text;
  for (const auto& hop : trace.hops) text += line_of(hop, trace.server);
  text += "\n" + summary(trace);
  if (signs.answered_and_expired) {
    text += "A query was answered although it had expired on its way: not the server answered.\n";
  }
  if (signs.nearer_than_server) {
    text += "The answer came from far nearer than the server is: not the server answered.\n";
  }
  return text;
}

}  // namespace tocsin::probe
