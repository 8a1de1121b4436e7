#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "core/record/instance.h"
#include "probes/main/once_report.h"

namespace tocsin::probe {
namespace {

using plan::Family;
using record::Observation;
using record::Outcome;
using record::Transport;

using Row = std::vector<std::string>;

std::string milliseconds(Duration duration) {
  std::array<char, 32> text{};
  std::snprintf(
      text.data(), text.size(), "%.1f ms", static_cast<double>(duration.count()) / 1'000'000);
  return text.data();
}

std::string how_it_went(const Observation& observation) {
  const auto& measurement = observation.measurement;
  if (measurement.outcome != Outcome::answered) return std::string(name_of(measurement.outcome));
  const auto rcode = observation.heard ? observation.heard->rcode : 0;
  const auto rtt = measurement.rtt ? milliseconds(*measurement.rtt) : "answered";
  return rcode == 0 ? rtt : rtt + ", rcode " + std::to_string(rcode);
}

// Different texts in the order of their measurements: "fra1 / iad2" where UDP and TCP reached two
// instances.
template <class Get>
std::string joined(const std::vector<const Observation*>& observations, const Get& get) {
  std::vector<std::string> texts;
  for (const auto* observation : observations) {
    const auto text = get(*observation);
    if (text && std::ranges::find(texts, *text) == texts.end()) texts.push_back(*text);
  }
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : " / ") + text;
  return all.empty() ? "-" : all;
}

std::optional<std::string> serial_of(const Observation& observation) {
  if (!observation.heard || !observation.heard->serial) return std::nullopt;
  return std::to_string(*observation.heard->serial);
}

std::optional<std::string> instance_of(const Observation& observation) {
  if (!observation.heard || !observation.heard->nsid) return std::nullopt;
  return record::instance_text(*observation.heard->nsid);
}

std::string over(Transport transport, const std::vector<const Observation*>& observations) {
  const auto by = [](const Observation* each) { return each->measurement.transport; };
  const auto found = std::ranges::find(observations, transport, by);
  return found == observations.end() ? "-" : how_it_went(**found);
}

Row row_of(const OnceReport& report, std::uint32_t index) {
  std::vector<const Observation*> observations;
  for (const auto& observation : report.observations) {
    if (observation.measurement.endpoint == index) observations.push_back(&observation);
  }
  const auto& endpoint = report.targets.endpoints[index];
  return {std::string(1, plan::root_letter(endpoint).value_or('?')),
          to_text(endpoint.address),
          over(Transport::udp, observations),
          over(Transport::tcp, observations),
          joined(observations, serial_of),
          joined(observations, instance_of)};
}

std::string aligned(const std::vector<Row>& rows) {
  std::array<std::size_t, 6> widths{};
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      line += row[i] + std::string(widths[i] + 2 - row[i].size(), ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string letters_that_answered(const OnceReport& report, Family family) {
  std::set<std::string> all;
  std::set<std::string> answered;
  for (const auto& endpoint : report.targets.endpoints) {
    if (endpoint.address.family == family) all.insert(endpoint.server);
  }
  for (const auto& observation : report.observations) {
    const auto& measurement = observation.measurement;
    const auto& endpoint = report.targets.endpoints[measurement.endpoint];
    const bool counts =
        measurement.outcome == Outcome::answered && endpoint.address.family == family;
    if (counts) answered.insert(endpoint.server);
  }
  return std::to_string(answered.size()) + " of " + std::to_string(all.size());
}

std::string summary(const OnceReport& report) {
  return letters_that_answered(report, Family::v4) + " letters answered by IPv4, " +
         letters_that_answered(report, Family::v6) + " by IPv6.\n";
}

}  // namespace

bool anything_answered(const OnceReport& report) {
  return std::ranges::any_of(report.observations, [](const Observation& each) {
    return each.measurement.outcome == Outcome::answered;
  });
}

std::string as_table(const OnceReport& report) {
  std::vector<Row> rows{{"letter", "address", "udp", "tcp", "serial", "instance"}};
  for (std::uint32_t i = 0; i < report.targets.endpoints.size(); ++i) {
    rows.push_back(row_of(report, i));
  }
  return aligned(rows) + "\n" + summary(report);
}

}  // namespace tocsin::probe
