#include "daemon/export/page.h"

#include <gtest/gtest.h>

#include <set>

#include "daemon/export/metrics.h"
#include "daemon/export/text_format.h"

namespace tocsin::collector {
namespace {

TEST(Page, KeepsRowsOfAFamilyTogether) {
  Page page;
  page.add(metrics::probe_up, {"a"}, 1);
  page.add(metrics::journal_bytes, {}, 7);
  page.add(metrics::probe_up, {"b"}, 0);
  EXPECT_EQ(to_text(page),
            "# HELP tocsin_probe_up 1 if the probe sent a batch within the last 20 s, else 0.\n"
            "# TYPE tocsin_probe_up gauge\n"
            "tocsin_probe_up{probe=\"a\"} 1\n"
            "tocsin_probe_up{probe=\"b\"} 0\n"
            "# HELP tocsin_journal_bytes Size of the journal on disk.\n"
            "# TYPE tocsin_journal_bytes gauge\n"
            "tocsin_journal_bytes 7\n");
}

TEST(Page, EscapesLabelValues) {
  Page page;
  page.add(metrics::probe_up, {"a\"b\\c\nd"}, 1);
  EXPECT_NE(to_text(page).find(R"({probe="a\"b\\c\nd"} 1)"), std::string::npos);
}

TEST(Page, CountsTheSeriesThatDoNotFit) {
  Page page(3);
  for (const char* probe : {"a", "b", "c", "d", "e"}) page.add(metrics::probe_up, {probe}, 1);
  EXPECT_EQ(page.families()[0].rows.size(), 3U);
  EXPECT_EQ(page.series_dropped(), 2U);
}

TEST(Page, LeavesAHistogramOutAsAWhole) {
  Page page(30);
  for (const char* country : {"NO", "SE"}) {
    page.add(metrics::query_duration, {"k", "ipv4", "udp", country}, Histogram{});
  }
  EXPECT_EQ(page.families()[0].rows.size(), 1U);
  EXPECT_EQ(page.series_dropped(), 24U);
}

TEST(Page, WritesHistogramsCumulatively) {
  Histogram histogram;
  histogram.observe(std::chrono::milliseconds(12));
  histogram.observe(std::chrono::seconds(9));
  Page page;
  page.add(metrics::query_duration, {"k", "ipv4", "udp", "NO"}, histogram);
  const std::string text = to_text(page);
  const std::string series = R"({server="k",family="ipv4",transport="udp",country="NO")";
  for (const std::string& line : {"_count" + series + "} 2",
                                  "_bucket" + series + ",le=\"0.01\"} 0",
                                  "_bucket" + series + ",le=\"0.02\"} 1",
                                  "_bucket" + series + ",le=\"7.5\"} 1",
                                  "_bucket" + series + ",le=\"+Inf\"} 2"}) {
    EXPECT_NE(text.find(line + "\n"), std::string::npos) << line;
  }
}

TEST(Metrics, HaveDistinctNamesWithOurPrefix) {
  std::set<std::string_view> names;
  for (const auto& metric : metrics::all) {
    EXPECT_TRUE(metric.name.starts_with("tocsin_")) << metric.name;
    EXPECT_TRUE(metric.help.ends_with(".")) << metric.name;
    const bool counter = metric.kind == MetricKind::counter;
    EXPECT_EQ(metric.name.ends_with("_total"), counter) << metric.name;
    names.insert(metric.name);
  }
  EXPECT_EQ(names.size(), metrics::all.size());
}

}  // namespace
}  // namespace tocsin::collector
