#include "probes/main/routes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "probes/main/log_keys.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::probe {
namespace {

using testing::HasSubstr;

class RoutesTest : public testing::Test {
 protected:
  std::string complaint() {
    const auto routes = open_routes(io_, files_, layout_, {collector_}, {crypto::PublicKey{}});
    return routes ? "none" : routes.error().text;
  }

  void write(const std::filesystem::path& path, std::string_view text) {
    const auto bytes = as_bytes(text);
    ASSERT_TRUE(durable::write_atomically(files_, path, bytes, durable::Privacy::owner_only));
  }

  boost::asio::io_context io_;
  durable::FaultyFileSystem files_;
  const StateLayout layout_{"/state"};
  config::Collector collector_{.name = "geneva",
                               .address = *plan::address_from("192.0.2.10"),
                               .tls_name = "collector.example.net",
                               .ca_file = {},
                               .log_key = {},
                               .witnesses = {},
                               .quorum = {}};
};

TEST_F(RoutesTest, AreNoneWithoutACollector) {
  const auto routes = open_routes(io_, files_, layout_, {}, {});
  ASSERT_TRUE(routes);
  EXPECT_TRUE(routes->empty());
}

TEST_F(RoutesTest, SayWhichFileOfAnEnrolmentIsMissing) {
  EXPECT_THAT(complaint(), HasSubstr("collector geneva: "));
  EXPECT_THAT(complaint(), HasSubstr("/state/collectors/geneva/ca.pem"));
  write(layout_.enrolment("geneva").ca(), "ca");
  EXPECT_THAT(complaint(), HasSubstr("/state/collectors/geneva/certificate.pem"));
}

TEST_F(RoutesTest, HaveNoLogKeyThatIsMissingOrNone) {
  const auto missing = open_log_keys(files_, layout_, {collector_});
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().text, HasSubstr("/state/collectors/geneva/log-key"));
  write(layout_.enrolment("geneva").log_key(), "AAAA\n");
  const auto none = open_log_keys(files_, layout_, {collector_});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().text, "collector geneva: the log key is not 32 bytes in Base64");
}

}  // namespace
}  // namespace tocsin::probe
