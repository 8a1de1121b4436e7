// A collector's state directory, or a copy of it, read by somebody who believes it as far as the
// log's key has signed it: record number n of the journal is leaf number n of the tree in the
// committed checkpoint. Only reads; records that were appended since are left alone.
#pragma once

#include <functional>
#include <string>

#include "core/crypto/ed25519.h"
#include "core/durable/file_system.h"
#include "core/entry/journal_record.h"
#include "core/tlog/checkpoint.h"

namespace tocsin::audit {

class CollectorLog {
 public:
  // Opens DIR/committed; an error where this key has not signed it.
  static Result<CollectorLog> open(durable::FileSystem& files,
                                   const std::string& dir,
                                   const crypto::PublicKey& key);

  using Visitor = std::function<Status<>(const entry::JournalRecord&)>;

  // Visits each record below the checkpoint's size, in order. An error where their entries are not
  // those of the tree, which is known at the end only: what was visited counts for nothing before.
  Status<> read(const Visitor& visit) const;

  const tlog::Checkpoint& checkpoint() const { return checkpoint_; }

 private:
  CollectorLog(durable::FileSystem& files, std::string dir, tlog::Checkpoint checkpoint)
      : files_(&files), dir_(std::move(dir)), checkpoint_(std::move(checkpoint)) {}

  durable::FileSystem* files_;
  std::string dir_;
  tlog::Checkpoint checkpoint_;
};

}  // namespace tocsin::audit
