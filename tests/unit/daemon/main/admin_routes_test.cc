#include "daemon/main/admin_routes.h"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace tocsin::collector {
namespace {

http::Response answer(const AdminActions& actions, std::string method, std::string target) {
  boost::asio::io_context io;
  const auto routes = admin_routes(actions);
  http::Request request;
  request.method = std::move(method);
  request.target = std::move(target);
  http::Response response;
  boost::asio::co_spawn(io, routes.answer(request), [&](std::exception_ptr, http::Response r) {
    response = std::move(r);
  });
  io.run();
  return response;
}

AdminActions healthy() {
  return {[] { return std::nullopt; }, [] { return Status<>(); }};
}

TEST(AdminRoutes, AreHealthyWhileTheyAnswer) {
  EXPECT_EQ(answer(healthy(), "GET", "/-/healthy").status, 200U);
}

TEST(AdminRoutes, AreReadyOnlyWhileBatchesAreAdmitted) {
  EXPECT_EQ(answer(healthy(), "GET", "/-/ready").status, 200U);
  auto actions = healthy();
  actions.unready = [] { return std::optional<std::string>("the journal has failed"); };
  const auto response = answer(actions, "GET", "/-/ready");
  EXPECT_EQ(response.status, 503U);
  EXPECT_EQ(as_text(response.body), "the journal has failed\n");
}

TEST(AdminRoutes, SayWhyAReloadDidNothing) {
  EXPECT_EQ(answer(healthy(), "POST", "/-/reload").status, 200U);
  auto actions = healthy();
  actions.reload = [] { return Status<>(fail("tocsind.yaml:3:1: unknown key")); };
  const auto response = answer(actions, "POST", "/-/reload");
  EXPECT_EQ(response.status, 500U);
  EXPECT_THAT(std::string(as_text(response.body)), testing::HasSubstr("tocsind.yaml:3:1"));
}

TEST(AdminRoutes, ReloadOnPostOnly) {
  EXPECT_EQ(answer(healthy(), "GET", "/-/reload").status, 405U);
}

}  // namespace
}  // namespace tocsin::collector
