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

AssessmentThread::AssessmentThread(const Clock& clock, Beginning beginning, std::size_t queue_max)
    : clock_(clock),
      state_({}, beginning.targets),
      history_(std::move(beginning)),
      work_(queue_max),
      thread_([this] { run(); }) {}

void AssessmentThread::offer(AdmittedBatch batch) {
  offer_work(std::move(batch));
}

void AssessmentThread::offer(std::uint64_t index, const entry::EntryView& entry, ByteView object) {
  const auto& [kind, body] = entry;
  offer_work(Said{index, kind, {body.begin(), body.end()}, {object.begin(), object.end()}});
}

void AssessmentThread::believe(entry::CountryKeys countries) {
  offer_work(std::move(countries));
}

void AssessmentThread::enrolled(ProbeRegistration registration) {
  offer_work(std::move(registration));
}

void AssessmentThread::offer_work(Work work) {
  if (!work_.offer(std::move(work))) ++dropped_;
}

void AssessmentThread::take(const AdmittedBatch& batch) {
  state_.observe(batch);
  history_.take(batch.leaf, {batch.envelope, batch.payload, batch.arrival, batch.admission});
}

// What the desks let into the log is what its readers take for good.
void AssessmentThread::take(const Said& said) {
  if (!history_.learn(said.index, {said.kind, said.body}, said.object)) ++dropped_;
}

Snapshot AssessmentThread::snapshot(WallTime now, const Verified& verified) const {
  auto snapshot = state_.snapshot(now, verified);
  snapshot.windows = history_.at(now);
  snapshot.windows.left_out = dropped_;
  return snapshot;
}

bool AssessmentThread::ask_for_metrics(CollectorCounters counters,
                                       Parties parties,
                                       Verified verified,
                                       Done done) {
  return work_.offer(StateUse([this,
                               counters = std::move(counters),
                               parties = std::move(parties),
                               verified = std::move(verified),
                               done = std::move(done)](WallTime now) {
    done(exposition(snapshot(now, verified), counters, report_on(state_, now, *parties)));
  }));
}

bool AssessmentThread::ask_for_root(Verified verified, Done done) {
  return work_.offer(StateUse([this, verified = std::move(verified), done = std::move(done)](
                                  WallTime now) { done(root_json(snapshot(now, verified))); }));
}

bool AssessmentThread::ask_for_dependence(Parties parties, Form form, Done done) {
  return work_.offer(
      StateUse([this, parties = std::move(parties), form, done = std::move(done)](WallTime now) {
        const auto report = report_on(state_, now, *parties);
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
