// Makes the public log's folder anew from the journal, where it was lost or is damaged.
#pragma once

#include "core/base/result.h"
#include "core/crypto/ed25519.h"
#include "daemon/ledger/ledger.h"

namespace tocsin::collector {

// Nothing is signed unless the journal makes exactly the tree that was committed: else the journal
// is what is damaged, and a log made of it would be a fork. The new folder is made beside the old
// one, and takes its place when it is whole; the old one stays as LOG.replaced, in place of one
// that was there before. What witnesses had signed is kept where it still holds. Can be repeated
// after a crash at any step. No collector may run: the caller holds the journal.
Status<> rebuild_log(durable::FileSystem& files,
                     const LedgerPlaces& places,
                     const std::string& origin,
                     const crypto::SigningKey& key);

}  // namespace tocsin::collector
