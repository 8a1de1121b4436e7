#include "daemon/ingest/journal_thread.h"

namespace tocsin::collector {

JournalThread::JournalThread(JournalFile& file,
                             std::size_t jobs_max,
                             std::function<void(Error)> failed)
    : file_(file), jobs_(jobs_max), failed_(std::move(failed)), thread_([this] { run(); }) {}

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
    for (const auto& job : group) job.durable();
  }
}

Status<> JournalThread::write(const std::vector<JournalJob>& group) {
  for (const auto& job : group) {
    if (auto appended = file_.append(job.record); !appended) return appended;
  }
  return file_.sync();
}

}  // namespace tocsin::collector
