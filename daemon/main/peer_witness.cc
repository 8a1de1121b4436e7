#include "daemon/main/peer_witness.h"

#include <algorithm>
#include <boost/asio/post.hpp>

namespace tocsin::collector {
namespace {

constexpr std::size_t key_file_bytes_max = 16 * 1024;

Result<crypto::SigningKey> key_in(durable::FileSystem& files, const std::filesystem::path& path) {
  const auto pem = durable::read_whole(files, path, key_file_bytes_max);
  if (!pem) return durable::fail(pem.error());
  auto key = crypto::SigningKey::from_pem(as_text(*pem));
  if (!key) return fail(path.string() + ": " + key.error().text);
  return key;
}

bool is(const tlog::VerifierKey& key, const crypto::PublicKey& other) {
  return std::ranges::equal(key.key, other);
}

Status<> vouches_for_others(const config::CollectorOptions& options,
                            const State& state,
                            const crypto::PublicKey& key) {
  const auto own = state.logs();
  const auto has = [&](const tlog::VerifierKey& other) {
    return std::ranges::any_of(own,
                               [&](const auto* log) { return is(other, log->key.public_key()); });
  };
  if (std::ranges::any_of(own, [&](const auto* log) { return log->key.public_key() == key; })) {
    return fail("witness.key_file: is the log's key; a witness has its own");
  }
  const auto logs = witness::watched_logs(options.witness->duty);
  if (!logs) return fail("witness." + logs.error().text);
  for (const auto& log : *logs) {
    const bool is_own = std::ranges::find(own, log.origin, &OwnLog::origin) != own.end();
    if (is_own || std::ranges::any_of(log.keys, has)) {
      return fail("witness.logs: " + log.origin + " is this collector's own log");
    }
  }
  for (const auto& each : options.log.witnesses) {
    const auto witness = tlog::parse_verifier_key(each.key);
    if (witness && is(*witness, key)) {
      return fail("log.witnesses: " + each.key + ": is this collector's own witness");
    }
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<PeerWitness>> PeerWitness::open(const config::CollectorOptions& options,
                                                       const State& state,
                                                       World world) {
  auto key = key_in(world.files, options.witness->key_file);
  if (!key) return fail("witness.key_file: " + key.error().text);
  if (auto good = vouches_for_others(options, state, key->public_key()); !good) {
    return tl::unexpected(good.error());
  }
  auto server = witnessing::WitnessServer::open(options.witness->duty,
                                                StateLayout{options.state_dir}.witness(),
                                                std::move(*key),
                                                world.files,
                                                world.clock);
  if (!server) return fail("witness: " + server.error().text);
  return std::unique_ptr<PeerWitness>(new PeerWitness(std::move(*server), std::move(world)));
}

void PeerWitness::start() {
  thread_ = std::thread([this] {
    if (const auto ended = server_->run(); !ended) world_.failed(ended.error());
  });
}

void PeerWitness::stop() {
  if (!thread_.joinable()) return;
  boost::asio::post(server_->io(), [this] { server_->stop(); });
  thread_.join();
}

}  // namespace tocsin::collector
