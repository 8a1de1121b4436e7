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
  EXPECT_EQ(options->log.roster_every, defaults.log.roster_every);
  EXPECT_EQ(options->payloads.embargo, defaults.payloads.embargo);
  EXPECT_TRUE(options->payloads.kept.empty());
  EXPECT_FALSE(options->witness);
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

TEST(CollectorOptions, TakeThePeersWhoseLogsAreCosigned) {
  const std::string name = "witness: {name: a.example/w, key_file: /w.pem, ";
  const auto options = collector_options_from(
      "state_dir: /state\n" + name +
          "listener: {port: 0}, logs: [{keys: [b.example/log+1+A], address: 192.0.2.7}]}\n",
      "tocsind.yaml");
  ASSERT_TRUE(options) << options.error().text;
  ASSERT_TRUE(options->witness);
  EXPECT_EQ(options->witness->key_file, "/w.pem");
  EXPECT_EQ(options->witness->duty.name, "a.example/w");
  EXPECT_EQ(options->witness->duty.listener->port, 0);
  EXPECT_EQ(options->witness->duty.logs.at(0).origin, "b.example/log");
  EXPECT_THAT(complaint_about(name + "logs: []}\n"), HasSubstr("A witness needs logs to cosign."));
  EXPECT_THAT(complaint_about("witness: {name: a, logs: [{keys: [b+1+A]}]}\n"),
              HasSubstr("needs key_file."));
  EXPECT_THAT(complaint_about(name + "log: []}\n"),
              HasSubstr("log is not a key of witness. Did you mean logs?"));
}

TEST(CollectorOptions, TakeWhatIsPublicWhen) {
  const auto options = collector_options_from(
      "state_dir: /state\n"
      "contact: noc@log.example\ncountries: [{code: SE, contact: a@b.se, embargo: 72h, key: " +
          key_text +
          "}]\n"
          "payloads: {embargo: 1h, kept: [{plan: spec10, for: 9600h}]}\n",
      "tocsind.yaml");
  ASSERT_TRUE(options) << options.error().text;
  EXPECT_EQ(options->contact, "noc@log.example");
  EXPECT_EQ(options->countries.at(0).contact, "a@b.se");
  EXPECT_EQ(options->countries.at(0).embargo, 72h);
  EXPECT_EQ(options->payloads.embargo, 1h);
  EXPECT_EQ(options->payloads.kept.at("spec10"), 9600h);
  EXPECT_THAT(complaint_about("payloads: {embargo: 9000h}\n"), HasSubstr("to 8784h"));
  EXPECT_THAT(complaint_about("payloads: {kept: [{plan: a, for: 743h}]}\n"),
              HasSubstr("from 744h"));
  EXPECT_THAT(complaint_about("payloads: {kept: [{plan: a}]}\n"), HasSubstr("needs for."));
  EXPECT_THAT(complaint_about("payloads: {kept: [{plan: a, for: 744h}, {plan: a, for: 800h}]}\n"),
              HasSubstr("a is there already."));
}

TEST(CollectorOptions, TakeWitnesses) {
  const auto options = collector_options_from(
      "state_dir: /state\n"
      "log: {quorum: 1, witnesses: [{key: a+1+A}, {key: b+2+B, address: 192.0.2.9, path: /w}]}\n",
      "tocsind.yaml");
  ASSERT_TRUE(options) << options.error().text;
  ASSERT_EQ(options->log.witnesses.size(), 2);
  EXPECT_EQ(options->log.quorum, 1);
  EXPECT_EQ(options->log.witnesses[0].key, "a+1+A");
  EXPECT_FALSE(options->log.witnesses[0].address);
  EXPECT_EQ(to_text(*options->log.witnesses[1].address), "192.0.2.9");
  EXPECT_EQ(options->log.witnesses[1].port, 8446);
  EXPECT_EQ(options->log.witnesses[1].path, "/w");
  EXPECT_THAT(complaint_about("log: {quorum: 2, witnesses: [{key: a+1+A}]}\n"),
              HasSubstr("quorum is more than there are witnesses."));
  EXPECT_THAT(complaint_about("log: {witnesses: [{key: a+1+A, path: w}]}\n"),
              HasSubstr("path begins with a slash."));
}

TEST(CollectorOptions, TakeTimeStampingAuthorities) {
  const std::string log = "log: {witnesses: [{key: a+1+A}]}\n";
  const std::string tsa = "name: tsa, address: 192.0.2.33, certificates: /etc/tocsin/tsa.pem";
  const auto options = collector_options_from(
      "state_dir: /state\n" + log + "time_stamping: {every: 30m, authorities: [{" + tsa +
          ", port: 81, path: /tsr, host: tsa.example}]}\n",
      "tocsind.yaml");
  ASSERT_TRUE(options) << options.error().text;
  EXPECT_EQ(options->time_stamping.every, std::chrono::minutes(30));
  const auto& authority = options->time_stamping.authorities.at(0);
  EXPECT_EQ(authority.name, "tsa");
  EXPECT_EQ(to_text(authority.address), "192.0.2.33");
  EXPECT_EQ(authority.port, 81);
  EXPECT_EQ(authority.path, "/tsr");
  EXPECT_EQ(authority.host, "tsa.example");
  EXPECT_EQ(authority.certificates, "/etc/tocsin/tsa.pem");
  const auto complaint = [&](const std::string& authorities) {
    return complaint_about(log + "time_stamping: {authorities: [" + authorities + "]}\n");
  };
  EXPECT_THAT(complaint("{" + tsa + "}, {" + tsa + "}"), HasSubstr("tsa is there already."));
  EXPECT_THAT(complaint("{" + tsa + ", path: x}"), HasSubstr("path begins with a slash."));
  EXPECT_THAT(complaint("{name: tsa, certificates: /a}"), HasSubstr("needs address."));
  EXPECT_THAT(complaint("{name: tsa, address: 192.0.2.33}"), HasSubstr("needs certificates."));
  EXPECT_THAT(complaint_about("time_stamping: {authorities: [{" + tsa + "}]}\n"),
              HasSubstr("What witnesses have cosigned is stamped: log has none."));
}

TEST(CollectorOptions, NameTheKeyThatWasMeant) {
  EXPECT_EQ(complaint_about("listeners: {probe: {port: 1}}\n"),
            "tocsind.yaml:2:13: probe is not a key of listeners. Did you mean probes?");
}

}  // namespace
}  // namespace tocsin::config
