// An audit of a bundle and by a policy that somebody names.
#pragma once

#include <string>

#include "audit/bundle_audit.h"
#include "core/durable/file_system.h"

namespace tocsin::audit {

// An error where one of the files cannot be read or the policy is none. A bundle that is none is a
// finding.
Result<BundleAudit> audit_bundle(durable::FileSystem& files,
                                 const std::string& bundle_path,
                                 const std::string& policy_path);

}  // namespace tocsin::audit
