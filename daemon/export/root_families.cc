#include "daemon/export/root_families.h"

#include "daemon/export/label_text.h"
#include "daemon/export/root_metrics.h"
#include "daemon/export/words.h"

namespace tocsin::collector {
namespace {

void add_figure(Page& page, const RootStatus& root) {
  if (!root.figure) return;
  const std::vector<std::string> labels{word(root.family), word(root.transport)};
  if (root.figure->ratio) page.add(metrics::root_availability, labels, *root.figure->ratio);
  page.add(metrics::root_availability_low, labels, root.figure->low);
  page.add(metrics::root_availability_high, labels, root.figure->high);
}

void add_denominators(Page& page, const RootStatus& root) {
  for (std::size_t i = 0; i < probe_state_count; ++i) {
    page.add(metrics::root_probes,
             {word(root.family), word(root.transport), std::string(probe_state_names[i])},
             static_cast<double>(root.probes[i]));
  }
}

void add_recent(Page& page, const RootStatus& root) {
  for (std::size_t i = 0; i < letter_count; ++i) {
    const std::vector<std::string> labels{
        word(static_cast<char>('a' + i)), word(root.family), word(root.transport)};
    page.add(metrics::server_recent_probes, labels, root.recent[i].measured);
    page.add(metrics::server_recent_probes_up, labels, root.recent[i].up);
  }
}

struct WindowPath {
  assess::Window window{};
  plan::Family family{};
  record::Transport transport{};
};

void add_intervals(Page& page, const WindowPath& at, const assess::PathWindow& path) {
  const std::pair<const char*, std::uint64_t> states[] = {
      {"measured", path.measured}, {"missing", path.expected - path.measured}};
  for (const auto& [state, count] : states) {
    page.add(metrics::root_window_intervals,
             {word(at.window), word(at.family), word(at.transport), state},
             static_cast<double>(count));
  }
}

void add_letters(Page& page, const WindowPath& at, const assess::PathWindow& path) {
  for (std::size_t i = 0; i < letter_count; ++i) {
    const auto& letter = path.letters[i];
    const std::pair<const char*, std::uint64_t> states[] = {
        {"served", letter.up},
        {"failed", letter.measured - letter.up},
        {"missing", letter.expected - letter.measured}};
    for (const auto& [state, count] : states) {
      page.add(metrics::server_window_intervals,
               {word(at.window),
                word(static_cast<char>('a' + i)),
                word(at.family),
                word(at.transport),
                state},
               static_cast<double>(count));
    }
  }
}

// Nothing of a letter of which nobody had a good answer.
void add_latency(Page& page, const WindowPath& at, const assess::PathWindow& path) {
  for (std::size_t i = 0; i < letter_count; ++i) {
    const auto& [answers, median] = path.latency[i];
    if (!median) continue;
    const std::vector<std::string> labels{
        word(at.window), word(static_cast<char>('a' + i)), word(at.family), word(at.transport)};
    constexpr double milliseconds = 1000;
    page.add(metrics::server_window_latency, labels, median->value.value() / milliseconds);
    page.add(metrics::server_window_latency_low, labels, median->low.value() / milliseconds);
    page.add(metrics::server_window_latency_high, labels, median->high.value() / milliseconds);
    page.add(metrics::server_window_answers, labels, static_cast<double>(answers));
  }
}

// No share where no response was judged, and nothing where nobody asked.
void add_correctness(Page& page, const assess::WindowFigures& figures) {
  const auto window = word(figures.window);
  const auto all = figures.all_responses();
  if (all.measured() == 0) return;
  if (const auto figure = all.figure()) {
    page.add(metrics::root_window_correctness, {window}, *figure->ratio);
    page.add(metrics::root_window_correctness_low, {window}, figure->low);
    page.add(metrics::root_window_correctness_high, {window}, figure->high);
  }
  for (std::size_t i = 0; i < letter_count; ++i) {
    const auto& responses = figures.responses[i];
    const std::pair<const char*, std::uint64_t> states[] = {
        {"correct", responses.correct},
        {"incorrect", responses.incorrect},
        {"not_judged", responses.not_judged},
        {"not_received", responses.not_received},
        {"missing", responses.missing}};
    for (const auto& [state, count] : states) {
      page.add(metrics::server_window_responses,
               {window, word(static_cast<char>('a' + i)), state},
               static_cast<double>(count));
    }
  }
}

// Nothing of a path over which nobody measured.
void add_window(Page& page, const assess::WindowFigures& figures) {
  for (std::size_t i = 0; i < figures.paths.size(); ++i) {
    const auto& path = figures.paths[i];
    if (!path.figure) continue;
    const WindowPath at{figures.window, families[i / 2], transports[i % 2]};
    const std::vector<std::string> labels{word(at.window), word(at.family), word(at.transport)};
    if (path.figure->ratio) {
      page.add(metrics::root_window_availability, labels, *path.figure->ratio);
    }
    page.add(metrics::root_window_availability_low, labels, path.figure->low);
    page.add(metrics::root_window_availability_high, labels, path.figure->high);
    add_intervals(page, at, path);
    add_letters(page, at, path);
    add_latency(page, at, path);
  }
}

void add_publication(Page& page, const Metric& metric, const InstanceLag& seen, double value) {
  page.add(metric, {word(seen.letter), instance_label(seen.instance)}, value);
}

// "ok" and "timeout" are there from the beginning, so that the first of them is an increase and not
// a new series.
bool shown(QueryResult result, std::uint64_t count) {
  return count > 0 || result == ok_result || result == timeout_result;
}

void add_results(Page& page, const CellTraffic& traffic) {
  const auto& [target, transport] = traffic.cell;
  for (std::size_t i = 0; i < query_result_count; ++i) {
    const QueryResult result(i);
    if (!shown(result, traffic.results[i])) continue;
    page.add(metrics::queries_total,
             {word(target.letter),
              word(target.family),
              word(transport),
              std::string(result.name()),
              name_label(traffic.country)},
             static_cast<double>(traffic.results[i]));
  }
}

// One series for each of the names that was counted at all.
template <std::size_t N>
void add_counted(Page& page,
                 const Metric& metric,
                 const CellTraffic& traffic,
                 const std::array<std::string_view, N>& names,
                 const std::array<std::uint64_t, N>& counts) {
  const auto& [target, transport] = traffic.cell;
  for (std::size_t i = 0; i < N; ++i) {
    if (counts[i] == 0) continue;
    page.add(metric,
             {word(target.letter),
              word(target.family),
              word(transport),
              std::string(names[i]),
              name_label(traffic.country)},
             static_cast<double>(counts[i]));
  }
}

void add_signs(Page& page, const CellTraffic& traffic) {
  add_counted(page, metrics::signs_total, traffic, record::sign_names, traffic.signs);
}

void add_strays(Page& page, const CellTraffic& traffic) {
  const auto& names = record::stray_reason_names;
  add_counted(page, metrics::stray_replies_total, traffic, names, traffic.strays);
}

void add_durations(Page& page, const CellTraffic& traffic) {
  const auto& [target, transport] = traffic.cell;
  page.add(metrics::query_duration,
           {word(target.letter), word(target.family), word(transport), name_label(traffic.country)},
           traffic.durations);
}

}  // namespace

void add_root_families(Page& page, const Snapshot& snapshot) {
  for (const auto& root : snapshot.root) add_figure(page, root);
  for (const auto& root : snapshot.root) add_denominators(page, root);
  for (const auto& root : snapshot.root) add_recent(page, root);
}

void add_window_families(Page& page, const Snapshot& snapshot) {
  for (const auto& window : snapshot.windows.figures) add_window(page, window);
  for (const auto& window : snapshot.windows.figures) add_correctness(page, window);
  for (const auto& each : snapshot.instances) {
    if (!each.lag) continue;
    const auto lag = std::chrono::duration<double>(*each.lag).count();
    add_publication(page, metrics::publication_lag, each, lag);
  }
  for (const auto& each : snapshot.instances) {
    if (!each.unverified_serial) continue;
    add_publication(page, metrics::unverified_serial, each, *each.unverified_serial);
  }
  for (const auto& each : snapshot.instances) {
    add_publication(page, metrics::publication_probes, each, each.probes);
  }
}

void add_traffic_families(Page& page, const Snapshot& snapshot) {
  for (const auto& traffic : snapshot.traffic) add_results(page, traffic);
  for (const auto& traffic : snapshot.traffic) add_durations(page, traffic);
  for (const auto& traffic : snapshot.traffic) add_signs(page, traffic);
  for (const auto& traffic : snapshot.traffic) add_strays(page, traffic);
}

}  // namespace tocsin::collector
