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
  // The same of those below an older tree's size. An error too where the log does not hold that
  // tree as its front.
  Status<> read_as_of(const tlog::TreeHead& older, const Visitor& visit) const;

  const tlog::Checkpoint& checkpoint() const { return checkpoint_; }
  const std::string& note() const { return note_; }  // the checkpoint as it was signed

 private:
  CollectorLog(durable::FileSystem& files,
               std::string dir,
               std::string note,
               tlog::Checkpoint checkpoint)
      : files_(&files),
        dir_(std::move(dir)),
        note_(std::move(note)),
        checkpoint_(std::move(checkpoint)) {}

  durable::FileSystem* files_;
  std::string dir_;
  std::string note_;
  tlog::Checkpoint checkpoint_;
};

}  // namespace tocsin::audit
