// One query and what became of it, as a payload keeps it: a row of its columns, which refers to the
// payload's tables (payload.h). docs/formats/payload.md gives each column's resolution.
#pragma once

#include <optional>
#include <vector>

#include "core/base/time.h"
#include "core/record/outcome.h"
#include "core/record/signs.h"
#include "core/record/stray.h"
#include "core/record/trace.h"

namespace tocsin::record {

struct Measurement {
  std::uint32_t endpoint = 0;  // index into the target set that the envelope names
  std::uint32_t question = 0;  // index into Payload::questions
  Transport transport = Transport::udp;
  Outcome outcome = Outcome::timeout;
  MonotonicTime sent_at;        // the envelope ties it to wall time
  std::optional<Duration> rtt;  // nothing where there was no reply; never zero for it
  RttSource rtt_source = RttSource::none;
  std::optional<Duration> connect;           // TCP: the part of the time until the connection stood
  std::optional<std::uint8_t> hop_limit;     // that the reply arrived with; UDP
  std::uint32_t secret = 0;                  // index into Payload::secrets
  std::uint32_t draw = 0;                    // number of the draw (draw.h)
  std::optional<std::uint16_t> source_port;  // nothing: the drawn one
  Signs signs;
  std::optional<std::uint32_t> answer;  // index into Payload::answers
  std::vector<Stray> strays;            // the first strays_max of them
  std::uint32_t stray_count = 0;        // all
  // Then this is not one query but one trace: the first query was sent at `sent_at` and drawn as
  // `draw` says, and what else is here is of the reply that ended it.
  std::optional<Trace> trace = {};

  bool operator==(const Measurement&) const = default;
};

}  // namespace tocsin::record
