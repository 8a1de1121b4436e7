#include "tests/support/probe/asked.h"

#include "core/record/payload_builder.h"
#include "core/record/target_set.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::collector {
namespace {

record::Observation observation_of(const Asked& asked) {
  record::Observation observation;
  observation.question = asked.question;
  auto& row = observation.measurement;
  row.endpoint = asked.endpoint;
  row.outcome = asked.outcome;
  row.sent_at = {record::sample::unsealed_envelope().closed_at.monotonic - asked.before_closing};
  if (asked.outcome != record::Outcome::answered) return observation;
  row.rtt = std::chrono::milliseconds(20);
  row.rtt_source = record::RttSource::kernel;
  observation.heard = record::Heard{.reply = asked.reply,
                                    .flags = 0x8400,
                                    .rcode = 0,
                                    .serial = 2026110100U,
                                    .nsid = Bytes{'s', '1'}};
  return observation;
}

}  // namespace

record::Payload payload_of(const std::vector<Asked>& all) {
  record::PayloadBuilder builder;
  for (const auto& asked : all) builder.add(observation_of(asked));
  auto payload = std::move(builder).finish();
  payload.objects = {record::encode_target_set(record::sample::targets())};
  return payload;
}

}  // namespace tocsin::collector
