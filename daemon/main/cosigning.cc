#include "daemon/main/cosigning.h"

#include <set>

namespace tocsin::collector {
namespace {

constexpr std::size_t answer_bytes_max = 64 * 1024;

http::ClientOptions client_of(const config::LogWitness& witness) {
  http::ClientOptions options;
  options.address = plan::to_text(*witness.address);
  options.port = witness.port;
  options.exchange = std::chrono::seconds(10);
  options.body_bytes = answer_bytes_max;
  return options;
}

}  // namespace

Result<Cosigning> cosigning(const config::Log& log,
                            const std::string& origin,
                            const crypto::PublicKey& log_key) {
  Cosigning wanted;
  const auto own = tlog::verifier_key(origin, tlog::Algorithm::ed25519, log_key);
  wanted.policy.logs.push_back({own, ""});
  tlog::PolicyGroup enough{"enough", config::quorum_of(log.witnesses.size(), log.quorum), {}, {}};
  std::set<Bytes> keys{own.key};
  for (const auto& witness : log.witnesses) {
    auto key = tlog::parse_verifier_key(witness.key);
    if (!key) return fail("log.witnesses: " + witness.key + ": " + key.error().text);
    if (key->algorithm != tlog::Algorithm::cosignature_v1) {
      return fail("log.witnesses: " + witness.key + ": is not a witness's key");
    }
    if (!keys.insert(key->key).second) {
      return fail("log.witnesses: " + witness.key + ": is there already");
    }
    const auto place = wanted.policy.witnesses.size();
    enough.witnesses.push_back(place);
    // So no witness has the name of the group, whatever its key is called.
    wanted.policy.witnesses.push_back({"witness " + key->name, std::move(*key), ""});
    if (!witness.address) continue;
    wanted.places.push_back({place, config::name_of(witness), client_of(witness), witness.path});
  }
  wanted.policy.quorum = enough.name;
  wanted.policy.groups.push_back(std::move(enough));
  return wanted;
}

void add_witnessed(CollectorCounters& out, const WitnessedLog& witnessed, const config::Log& log) {
  out.log_witnessed_size = witnessed.size;
  out.log_unwitnessed_since = witnessed.unwitnessed_since;
  for (std::size_t i = 0; i < log.witnesses.size(); ++i) {
    out.witness_sizes[config::name_of(log.witnesses[i])] = witnessed.sizes.at(i);
  }
}

}  // namespace tocsin::collector
