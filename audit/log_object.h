// An object that an entry of a log names by its digest (docs/formats/log.md). No key is needed:
// what has the digest is the object, whoever gave it.
#pragma once

#include "audit/log_source.h"
#include "core/base/digest.h"

namespace tocsin::audit {

// A log's folder has it as `object/<sha256>` where somebody put it there. An error says why it is
// not to be had, in the collector's words where it has some.
Result<Bytes> object_of(durable::FileSystem& files, const LogSource& source, const Digest& digest);

}  // namespace tocsin::audit
