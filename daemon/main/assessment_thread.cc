#include "daemon/main/assessment_thread.h"

#include "daemon/export/exposition.h"

namespace tocsin::collector {
AssessmentThread::AssessmentThread(const Clock& clock, TargetBook targets, std::size_t queue_max)
    : clock_(clock), state_({}, std::move(targets)), work_(queue_max), thread_([this] { run(); }) {}

void AssessmentThread::offer(AdmittedBatch batch) {
  if (!work_.offer(std::move(batch))) ++dropped_;
}

void AssessmentThread::enrolled(ProbeRegistration registration) {
  if (!work_.offer(std::move(registration))) ++dropped_;
}

bool AssessmentThread::ask_for_page(CollectorCounters counters,
                                    std::function<void(std::string)> done) {
  return work_.offer(PageRequest{std::move(counters), std::move(done)});
}

void AssessmentThread::stop() {
  work_.close();
  if (thread_.joinable()) thread_.join();
}

void AssessmentThread::run() {
  for (auto works = work_.take_all(); !works.empty(); works = work_.take_all()) {
    for (const auto& work : works) {
      std::visit([this](const auto& one) { take(one); }, work);
    }
  }
}

void AssessmentThread::take(const PageRequest& request) {
  request.done(exposition(state_.snapshot(clock_.wall()), request.counters));
}

}  // namespace tocsin::collector
