#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "core/record/instance.h"
#include "probes/main/once_report.h"

namespace tocsin::probe {
namespace {

using plan::Family;
using record::Measurement;
using record::Outcome;
using record::Transport;

using Row = std::vector<std::string>;

std::string milliseconds(Duration duration) {
  std::array<char, 32> text{};
  std::snprintf(
      text.data(), text.size(), "%.1f ms", static_cast<double>(duration.count()) / 1'000'000);
  return text.data();
}

std::string how_it_went(const Measurement& measurement) {
  if (measurement.outcome != Outcome::answered) return std::string(name_of(measurement.outcome));
  const auto rcode = measurement.rcode.value_or(0);
  const auto rtt = measurement.rtt ? milliseconds(*measurement.rtt) : "answered";
  return rcode == 0 ? rtt : rtt + ", rcode " + std::to_string(rcode);
}

// Different texts in the order of their measurements: "fra1 / iad2" where UDP and TCP reached two
// instances.
template <class Get>
std::string joined(const std::vector<const Measurement*>& measurements, const Get& get) {
  std::vector<std::string> texts;
  for (const auto* measurement : measurements) {
    const auto text = get(*measurement);
    if (text && std::ranges::find(texts, *text) == texts.end()) texts.push_back(*text);
  }
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : " / ") + text;
  return all.empty() ? "-" : all;
}

std::optional<std::string> serial_of(const Measurement& measurement) {
  if (!measurement.serial) return std::nullopt;
  return std::to_string(*measurement.serial);
}

std::optional<std::string> instance_of(const Measurement& measurement) {
  if (!measurement.nsid) return std::nullopt;
  return record::instance_text(*measurement.nsid);
}

std::string over(Transport transport, const std::vector<const Measurement*>& measurements) {
  const auto found = std::ranges::find(measurements, transport, &Measurement::transport);
  return found == measurements.end() ? "-" : how_it_went(**found);
}

Row row_of(const OnceReport& report, std::uint32_t index) {
  std::vector<const Measurement*> measurements;
  for (const auto& measurement : report.measurements) {
    if (measurement.endpoint == index) measurements.push_back(&measurement);
  }
  const auto& endpoint = report.targets.endpoints[index];
  return {std::string(1, plan::root_letter(endpoint).value_or('?')),
          to_text(endpoint.address),
          over(Transport::udp, measurements),
          over(Transport::tcp, measurements),
          joined(measurements, serial_of),
          joined(measurements, instance_of)};
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
  for (const auto& measurement : report.measurements) {
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
  return std::ranges::find(report.measurements, Outcome::answered, &Measurement::outcome) !=
         report.measurements.end();
}

std::string as_table(const OnceReport& report) {
  std::vector<Row> rows{{"letter", "address", "udp", "tcp", "serial", "instance"}};
  for (std::uint32_t i = 0; i < report.targets.endpoints.size(); ++i) {
    rows.push_back(row_of(report, i));
  }
  return aligned(rows) + "\n" + summary(report);
}

}  // namespace tocsin::probe
