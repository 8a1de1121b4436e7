#include "config/collector_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/load.h"

namespace tocsin::config {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

const std::string key_text = "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

std::string complaint_about(const std::string& yaml) {
  const auto options = collector_options_from("state_dir: /state\n" + yaml, "tocsind.yaml");
  return options ? "none" : options.error().text;
}

TEST(CollectorOptions, OfTheShippedFileAreTheDefaults) {
  const auto options = load_collector_options(TOCSIN_SOURCE_DIR "/config/tocsind.yaml");
  ASSERT_TRUE(options) << options.error().text;
  const CollectorOptions defaults;
  EXPECT_EQ(options->state_dir, "/var/lib/tocsin");
  EXPECT_EQ(options->listeners.probes.address, defaults.listeners.probes.address);
  EXPECT_EQ(options->listeners.probes.port, 8443);
  EXPECT_EQ(options->listeners.enrolment.port, 8444);
  EXPECT_EQ(to_text(options->listeners.admin.address), "127.0.0.1");
  EXPECT_EQ(options->listeners.admin.port, 9853);
  EXPECT_EQ(options->limits.batch_bytes_max, defaults.limits.batch_bytes_max);
  EXPECT_EQ(options->limits.request_timeout, defaults.limits.request_timeout);
}

TEST(CollectorOptions, TakeListenersAndCountries) {
  const auto options = collector_options_from(
      "state_dir: /state\norigin: log.example.net\n"
      "listeners: {probes: {address: 192.0.2.1, port: 0}}\n"
      "countries: [{code: \"NO\", key: " +
          key_text + "}]\n",
      "tocsind.yaml");
  ASSERT_TRUE(options) << options.error().text;
  EXPECT_EQ(options->origin, "log.example.net");
  EXPECT_EQ(to_text(options->listeners.probes.address), "192.0.2.1");
  EXPECT_EQ(options->listeners.probes.port, 0);
  EXPECT_EQ(options->countries.at(0).code, "NO");
  EXPECT_EQ(options->countries.at(0).key[0], 1);
}

TEST(CollectorOptions, RefuseWhatIsNoCountryAndNoKey) {
  EXPECT_THAT(complaint_about("countries: [{code: no, key: " + key_text + "}]\n"),
              HasSubstr("code must be two capital letters (ISO 3166-1 alpha-2), not \"no\"."));
  EXPECT_THAT(complaint_about("countries: [{code: SE, key: AAAA}]\n"),
              HasSubstr("key must be 32 bytes in Base64, not \"AAAA\"."));
  EXPECT_THAT(complaint_about("countries: [{code: SE}]\n"), HasSubstr("a country needs key."));
  const auto se = "{code: SE, key: " + key_text + "}";
  EXPECT_THAT(complaint_about("countries: [" + se + ", " + se + "]\n"),
              HasSubstr("SE has a key already."));
}

TEST(CollectorOptions, NameTheKeyThatWasMeant) {
  EXPECT_EQ(complaint_about("listeners: {probe: {port: 1}}\n"),
            "tocsind.yaml:2:13: probe is not a key of listeners. Did you mean probes?");
}

}  // namespace
}  // namespace tocsin::config
