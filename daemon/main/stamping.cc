#include "daemon/main/stamping.h"

#include <algorithm>

#include "core/crypto/certificate.h"

namespace tocsin::collector {
namespace {

constexpr std::size_t certificates_bytes_max = 256 * 1024;
// What is said around a token.
constexpr std::size_t response_bytes_more = 1024;

}  // namespace

Result<std::vector<Bytes>> certificates_of(durable::FileSystem& files,
                                           const config::TimeAuthority& authority) {
  const auto& file = authority.certificates;
  const auto pem = durable::read_whole(files, file, certificates_bytes_max);
  if (!pem) return durable::fail(pem.error());
  auto certificates = crypto::certificates_from_pem(as_text(*pem));
  if (!certificates) return fail(file.string() + ": " + certificates.error().text);
  return certificates;
}

StampDesk::Pace stamping_pace(const config::TimeStamping& stamping) {
  StampDesk::Pace pace{.every = stamping.every};
  pace.first_after = std::min(pace.first_after, pace.every);
  return pace;
}

Status<> add_authorities(StampDesk& desk,
                         durable::FileSystem& files,
                         const config::TimeStamping& stamping) {
  for (const auto& authority : stamping.authorities) {
    auto certificates = certificates_of(files, authority);
    if (!certificates) return tl::unexpected(certificates.error());
    AuthorityPlace place{.name = authority.name,
                         .at = {},
                         .path = authority.path,
                         .host = authority.host,
                         .certificates = *std::move(certificates)};
    place.at.address = plan::to_text(authority.address);
    place.at.port = authority.port;
    place.at.body_bytes = crypto::timestamp_bytes_max + response_bytes_more;
    if (auto added = desk.add(std::move(place)); !added) return added;
  }
  return {};
}

void add_stamps(CollectorCounters& out, const StampDesk& desk) {
  for (const auto& lane : desk.lanes()) {
    for (const auto& [result, count] : lane->counts()) {
      out.time_stamps[{lane->name(), result}] = count;
    }
    if (lane->newest()) out.time_stamps_newest[lane->name()] = *lane->newest();
  }
}

}  // namespace tocsin::collector
