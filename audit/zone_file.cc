#include "audit/zone_file.h"

#include "audit/file_text.h"
#include "core/zone/limits.h"
#include "core/zone/signed_time.h"

namespace tocsin::audit {
namespace {

ZoneFile named(const std::string& argument) {
  const auto at = argument.rfind('@');
  if (at == std::string::npos) return {.name = argument, .text = {}};
  const auto first_seen = from_rfc3339(std::string_view(argument).substr(at + 1));
  if (!first_seen) return {.name = argument, .text = {}};
  return {.name = argument.substr(0, at), .text = {}, .first_seen = first_seen};
}

}  // namespace

Result<ZoneFile> read_zone_file(durable::FileSystem& files, const std::string& argument) {
  auto file = named(argument);
  auto text = text_of(files, file.name, zone::zone_octets_max);
  if (!text) return tl::unexpected(text.error());
  file.text = *std::move(text);
  return file;
}

Result<zone::TrustAnchors> read_anchors(durable::FileSystem& files, const std::string& path) {
  const auto text = text_of(files, path, zone::anchors_octets_max);
  if (!text) return tl::unexpected(text.error());
  auto anchors = zone::anchors_from(*text);
  if (!anchors) return fail(path + ": " + anchors.error().text);
  return anchors;
}

Result<zone::VerifiedZone, zone::Fault> verified_near(const zone::Zone& zone,
                                                      const zone::TrustAnchors& anchors,
                                                      WallTime near) {
  const auto time = zone::nearest_signed_time(zone, near).value_or(near);
  return zone::verify(zone, anchors, time, zone::WithoutZonemd::accept);
}

}  // namespace tocsin::audit
