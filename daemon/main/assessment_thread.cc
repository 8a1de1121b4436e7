#include "daemon/main/assessment_thread.h"

#include "core/assess/dependence_json.h"
#include "core/assess/dependence_text.h"
#include "daemon/export/exposition.h"
#include "daemon/export/root_json.h"

namespace tocsin::collector {
namespace {

std::optional<assess::DependenceReport> report_on(const LiveState& state,
                                                  WallTime now,
                                                  const assess::RootParties& parties) {
  const auto reach = state.reach(now);
  if (!reach) return std::nullopt;
  return dependence_report(reach->reach, reach->known, parties);
}

}  // namespace

AssessmentThread::AssessmentThread(const Clock& clock, TargetBook targets, std::size_t queue_max)
    : clock_(clock), state_({}, std::move(targets)), work_(queue_max), thread_([this] { run(); }) {}

void AssessmentThread::offer(AdmittedBatch batch) {
  if (!work_.offer(std::move(batch))) ++dropped_;
}

void AssessmentThread::enrolled(ProbeRegistration registration) {
  if (!work_.offer(std::move(registration))) ++dropped_;
}

bool AssessmentThread::ask_for_metrics(CollectorCounters counters,
                                       Parties parties,
                                       Verified verified,
                                       Done done) {
  return work_.offer(StateUse([counters = std::move(counters),
                               parties = std::move(parties),
                               verified = std::move(verified),
                               done = std::move(done)](const LiveState& state, WallTime now) {
    done(exposition(state.snapshot(now, verified), counters, report_on(state, now, *parties)));
  }));
}

bool AssessmentThread::ask_for_root(Verified verified, Done done) {
  return work_.offer(StateUse([verified = std::move(verified), done = std::move(done)](
                                  const LiveState& state, WallTime now) {
    done(root_json(state.snapshot(now, verified)));
  }));
}

bool AssessmentThread::ask_for_dependence(Parties parties, Form form, Done done) {
  return work_.offer(StateUse([parties = std::move(parties), form, done = std::move(done)](
                                  const LiveState& state, WallTime now) {
    const auto report = report_on(state, now, *parties);
    if (!report) return done({});
    done(form == Form::json ? dependence_json(*report) : dependence_text(*report));
  }));
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

}  // namespace tocsin::collector
