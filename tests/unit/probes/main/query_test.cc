#include "probes/main/query.h"

#include <gtest/gtest.h>

#include "core/cli/parse.h"

namespace tocsin::probe {
namespace {

std::string complaint(std::vector<std::string_view> arguments) {
  const auto parsed = cli::parse(query_command(), arguments);
  return parsed ? "" : parsed.error().text;
}

TEST(QueryCommand, AServerIsAllItNeeds) {
  EXPECT_EQ(complaint({"--server", "192.0.2.1"}), "");
  EXPECT_NE(complaint({}), "");
}

TEST(QueryCommand, ReadsEveryOption) {
  EXPECT_EQ(complaint({"--server",
                       "2001:db8::1",
                       "--port",
                       "5353",
                       "--name",
                       "wWw.no.",
                       "--type",
                       "TYPE6",
                       "--transport",
                       "tcp",
                       "--count",
                       "10",
                       "--rate",
                       "0.5",
                       "--timeout",
                       "250",
                       "--output",
                       "jsonl"}),
            "");
  EXPECT_EQ(complaint({"--server=192.0.2.1", "--timeout=4s"}), "");
}

TEST(QueryCommand, RefusesWhatItCannotAsk) {
  const std::vector<std::string_view> bad[] = {{"--server", "localhost"},
                                               {"--server", "192.0.2.1", "--port", "0"},
                                               {"--server", "192.0.2.1", "--name", "a..b"},
                                               {"--server", "192.0.2.1", "--type", "SOAP"},
                                               {"--server", "192.0.2.1", "--transport", "quic"},
                                               {"--server", "192.0.2.1", "--rate", "0"},
                                               {"--server", "192.0.2.1", "--timeout", "0"},
                                               {"--server", "192.0.2.1", "--timeout", "2m"},
                                               {"--server", "192.0.2.1", "--timeout", ""}};
  for (const auto& arguments : bad) EXPECT_NE(complaint(arguments), "") << arguments.back();
}

}  // namespace
}  // namespace tocsin::probe
