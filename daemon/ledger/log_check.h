// Whether the public log is what the journal makes it: every tile, bundle and checkpoint is derived
// anew and compared with what lies on the disk. Reads only; a collector may run beside it, because
// it looks no further than what had been signed when it began.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/crypto/ed25519.h"
#include "core/tlog/checkpoint.h"
#include "daemon/ledger/ledger.h"

namespace tocsin::collector {

struct LogFindings {
  tlog::TreeHead signed_tree;      // the committed one
  bool journal_is_signed = false;  // the journal makes that tree
  // What is missing, or is not what the journal makes it, in the order of the log.
  std::vector<std::string> wrong_files;
};

// Called with each record below the committed size, in order.
using RecordCheck = std::function<void(std::uint64_t index, ByteView record)>;

// An error where nothing can be compared: no committed checkpoint of this key, or a journal that
// cannot be read that far.
Result<LogFindings> check_log(durable::FileSystem& files,
                              const LedgerPlaces& places,
                              const std::string& origin,
                              const crypto::PublicKey& key,
                              const RecordCheck& also = {});

}  // namespace tocsin::collector
