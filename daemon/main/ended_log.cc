#include "daemon/main/ended_log.h"

#include "core/tlog/signed_tree.h"
#include "daemon/ledger/log_proof.h"
#include "daemon/main/cosigning.h"

namespace tocsin::collector {

Result<std::unique_ptr<EndedLog>> EndedLog::open(const CollectorWorld& world,
                                                 const config::CollectorOptions& options,
                                                 const OwnLog& log,
                                                 EndedJournal journal,
                                                 ObjectDesk::PublicFrom public_from) {
  const auto announced = journal.announced;
  std::unique_ptr<EndedLog> ended(
      new EndedLog(world, log, std::move(journal), std::move(public_from)));
  auto done = ended->prove(announced);
  if (done) done = ended->open_cosigning(world, options.log);
  if (!done) return fail(log.origin + ": " + done.error().text);
  return ended;
}

EndedLog::EndedLog(const CollectorWorld& world,
                   const OwnLog& log,
                   EndedJournal journal,
                   ObjectDesk::PublicFrom public_from)
    : log_(log),
      folder_(world.files, log.layout.folder()),
      object_files_(world.more_files()),
      cosign_files_(world.more_files()),
      batches_(std::move(journal.batches)),
      segments_(*object_files_,
                *object_files_,
                log.layout.journal(),
                std::move(journal.sealed),
                std::move(journal.newest),
                journal.size,
                std::move(journal.retention)),
      objects_(segments_, world.clock, std::move(public_from)) {}

Status<> EndedLog::prove(const std::vector<SaidEntry>& announced) {
  const auto checkpoint = folder_.published();
  if (!checkpoint) return fail("its last checkpoint cannot be read");
  for (const auto& said : announced) {
    auto proof = prove_in(folder_, *checkpoint, said.index);
    if (!proof) return tl::unexpected(proof.error());
    announced_.push_back({said.entry, Bytes(), *std::move(proof)});
  }
  return {};
}

Status<> EndedLog::open_cosigning(const CollectorWorld& world, const config::Log& options) {
  if (options.witnesses.empty()) return {};
  auto wanted = collector::cosigning(options, log_.origin, log_.key.public_key());
  if (!wanted) return tl::unexpected(wanted.error());
  const auto last = folder_.published();
  const auto signed_tree = last ? tlog::parse_signed_tree(*last) : fail("is not there");
  if (!signed_tree) return fail("its last checkpoint " + signed_tree.error().text);
  CosignatureBook book(wanted->policy);
  if (const auto cosigned = folder_.cosigned()) book.resume(*cosigned);
  if (book.cosigned_size() == signed_tree->checkpoint.tree.size) return {};
  auto thread =
      CosignThread::start(std::move(wanted->policy),
                          std::move(wanted->places),
                          {*cosign_files_, log_.layout.folder(), world.clock, world.entropy});
  if (!thread) return tl::unexpected(thread.error());
  cosign_ = std::move(*thread);
  cosign_->published({*last, signed_tree->checkpoint.tree});
  return {};
}

void EndedLog::stop() {
  if (cosign_) cosign_->stop();
}

}  // namespace tocsin::collector
