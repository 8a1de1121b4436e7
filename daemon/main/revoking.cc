#include "daemon/main/revoking.h"

#include "core/base/hex.h"
#include "core/record/signed_envelope.h"
#include "core/system/log.h"

namespace tocsin::collector {

boost::asio::awaitable<void> take_back(std::vector<SignedRevocation> revocations, Revoking parts) {
  for (const auto& [said, bytes] : revocations) {
    if (!parts.registry.revoke(said)) continue;
    if (const auto* probe = parts.registry.find_revoked(said.key)) {
      parts.changed(probe->registration);
    }
    const auto index = co_await parts.log(entry::Kind::revocation, bytes, Bytes());
    if (!index) co_return;
    system::log(system::Level::notice,
                "a country has taken back its word for a probe",
                {{"country", said.country},
                 {"probe", to_hex(record::probe_id_of(said.key))},
                 {"entry", *index}});
  }
}

}  // namespace tocsin::collector
