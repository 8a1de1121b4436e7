#include "daemon/main/current_log.h"

#include <boost/asio/post.hpp>

#include "core/system/log.h"
#include "daemon/main/cosigning.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

constexpr std::size_t journal_jobs_max = 1024;

}  // namespace

CurrentLog::CurrentLog(asio::io_context& io,
                       const CollectorWorld& world,
                       const config::CollectorOptions& options,
                       const OwnLog& log,
                       durable::Journal journal,
                       Rebuilt& rebuilt,
                       Actions actions)
    : io_(io),
      world_(world),
      options_(options),
      log_(log),
      actions_(std::move(actions)),
      journal_(std::move(journal),
               journal_jobs_max,
               [this](const Error& error) {
                 asio::post(io_, [this, error] { actions_.journal_failed(error); });
               }),
      folder_(world.files, log_.layout.folder()),
      segments_(world.ledger_files,
                world.object_files,
                log_.layout.journal(),
                std::move(rebuilt.sealed),
                std::move(rebuilt.newest),
                journal_.durable_below(),
                std::move(rebuilt.retention)),
      retention_(
          world.ledger_files, log_.layout.journal(), segments_, world.clock, actions_.minutes),
      objects_(segments_, world.clock, actions_.public_from) {}

Status<> CurrentLog::open() {
  if (auto opened = open_cosigning(); !opened) return opened;
  Ledger ledger(world_.ledger_files, places_of(log_.layout), log_.origin, log_.key);
  if (auto opened = ledger.open(journal_.durable_below()); !opened) return opened;
  LedgerThread::Actions actions;
  actions.durable_below = [this] { return journal_.durable_below(); };
  actions.published = [this](const PublishedLog& log) {
    sum_up(log.head.size);
    asio::post(io_, [this, log] { published(log); });
  };
  actions.failed = [this](const Error& error) {
    asio::post(io_, [this, error] { actions_.log_failed(error); });
  };
  ledger_ = std::make_unique<LedgerThread>(
      std::move(ledger), options_.log.checkpoint_every, std::move(actions));
  published(ledger_->at_first());
  return {};
}

Status<> CurrentLog::open_cosigning() {
  if (options_.log.witnesses.empty()) return {};
  auto wanted = collector::cosigning(options_.log, log_.origin, log_.key.public_key());
  if (!wanted) return tl::unexpected(wanted.error());
  CosignThread::World cosigns{
      world_.cosign_files, log_.layout.folder(), world_.clock, world_.entropy};
  cosigns.served = [this](std::string note) {
    asio::post(io_, [this, note = std::move(note)] { actions_.cosigned(note); });
  };
  auto thread =
      CosignThread::start(std::move(wanted->policy), std::move(wanted->places), std::move(cosigns));
  if (!thread) return tl::unexpected(thread.error());
  cosign_ = std::move(*thread);
  return {};
}

void CurrentLog::published(const PublishedLog& log) {
  size_ = log.head.size;
  actions_.published(log);
  if (cosign_) cosign_->published(log);
}

// On the ledger thread, behind what is published.
void CurrentLog::sum_up(std::uint64_t size) {
  if (const auto done = segments_.follow(size); !done) {
    system::log(system::Level::warning,
                "what the next start needs of the journal cannot be written: it will take longer",
                {{"error", done.error().text}});
    return;
  }
  retention_.step();
}

void CurrentLog::stop() {
  journal_.stop();
  if (ledger_) ledger_->stop();
  if (cosign_) cosign_->stop();
}

void CurrentLog::count(CollectorCounters& out) const {
  out.journal_bytes = journal_.bytes() - segments_.bytes_freed();
  out.log_size = size_;
  if (cosign_) add_witnessed(out, cosign_->witnessed(), options_.log);
  out.objects = objects_.counts();
}

}  // namespace tocsin::collector
