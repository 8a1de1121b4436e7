#include "core/window/correctness_judge.h"

#include <algorithm>

#include "core/assess/month.h"

namespace tocsin::window {
namespace {

std::int64_t interval_at(WallTime time) {
  return time.since_epoch / assess::interval_length;
}

}  // namespace

void CorrectnessJudge::wait(const assess::Measurement& response, const record::Reply& reply) {
  const Cell cell(interval_at(response.t), response.vp, response.rsi);
  if (waiting_.count(cell) == waiting_max) return;
  const auto kept =
      waiting_.emplace(cell, Waiting{response, reply.digest, replies_.find(response.vp, reply)});
  kept->second.response.vp = {};
}

void CorrectnessJudge::judge_due(WallTime arrival, const Sink& sink) {
  const auto due_below = interval_at(std::max(arrival, WallTime()) - settled_after);
  const auto end = waiting_.lower_bound({due_below, {}, {}});
  for (auto next = waiting_.begin(); next != end; ++next) {
    auto response = next->second.response;
    response.vp = std::get<std::string>(next->first);
    response.correct = verdict_on(response.vp, next->second);
    sink(response);
  }
  waiting_.erase(waiting_.begin(), end);
}

std::optional<bool> CorrectnessJudge::verdict_on(std::string_view probe, const Waiting& waiting) {
  auto reply = waiting.reply;
  if (!reply) reply = replies_.find(probe, {.digest = waiting.digest, .bytes = 0, .kept = {}});
  if (!reply) return std::nullopt;
  const auto zones = zones_.candidates(anchors_);
  return for_figures(judge_correctness(*reply, zones, waiting.response.t, memo_));
}

}  // namespace tocsin::window
