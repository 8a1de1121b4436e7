// A journal in memory that can be told to fail, and that remembers what was durable when.
#pragma once

#include <mutex>
#include <vector>

#include "daemon/ingest/journal_thread.h"

namespace tocsin::collector {

class ScriptedJournal final : public JournalFile {
 public:
  enum class Breaks { never, on_append, on_sync };
  explicit ScriptedJournal(Breaks breaks = Breaks::never) : breaks_(breaks) {}

  Status<> append(ByteView record) override {
    const std::lock_guard lock(mutex_);
    if (breaks_ == Breaks::on_append) return fail("append to the journal: no space left on device");
    appended_.emplace_back(record.begin(), record.end());
    return {};
  }

  Status<> sync() override {
    const std::lock_guard lock(mutex_);
    if (breaks_ == Breaks::on_sync) return fail("sync the journal: input/output error");
    durable_ = appended_;
    ++syncs_;
    return {};
  }

  std::vector<Bytes> durable() const {
    const std::lock_guard lock(mutex_);
    return durable_;
  }
  std::size_t syncs() const {
    const std::lock_guard lock(mutex_);
    return syncs_;
  }
  void break_on(Breaks breaks) {
    const std::lock_guard lock(mutex_);
    breaks_ = breaks;
  }

 private:
  mutable std::mutex mutex_;
  Breaks breaks_;
  std::vector<Bytes> appended_;
  std::vector<Bytes> durable_;
  std::size_t syncs_ = 0;
};

}  // namespace tocsin::collector
