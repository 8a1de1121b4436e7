#include "config/witness_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/load.h"

namespace tocsin::config {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

const std::string needed = "state_dir: /state\nname: nordic.example/w\nkey_file: /key\n";

std::string complaint_about(const std::string& yaml) {
  const auto options = witness_options_from(needed + yaml, "witness.yaml");
  return options ? "none" : options.error().text;
}

TEST(WitnessOptions, OfTheShippedFileAreTheDefaults) {
  const auto options = load_witness_options(TOCSIN_SOURCE_DIR "/config/witness.yaml");
  ASSERT_TRUE(options) << options.error().text;
  EXPECT_EQ(options->state_dir, "/var/lib/tocsin-witness");
  EXPECT_FALSE(options->duty.listener);
  EXPECT_TRUE(options->duty.logs.empty());
  EXPECT_EQ(options->duty.poll_every, witness::Duty().poll_every);
}

TEST(WitnessOptions, TakeListenerAndLogs) {
  const auto options = witness_options_from(
      needed +
          "listener: {address: 192.0.2.1}\n"
          "poll_every: 1m\n"
          "logs:\n"
          "  - {keys: [a.example/log+1+A, b+2+B]}\n"
          "  - {keys: [k+3+C], origin: c, address: 192.0.2.7, path: /log/2027}\n",
      "witness.yaml");
  ASSERT_TRUE(options) << options.error().text;
  ASSERT_TRUE(options->duty.listener);
  EXPECT_EQ(to_text(options->duty.listener->address), "192.0.2.1");
  EXPECT_EQ(options->duty.listener->port, 8446);
  EXPECT_EQ(options->duty.poll_every, 1min);
  ASSERT_EQ(options->duty.logs.size(), 2);
  EXPECT_EQ(options->duty.logs[0].origin, "a.example/log");
  EXPECT_EQ(options->duty.logs[0].keys.size(), 2);
  EXPECT_FALSE(options->duty.logs[0].address);
  EXPECT_EQ(options->duty.logs[1].origin, "c");
  EXPECT_EQ(to_text(*options->duty.logs[1].address), "192.0.2.7");
  EXPECT_EQ(options->duty.logs[1].port, 8445);
  EXPECT_EQ(options->duty.logs[0].path, "/log");
  EXPECT_EQ(options->duty.logs[1].path, "/log/2027");
}

TEST(WitnessOptions, RefuseALogWithoutAKeyAndOneTwice) {
  EXPECT_THAT(complaint_about("logs: [{origin: a}]\n"), HasSubstr("needs the key"));
  EXPECT_THAT(complaint_about("logs: [{keys: [a+1+A]}, {keys: [a+2+B]}]\n"),
              HasSubstr("There is another log named a."));
  EXPECT_THAT(complaint_about("logs: [{keys: [a+1+A], path: log}]\n"),
              HasSubstr("begins with a slash"));
  EXPECT_THAT(complaint_about("poll_every: 1ms\n"), HasSubstr("poll_every must be"));
}

}  // namespace
}  // namespace tocsin::config
