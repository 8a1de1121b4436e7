#include "config/log_witness.h"

#include "config/reader.h"

namespace tocsin::config {

std::string name_of(const LogWitness& witness) {
  return witness.key.substr(0, witness.key.find('+'));
}

std::size_t quorum_of(std::size_t witnesses, const std::optional<std::uint32_t>& said) {
  if (said) return *said;
  return witnesses == 0 ? 0 : 1 + 2 * witnesses / 3;
}

void read_witnesses(Mapping& mapping,
                    std::vector<LogWitness>& witnesses,
                    std::optional<std::uint32_t>& quorum) {
  mapping.each("witnesses", "a witness", [&](Mapping& each) {
    auto& witness = witnesses.emplace_back();
    each.need("key", witness.key, text(300));
    each.read("address", witness.address, address());
    each.read("port", witness.port, number(1, 65535));
    each.read("path", witness.path, text(255));
    if (!witness.path.empty() && !witness.path.starts_with('/')) {
      each.complain("path", "path begins with a slash.");
    }
  });
  mapping.read("quorum", quorum, number(1, 1000));
  if (quorum.value_or(0) > witnesses.size()) {
    mapping.complain("quorum", "quorum is more than there are witnesses.");
  }
}

}  // namespace tocsin::config
