#include "daemon/ingest/journal_thread.h"

namespace tocsin::collector {

JournalThread::JournalThread(durable::Journal journal,
                             std::size_t jobs_max,
                             std::function<void(Error)> failed)
    : journal_(std::move(journal)),
      jobs_(jobs_max),
      failed_(std::move(failed)),
      bytes_(journal_.bytes()),
      durable_below_(journal_.durable_below()),
      thread_([this] { run(); }) {}

void JournalThread::stop() {
  jobs_.close();
  if (thread_.joinable()) thread_.join();
}

void JournalThread::run() {
  for (auto group = jobs_.take_all(); !group.empty(); group = jobs_.take_all()) {
    if (auto written = write(group); !written) {
      jobs_.close();
      failed_(written.error());
      return;
    }
    bytes_ = journal_.bytes();
    auto index = durable_below_.exchange(journal_.durable_below());
    for (const auto& job : group) job.durable(index++);
  }
}

Status<> JournalThread::write(const std::vector<JournalJob>& group) {
  for (const auto& job : group) {
    if (auto appended = journal_.append(job.record); !appended) return fail(appended.error());
  }
  if (auto synced = journal_.sync(); !synced) return fail(synced.error());
  return {};
}

}  // namespace tocsin::collector
