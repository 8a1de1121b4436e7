// A log of the collector that has ended: it grows no more, and is served for ever; who was to
// cosign its last checkpoint and has not is asked until enough have. On the Asio thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "config/collector_options.h"
#include "core/record/plan_offer.h"
#include "daemon/cosign/cosign_thread.h"
#include "daemon/main/collector_world.h"
#include "daemon/main/ended_journal.h"
#include "daemon/segments/object_desk.h"

namespace tocsin::collector {

class EndedLog {
 public:
  // The log, the options and the clock outlive this.
  static Result<std::unique_ptr<EndedLog>> open(const CollectorWorld& world,
                                                const config::CollectorOptions& options,
                                                const OwnLog& log,
                                                EndedJournal journal,
                                                ObjectDesk::PublicFrom public_from);
  ~EndedLog() { stop(); }
  EndedLog(const EndedLog&) = delete;
  EndedLog& operator=(const EndedLog&) = delete;

  const OwnLog& log() const { return log_; }
  LogFolder& folder() { return folder_; }
  ObjectDesk& objects() { return objects_; }
  const BatchIndex& batches() const { return batches_; }
  CosignThread* cosigning() { return cosign_.get(); }  // none where nobody is to be asked any more

  // Its announcements of the logs after it, each proven in its last checkpoint: whoever knows the
  // key of this log alone learns the others'.
  const std::vector<record::OfferedEntry>& announced() const { return announced_; }

  // Asks nobody any more. May be called more than once.
  void stop();

 private:
  EndedLog(const CollectorWorld& world,
           const OwnLog& log,
           EndedJournal journal,
           ObjectDesk::PublicFrom public_from);

  Status<> prove(const std::vector<SaidEntry>& announced);
  Status<> open_cosigning(const CollectorWorld& world, const config::Log& options);

  const OwnLog& log_;
  LogFolder folder_;
  // Of the thread that finds objects, and of the one that asks witnesses.
  std::unique_ptr<durable::FileSystem> object_files_;
  std::unique_ptr<durable::FileSystem> cosign_files_;
  BatchIndex batches_;
  JournalSegments segments_;
  ObjectDesk objects_;
  std::vector<record::OfferedEntry> announced_;
  std::unique_ptr<CosignThread> cosign_;
};

}  // namespace tocsin::collector
