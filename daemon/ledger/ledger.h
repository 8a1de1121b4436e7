// Makes the public log out of the journal: record number n is leaf number n, and its entry is what
// is hashed.
//
// The journal is durable before the ledger reads it and never changes below that, so the bytes of
// every tile follow from it. That is why nothing is staged elsewhere: each step can be repeated.
//
//   read the journal -> write tiles and bundles -> read them back and hash them again
//   -> sign -> commit -> publish
//
// Commit is the point of no return: the signed checkpoint replaces the one before in a file of its
// own, compared with what was last written there, before anybody sees it. A log that was committed
// and not published is published at the next start. So no two checkpoints that contradict each
// other are ever signed, as long as the state directory is not set back to an older copy.
//
// Errors are final: the owner stops the program, says why, and the next start finds out by what is
// on the disk. One owner, one thread; the owner of the journal keeps other processes away.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/crypto/ed25519.h"
#include "core/durable/journal_reader.h"
#include "core/durable/replaced_file.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/right_edge.h"
#include "daemon/ledger/log_folder.h"

namespace tocsin::collector {

struct LedgerPlaces {
  durable::FileSystem::Path journal;    // read
  durable::FileSystem::Path committed;  // the signed checkpoint, a file
  durable::FileSystem::Path log;        // the public folder
};

class Ledger {
 public:
  // At most so many entries are between two commits: what a crash makes be done again.
  static constexpr std::uint64_t step_entries_max = 16'384;

  // Everything referred to outlives this. `origin` is the log's name and its key's.
  Ledger(durable::FileSystem& files,
         LedgerPlaces places,
         std::string origin,
         const crypto::SigningKey& key);

  // Finds out how far the log was. An error where it was further than the journal is now, or where
  // its tiles are not those of its checkpoint.
  Status<> open(std::uint64_t durable_below);

  // Takes in every record below, which must be durable. Publishes where there is something new, and
  // the empty log once.
  Status<> grow(std::uint64_t durable_below);

  // What is published.
  const std::string& checkpoint() const { return committed_.content(); }
  tlog::TreeHead head() const { return edge_.head(); }

 private:
  Status<> resume(std::uint64_t durable_below);
  Status<> step(std::uint64_t below);
  Status<> take(ByteView record);
  Status<> put_full(const std::vector<tlog::TileContent>& filled);
  Status<> put_partial();
  Status<> read_back(std::uint64_t old_size) const;
  Status<> commit();
  Status<> drop_partial(std::uint64_t old_size);
  tlog::TileSource tiles() const;

  durable::FileSystem& files_;
  LedgerPlaces places_;
  std::string origin_;
  const crypto::SigningKey& key_;
  LogFolder log_;
  durable::JournalReader journal_;
  tlog::RightEdge edge_;
  Bytes bundle_;                     // the entries behind the last full bundle
  durable::ReplacedFile committed_;  // the signed checkpoint; empty at first
};

}  // namespace tocsin::collector
