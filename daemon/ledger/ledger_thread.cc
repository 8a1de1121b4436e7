#include "daemon/ledger/ledger_thread.h"

namespace tocsin::collector {

LedgerThread::LedgerThread(Ledger ledger, Duration interval, Actions actions)
    : ledger_(std::move(ledger)),
      at_first_{ledger_.checkpoint(), ledger_.head()},
      interval_(interval),
      actions_(std::move(actions)),
      thread_([this] { run(); }) {}

void LedgerThread::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void LedgerThread::run() {
  while (wait_for_next()) {
    if (!grow()) return;
  }
  grow();
}

bool LedgerThread::grow() {
  const auto before = ledger_.head().size;
  if (auto grown = ledger_.grow(actions_.durable_below()); !grown) {
    actions_.failed(grown.error());
    return false;
  }
  if (ledger_.head().size != before) actions_.published({ledger_.checkpoint(), ledger_.head()});
  return true;
}

bool LedgerThread::wait_for_next() {
  std::unique_lock lock(mutex_);
  return !stopped_.wait_for(lock, interval_, [this] { return stopping_; });
}

}  // namespace tocsin::collector
