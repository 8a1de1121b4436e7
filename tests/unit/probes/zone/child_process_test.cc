#include "probes/zone/child_process.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <optional>

#include "core/net/task_group.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

using Output = std::optional<Result<Bytes>>;

net::Task<> keep(ChildRun run, Output& output) {
  auto got = co_await output_of(std::move(run));
  output = std::move(got);
}

Result<Bytes> output(std::string script, Duration timeout = 60s) {
  boost::asio::io_context io;
  net::TaskGroup group(io.get_executor());
  Output output;
  group.spawn(keep({.program = "/bin/sh",
                    .words = {"-c", std::move(script)},
                    .bytes_max = 100'000,
                    .timeout = timeout},
                   output));
  io.run();
  return *output;
}

std::string why_not(std::string script, Duration timeout = 60s) {
  const auto result = output(std::move(script), timeout);
  return result ? "it worked" : result.error().text;
}

TEST(ChildProcess, GivesWhatItWrote) {
  EXPECT_EQ(as_text(output("printf hello; printf ' world'").value()), "hello world");
  EXPECT_EQ(output("head -c 90000 /dev/zero").value().size(), 90'000U);
  EXPECT_TRUE(output("exit 0").value().empty());
}

TEST(ChildProcess, ThatFailsGivesNothing) {
  EXPECT_EQ(why_not("printf half; exit 3"), "exit status 3");
  EXPECT_EQ(why_not("printf half; kill -9 $$"), "killed by signal 9");
}

TEST(ChildProcess, ThatWritesWithoutEndIsStopped) {
  EXPECT_EQ(why_not("cat /dev/zero"), "wrote too much");
}

TEST(ChildProcess, ThatNeverEndsIsStopped) {
  EXPECT_EQ(why_not("exec sleep 1000", 50ms), "too slow");
  EXPECT_EQ(why_not("exec >&-; exec sleep 1000", 50ms), "too slow");
}

TEST(ChildProcess, ThatIsNotThereSaysSo) {
  boost::asio::io_context io;
  net::TaskGroup group(io.get_executor());
  Output output;
  group.spawn(keep({.program = "/no/such/program", .words = {}, .bytes_max = 1}, output));
  io.run();
  EXPECT_EQ(output->error().text, "start /no/such/program: No such file or directory");
}

}  // namespace
}  // namespace tocsin::probe
