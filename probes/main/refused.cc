#include "probes/main/refused.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <iostream>
#include <memory>

#include "config/load.h"
#include "core/durable/real_file_system.h"
#include "core/system/entropy.h"
#include "probes/main/hand_over.h"
#include "probes/main/identity.h"
#include "probes/main/log_keys.h"
#include "probes/main/output_option.h"
#include "probes/main/routes.h"
#include "probes/main/state_layout.h"
#include "probes/spool/refused.h"

namespace tocsin::probe {
namespace {

struct RefusedOptions {
  std::string config;
  std::string out;
  std::string hand_to;
};

Status<> write(durable::FileSystem& files, const std::filesystem::path& path, ByteView bytes) {
  const auto written = durable::write_atomically(files, path, bytes, durable::Privacy::owner_only);
  if (!written) return durable::fail(written.error());
  return {};
}

Status<> write(durable::FileSystem& files, const std::string& stem, const RefusedBatch& refused) {
  const auto when = to_rfc3339(refused.refusal.at) + "\n";
  auto done = write(files, stem + ".envelope", refused.batch.envelope);
  if (done) done = write(files, stem + ".payload", refused.batch.payload);
  if (done) done = write(files, stem + ".problem", refused.refusal.problem);
  if (done) done = write(files, stem + ".when", as_bytes(when));
  return done;
}

Result<std::size_t> hand_over(durable::FileSystem& files,
                              const config::ProbeOptions& config,
                              const std::string& to) {
  const StateLayout layout{config.state_dir};
  system::SystemEntropy entropy;
  const auto key = open_identity(files, layout, entropy);
  if (!key) return tl::unexpected(key.error());
  const auto log_keys = open_log_keys(files, layout, config.collectors);
  if (!log_keys) return tl::unexpected(log_keys.error());
  boost::asio::io_context io;
  auto routes = open_routes(io, files, layout, config.collectors, *log_keys);
  if (!routes) return tl::unexpected(routes.error());
  const auto route =
      std::ranges::find(*routes, to, [](const Uplink::Route& each) { return each.options.name; });
  if (route == routes->end()) return fail("--hand-to: there is no collector " + to);
  Handing handing{to, *route->transport, *key, {}};
  for (const auto& each : *routes) {
    handing.log_keys.emplace(each.options.name, each.options.log_keys.of({}));  // as it was told
  }
  Result<std::size_t> left = fail("not handed over");
  boost::asio::co_spawn(io,
                        hand_over(files, layout.refused(), handing, std::cout),
                        [&](std::exception_ptr, auto result) { left = std::move(result); });
  io.run();
  return left;
}

Result<cli::ExitCode> run(const RefusedOptions& options) {
  const auto loaded = config::load_probe_options(options.config);
  if (!loaded) return fail(loaded.error().text);
  const auto folder = StateLayout{loaded->state_dir}.refused();
  const auto files = durable::real_file_system();
  if (const auto listed = list_refused(*files, folder, std::cout); !listed) {
    return tl::unexpected(listed.error());
  }
  if (!options.out.empty()) {
    const auto done = export_refused(*files, folder, options.out);
    if (!done) return tl::unexpected(done.error());
  }
  if (options.hand_to.empty()) return cli::ExitCode::ok;
  const auto left = hand_over(*files, *loaded, options.hand_to);
  if (!left) return tl::unexpected(left.error());
  return *left == 0 ? cli::ExitCode::ok : cli::ExitCode::finding;
}

}  // namespace

Status<> list_refused(durable::FileSystem& files,
                      const std::filesystem::path& folder,
                      std::ostream& out) {
  const auto names = refused_in(files, folder);
  if (!names) return tl::unexpected(names.error());
  for (const auto& name : *names) {
    const auto refused = read_refused(files, folder, name);
    if (!refused) return tl::unexpected(refused.error());
    out << to_text(name) << ": batch " << name.sequence << ", " << name.collector << " answered "
        << name.status << " at " << to_rfc3339(refused->refusal.at) << "\n";
  }
  if (names->empty()) out << "no collector has refused a batch for good\n";
  return {};
}

Status<> export_refused(durable::FileSystem& files,
                        const std::filesystem::path& folder,
                        const std::filesystem::path& to) {
  const auto names = refused_in(files, folder);
  if (!names) return tl::unexpected(names.error());
  auto made = files.make_directory(to, durable::Privacy::owner_only);
  if (!made) return durable::fail(made.error());
  for (const auto& name : *names) {
    const auto refused = read_refused(files, folder, name);
    if (!refused) return tl::unexpected(refused.error());
    if (auto done = write(files, (to / to_text(name)).string(), *refused); !done) return done;
  }
  return {};
}

cli::Command refused_command() {
  const auto options = std::make_shared<RefusedOptions>();
  return {.name = "refused",
          .summary =
              "Tells which batches a collector has refused for good, writes them out for somebody "
              "else to check (tocsin-audit batch), and hands them to another collector. The probe "
              "may run meanwhile.",
          .options = {config_option(options->config),
                      {.name = "out",
                       .value = "DIR",
                       .help = "Where envelope, payload and answer of each go, as files.",
                       .target = cli::into(options->out)},
                      {.name = "hand-to",
                       .value = "COLLECTOR",
                       .help = "Another collector of the configuration, for whose log the probe "
                               "signs that they were refused.",
                       .target = cli::into(options->hand_to)}},
          .run = [options] { return run(*options); }};
}

}  // namespace tocsin::probe
