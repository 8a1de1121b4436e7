// A root zone that somebody has in a file.
#pragma once

#include <optional>
#include <string>

#include "core/durable/file_system.h"
#include "core/zone/verify.h"

namespace tocsin::audit {

struct ZoneFile {
  std::string name;
  std::string text;  // a master file
  std::optional<WallTime> first_seen = {};
};

// "FILE" or "FILE@TIME" (RFC 3339, UTC), which says when it was first seen. An @ with no time
// behind it is part of the name.
Result<ZoneFile> read_zone_file(durable::FileSystem& files, const std::string& argument);

Result<zone::TrustAnchors> read_anchors(durable::FileSystem& files, const std::string& path);

// At the time nearest to `near` in which its own signatures hold: what was published can be
// verified long after. It need not have a ZONEMD: those before December 2023 have none.
Result<zone::VerifiedZone, zone::Fault> verified_near(const zone::Zone& zone,
                                                      const zone::TrustAnchors& anchors,
                                                      WallTime near);

}  // namespace tocsin::audit
