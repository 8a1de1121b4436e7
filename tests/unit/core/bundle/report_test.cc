#include "core/bundle/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/bytes.h"
#include "core/base/utf8.h"
#include "core/bundle/html.h"

namespace tocsin::bundle {
namespace {

using assess::MinuteState;
using testing::HasSubstr;
using testing::Not;

constexpr WallTime noon{std::chrono::seconds(1'785'585'600)};  // 2026-08-01T12:00:00Z

Claim an_hour() {
  Claim claim;
  claim.question = {.service = "root/c", .from = noon, .to = noon + std::chrono::hours(1)};
  claim.log = "geneva.example/log";
  claim.countries = {{"CH", crypto::PublicKey{1}}, {"NO", crypto::PublicKey{2}}};
  claim.newest = noon + std::chrono::seconds(3607);
  claim.counts = {.batches = 720, .undated = 4, .measurements = 1440, .intercepted = 17};
  claim.probes = {{.id = {0xab},
                   .name = "ch-1",
                   .country = "CH",
                   .asn = 559,
                   .network = "SWITCH",
                   .batches = 360,
                   .measured = {1440},
                   .missing = 3,
                   .explained = 2,
                   .broken = 1,
                   .silent = std::chrono::seconds(3723),
                   .silences = {{noon, noon + std::chrono::seconds(75)}}},
                  {.id = {0xcd}, .name = "stray", .country = {}, .network = {}, .silences = {}}};
  for (std::size_t path = 0; path < assess::path_count; ++path) {
    claim.reachability.push_back({.path = path,
                                  .countries = {{.country = "CH",
                                                 .vantage_points = 0,
                                                 .runs = {{0, 60, MinuteState::not_measured}}}},
                                  .outages = {}});
  }
  auto& first = claim.reachability[0].countries[0];
  first.vantage_points = 1;
  first.runs = {{0, 60, MinuteState::reached}};
  return claim;
}

Claim an_outage() {
  auto claim = an_hour();
  auto& path = claim.reachability[0];
  path.countries[0].runs = {{0, 10, MinuteState::reached}, {10, 50, MinuteState::lost}};
  path.countries[0].alone = 45;
  path.outages = {{10, 50, 1, 1, 0, {"CH"}}};
  return claim;
}

TEST(BundleReport, SaysWhatWasAsked) {
  const auto page = report_html(an_hour());
  EXPECT_THAT(page, HasSubstr("<h1>Reachability of root server c</h1>"));
  EXPECT_THAT(page,
              HasSubstr("Who could reach root server c from 2026-08-01 12:00 to 2026-08-01 13:00 "
                        "UTC (60 minutes), as probes of the plan watch measured it and the log "
                        "geneva.example/log has kept it?"));
  auto root = an_hour();
  root.question.service = "root";
  EXPECT_THAT(report_html(root), HasSubstr("the DNS root (8 of its 13 letters are needed)"));
}

TEST(BundleReport, SaysThatNoOutageWasFoundAndOfWhatNothingIsSaid) {
  const auto page = report_html(an_hour());
  EXPECT_THAT(page, HasSubstr("<dt>What</dt>\n<dd>No outage was found: "));
  EXPECT_THAT(page, HasSubstr("<dd>Over IPv6 TCP no country could tell in 60 minutes of 60"));
  EXPECT_THAT(page,
              HasSubstr("<td>IPv4 UDP</td><td>60 of 60</td><td>1 to 1</td><td>1</td>"
                        "<td>0</td><td>0</td><td>0 to 0</td>"));
  EXPECT_THAT(page, HasSubstr("<dd>No outage was found over: IPv4 UDP.</dd>"));
  EXPECT_THAT(page,
              HasSubstr("No outage over IPv4 UDP: not corroborated outside its country.</dd>"));
  EXPECT_THAT(page, Not(HasSubstr("<dd>No outage over IPv6 TCP")));
  EXPECT_THAT(page, HasSubstr("<td>IPv6 TCP</td><td>No country measured over this path.</td>"));
  EXPECT_THAT(page, Not(HasSubstr("<dt>When")));
  EXPECT_THAT(page, Not(HasSubstr("<h2>Outages</h2>")));
}

TEST(BundleReport, SaysThatNothingCanBeSaid) {
  auto claim = an_hour();
  claim.reachability[0].countries[0].runs = {{0, 60, MinuteState::no_voice}};
  EXPECT_THAT(report_html(claim), HasSubstr("<dd>Nothing can be said: "));
  EXPECT_THAT(report_html(claim), HasSubstr("<dd>Nothing that these measurements show.</dd>"));
  EXPECT_THAT(report_html(claim), HasSubstr("<dt>How sure</dt>\n<dd>nothing is known</dd>"));
  claim.reachability.clear();
  EXPECT_THAT(report_html(claim), HasSubstr("<dd>Nothing can be said: "));
}

TEST(BundleReport, SaysWhichOutagesWereFoundAndHowFarTheyStand) {
  const auto page = report_html(an_outage());
  EXPECT_THAT(page, HasSubstr("<dd>Over IPv4 UDP: 1 outage, 50 minutes in all.</dd>"));
  EXPECT_THAT(page,
              HasSubstr("<td>IPv4 UDP</td><td>2026-08-01 12:10<br>(2026-08-01 12:09 to 2026-08-01 "
                        "12:11)</td><td>2026-08-01 13:00<br>(2026-08-01 12:59 to ?)</td><td>50</td>"
                        "<td>1 of 1</td><td>0</td><td>not corroborated outside its country</td>"
                        "<td>CH</td>"));
  EXPECT_THAT(page,
              HasSubstr("<td>Switzerland (CH)</td><td>1</td><td>10</td><td>0</td><td>50</td>"
                        "<td>0</td><td>0</td><td>45</td><td><svg "));
}

ProbeAccount probe_of(const std::string& country,
                      std::uint32_t asn,
                      const ProbeAccount::Measured& measured) {
  return {.name = country,
          .country = country,
          .asn = asn,
          .network = {},
          .batches = 1,
          .measured = measured,
          .silences = {}};
}

TEST(BundleReport, CanBeReadAloud) {
  auto claim = an_outage();
  auto& path = claim.reachability[0];
  path.countries[0].runs = {
      {0, 10, MinuteState::reached}, {10, 40, MinuteState::lost}, {50, 10, MinuteState::reached}};
  path.countries.push_back(path.countries[0]);
  path.countries[1].country = "KE";
  path.countries.push_back(
      {.country = "NO", .vantage_points = 2, .runs = {{0, 60, MinuteState::reached}}});
  path.outages = {{5, 1, 2, 3, 0, {}}, {10, 40, 2, 3, 0, {"CH", "KE"}}};
  claim.whole_root = claim.reachability;
  for (auto& country : claim.whole_root[0].countries) {
    country.runs = {{0, 60, MinuteState::reached}};
  }
  claim.probes[1] = probe_of("KE", 36914, {1});
  claim.probes.push_back(probe_of("KE", 37061, {0, 1}));  // over another path
  claim.probes.push_back(probe_of("NO", 224, {}));        // of other services
  const auto page = report_html(claim);
  for (const auto* line :
       {"<dt>What</dt>\n<dd>There were minutes in which more than half of the countries that "
        "could tell had lost root server c:</dd>\n"
        "<dd>Over IPv4 UDP: 2 outages, 40 minutes in all.</dd>\n",
        "<dt>When (UTC)</dt>\n<dd>The longest over IPv4 UDP: from 2026-08-01 12:10 to "
        "2026-08-01 12:50, 40 minutes. It began between 2026-08-01 12:09 and 2026-08-01 12:11. "
        "It ended between 2026-08-01 12:49 and 2026-08-01 12:51.</dd>\n"
        "<dd>The clocks of the probes may be off by up to 1 s.</dd>\n",
        "these measured: 2 countries of 3, 3 networks of 4, 3 probes of 4.</dd>\n",
        "in the weakest minute: 2 of 3. Had lost it throughout: Switzerland (CH), Kenya (KE). "
        "Networks of their probes that measured: AS559, AS36914.</dd>\n",
        "<dt>What still worked</dt>\n<dd>Over IPv4 UDP, had reached it throughout: Norway (NO). "
        "In the same minutes countries that had reached the DNS root (8 of its 13 letters are "
        "needed) throughout, of those that measured: 3 of 3.</dd>\n",
        "<dt>How sure</dt>\n<dd>Outage over IPv4 UDP from 2026-08-01 12:10: weakly corroborated."
        "</dd>\n",
        "<dt>What this does not show</dt>\n<dd>Cause: ",
        "<dd>Intent: ",
        "<dd>Legality: "}) {
    EXPECT_THAT(page, HasSubstr(line));
  }
}

TEST(BundleReport, CountsTheSilentAmongTheCountries) {
  auto claim = an_hour();
  auto& path = claim.reachability[0];
  for (const auto* silent : {"KE", "NO"}) {
    path.countries.push_back(
        {.country = silent, .vantage_points = 0, .runs = {{0, 60, MinuteState::not_measured}}});
  }
  const auto page = report_html(claim);
  EXPECT_THAT(page,
              HasSubstr("<td>IPv4 UDP</td><td>60 of 60</td><td>1 to 1</td><td>3</td>"
                        "<td>0</td><td>0</td><td>0 to 60</td>"));
  EXPECT_THAT(page, HasSubstr("No outage over IPv4 UDP: inconclusive.</dd>"));
  EXPECT_THAT(page,
              HasSubstr("<td>Kenya (KE)</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td>"
                        "<td>60</td>"));
}

TEST(BundleReport, SaysWhatIsMissingAndLeftOut) {
  const auto page = report_html(an_hour());
  EXPECT_THAT(
      page,
      HasSubstr("<td><bdi>ch-1</bdi></td><td><bdi>ab000000000000000000000000000000</bdi></td>"
                "<td>Switzerland (CH)</td><td><bdi>AS559 SWITCH</bdi></td><td>360</td>"
                "<td>3, 2 explained</td><td>1</td><td>1:02:03<br>2026-08-01 12:00:00 to "
                "2026-08-01 12:01:15</td>"));
  EXPECT_THAT(page, HasSubstr("<td><bdi>stray</bdi></td><td><bdi>cd00"));
  EXPECT_THAT(page, HasSubstr("<td>none</td><td></td><td>0</td><td>0</td><td>0</td><td>0:00:00"));
  EXPECT_THAT(page, HasSubstr("<td>measurements that somebody on the way had answered</td><td>17"));
  EXPECT_THAT(page, HasSubstr("closed at 2026-08-01 13:00:07 UTC"));
}

TEST(BundleReport, SaysWhoHasStampedIt) {
  auto claim = an_hour();
  EXPECT_THAT(report_html(claim),
              HasSubstr("<h2>Time-stamps</h2>\n<p>No time-stamping authority that the writer of "
                        "this page believes has stamped the data of this page."));
  const auto noon_and_some = noon + std::chrono::milliseconds(4'000'500);
  claim.stamps = {{"tsa.example", noon_and_some}};
  EXPECT_THAT(report_html(claim), HasSubstr("were in the log: 1 authority. They are those that"));
  claim.stamps.push_back({"other.example", noon_and_some});
  const auto page = report_html(claim);
  EXPECT_THAT(page, HasSubstr("were in the log: 2 authorities. They are those that"));
  EXPECT_THAT(page, HasSubstr("<td><bdi>tsa.example</bdi></td><td>2026-08-01 13:06:41</td>"));
  EXPECT_THAT(page, HasSubstr("<td><bdi>other.example</bdi></td>"));
  EXPECT_THAT(page, Not(HasSubstr("No time-stamping authority")));
  EXPECT_THAT(report_html(claim, arabic), HasSubstr("قبله: جهتان."));
}

TEST(BundleReport, NamesNoCountryThatItHasNoNameFor) {
  auto claim = an_hour();
  claim.reachability[0].countries[0].country = "XX";
  EXPECT_THAT(report_html(claim), HasSubstr("<td>XX</td><td>1</td>"));
}

TEST(BundleReport, OfEqualClaimsIsEqual) {
  EXPECT_EQ(report_html(an_outage()), report_html(an_outage()));
  EXPECT_NE(report_html(an_outage()), report_html(an_hour()));
}

TEST(BundleReport, FetchesAndRunsNothing) {
  const auto page = report_html(an_outage());
  for (const auto* reference : {"http:", "https:", "<script", "src=", "href=", "url(", "@import"}) {
    EXPECT_THAT(page, Not(HasSubstr(reference)));
  }
  EXPECT_THAT(page, HasSubstr("content=\"default-src &#39;none&#39;;"));
}

// Where every element ends; nothing more is asked of them.
std::string unclosed_in(std::string_view page) {
  std::vector<std::string> open;
  for (auto begin = page.find('<'); begin != page.npos; begin = page.find('<', begin + 1)) {
    const auto tag = page.substr(begin + 1, page.find('>', begin) - begin - 1);
    const auto name = std::string(tag.substr(0, tag.find_first_of(" /", 1)));
    if (name == "!DOCTYPE" || name == "meta" || name == "br" || tag.ends_with('/')) continue;
    if (!name.starts_with('/')) {
      open.push_back("/" + name);
    } else if (open.empty() || open.back() != name) {
      return name;
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : open.back();
}

Claim hostile() {
  const std::string lie = "</td><script>'\"&\x1b[2J\xff\xe2\x80\xae";
  auto claim = an_outage();
  claim.log = claim.probes[0].name = claim.probes[0].network = claim.probes[0].country = lie;
  claim.reachability[0].countries[0].country = lie;
  claim.reachability[0].outages[0].countries[0] = lie;
  claim.countries = {{lie, {}}};
  claim.stamps = {{lie, noon}};
  claim.question.plan = "watch";
  return claim;
}

TEST(BundleReport, IsNotLedAstrayByNames) {
  const auto page = report_html(hostile());
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("\x1b")));
  EXPECT_THAT(page, Not(HasSubstr("\xff")));
  EXPECT_EQ(unclosed_in(page), "");
  EXPECT_EQ(unclosed_in(report_html(an_hour())), "");
  EXPECT_EQ(unclosed_in("<p><b></p>"), "/p");
}

// As much of everything as a claim can have: a month in which every place of a bar is another,
// countries and probes beyond all limits, names of the greatest length that grow sixfold.
Claim greatest() {
  auto claim = an_hour();
  constexpr std::uint32_t minutes = assess::Reachability::minutes_max;
  claim.question.to = noon + std::chrono::minutes(minutes);
  std::vector<assess::MinuteRun> runs;
  std::vector<assess::Outage> outages;
  std::vector<std::string> codes;
  constexpr std::uint32_t place = 1860;  // minutes, with so many bars
  for (std::uint32_t i = 0; i < minutes / place; ++i) {
    runs.push_back({i * place, place, i % 2 == 0 ? MinuteState::lost : MinuteState::reached});
  }
  for (char a = 'A'; a <= 'Z'; ++a) {
    for (char b = 'A'; b <= 'Z'; ++b) codes.push_back({a, b});
  }
  for (std::uint32_t i = 0; i < 200; i += 2) outages.push_back({i, 1, 676, 676, 675, codes});
  for (auto& path : claim.reachability) {
    path.outages = outages;
    path.countries.clear();
    for (const auto& code : codes) {
      path.countries.push_back({.country = code, .vantage_points = 1, .runs = runs});
    }
  }
  for (const auto& code : codes) claim.countries[code] = {};
  claim.stamps.assign(authorities_max + 1, {std::string(authority_name_max, '"'), noon});
  claim.probes.assign(1000,
                      {.name = std::string(64, '"'),
                       .country = "CH",
                       .asn = ~0U,
                       .network = std::string(128, '"'),
                       .batches = ~0ULL,
                       .missing = ~0ULL,
                       .explained = ~0ULL,
                       .broken = ~0ULL,
                       .silent = std::chrono::hours(24 * 31),
                       .silences = std::vector<Silence>(100, {noon, noon})});
  return claim;
}

TEST(BundleReport, HasALimit) {
  const auto page = report_html(greatest());
  EXPECT_LE(page.size(), report_bytes_max);
  EXPECT_EQ(unclosed_in(page), "");
  EXPECT_THAT(page, HasSubstr("M22 0h1v10h-1z"));
  EXPECT_THAT(page, HasSubstr("<p>500 more are not shown here.</p>"));
  EXPECT_THAT(page, HasSubstr("<br>and more"));
}

Catalogue reviewed(Catalogue catalogue) {
  catalogue.reviewed_by = "a native reader";
  return catalogue;
}

TEST(BundleReport, SaysOnEveryPageThatNobodyHasReviewedIt) {
  const std::string mark = "<div class=\"unreviewed\"><p>";
  EXPECT_THAT(report_html(an_hour(), french), HasSubstr(mark + "traduction non révisée"));
  EXPECT_THAT(report_html(an_hour(), reviewed(french)), Not(HasSubstr(mark)));
}

TEST(BundleReport, SpeaksSixLanguages) {
  for (std::size_t i = 0; i < language_count; ++i) {
    const auto& catalogue = catalogue_of(static_cast<Language>(i));
    EXPECT_EQ(catalogue.language, static_cast<Language>(i));
    for (const auto& claim : {an_hour(), an_outage(), hostile(), greatest()}) {
      const auto page = report_html(claim, catalogue);
      EXPECT_EQ(unclosed_in(page), "");
      EXPECT_LE(page.size(), report_bytes_max);
      EXPECT_TRUE(is_utf8(as_bytes(page)));
      EXPECT_THAT(page, HasSubstr("lang=\"" + std::string(language_tags[i]) + "\""));
      EXPECT_EQ(page.find("{", page.find("</style>")), page.npos);
    }
  }
  EXPECT_THAT(report_html(an_outage(), russian), HasSubstr("Швейцария (CH)"));
  EXPECT_THAT(report_html(an_outage(), chinese), HasSubstr("1 次中断，共计 50 分钟"));
}

// Between the last tag and it nothing else may turn it around.
TEST(BundleReport, TurnsNoDateAroundInArabic) {
  const auto page = report_html(an_outage(), arabic);
  EXPECT_THAT(page, HasSubstr("dir=\"rtl\""));
  std::size_t dates = 0;
  for (auto at = page.find("2026-08-01"); at != page.npos; at = page.find("2026-08-01", at + 1)) {
    EXPECT_EQ(page.substr(at - 3, 3), "\u2066") << page.substr(at - 20, 60);
    ++dates;
  }
  EXPECT_GT(dates, 10U);
  EXPECT_THAT(report_html(an_outage()), Not(HasSubstr("\u2066")));
}

TEST(Html, KeepsTextsApartFromMarkup) {
  EXPECT_EQ(escaped("a<b>&\"'c"), "a&lt;b&gt;&amp;&quot;&#39;c");
  EXPECT_EQ(escaped("\xc3\xa9\n"), "\xc3\xa9\xef\xbf\xbd");
  EXPECT_EQ(escaped("\xc3"), "\xef\xbf\xbd");
}

TEST(Html, FillsPlacesByName) {
  EXPECT_EQ(filled("{b} of {a}, {b}", {{"a", "1"}, {"b", "{a}"}}), "{a} of 1, {a}");
  EXPECT_DEATH(filled("{c}", {{"a", "1"}}), "has a value");
  EXPECT_DEATH(filled("{a", {{"a", "1"}}), "has an end");
}

}  // namespace
}  // namespace tocsin::bundle
