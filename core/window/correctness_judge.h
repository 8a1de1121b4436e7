// Judges the responses in a log's batches by the root zones in the log, both in the order of the
// log: RSSAC047v2 section 5.3 as core/judge has it.
//
// A letter may serve a zone before the collector has it. So each response is judged once, as soon
// as the log has a batch that came `settled_after` the end of its interval: by then the log has
// every zone that it may stem from. What is judged follows from the log alone, whenever figures are
// asked for. Pure. One thread at a time.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <tuple>

#include "core/assess/measurement.h"
#include "core/window/recent_zones.h"
#include "core/window/reply_memory.h"

namespace tocsin::window {

class CorrectnessJudge {
 public:
  // The time for a zone to come, and for the collector to check it and to write it down.
  static constexpr Duration settled_after = judge::candidates_on_to + std::chrono::minutes(5);
  // Of a probe, letter and interval; one counts.
  static constexpr std::size_t waiting_max = 4;
  // Replies that some batch yet to come may name; no probe pushes out another's (reply_memory.h).
  // A day of 20 probes whose servers never say the same twice, and of 200 whose servers do.
  static constexpr std::size_t reply_octets_max = std::size_t{128} << 20;

  // With the zones of before.
  CorrectnessJudge(zone::TrustAnchors anchors, RecentZones zones)
      : anchors_(std::move(anchors)), zones_(std::move(zones)) {}

  // A zone entry of the log, with its object.
  void learn(std::uint64_t index, ByteView body, ByteView object) {
    zones_.learn(index, body, object);
  }

  // A response in a batch, and the reply that the batch has for it or names. What it names may come
  // until it is judged: who was away brings the newest batches first.
  void wait(const assess::Measurement& response, const record::Reply& reply);

  // A batch came then: hands over what is due, with its verdict. None where the reply is not to be
  // had whole, or not judged.
  using Sink = std::function<void(const assess::Measurement&)>;
  void judge_due(WallTime arrival, const Sink& sink);

 private:
  // The interval since 1970, the probe, and the letter.
  using Cell = std::tuple<std::int64_t, std::string, char>;
  struct Waiting {
    assess::Measurement response;  // without its vantage point
    Digest digest{};               // of the reply
    ReplyMemory::Shared reply;     // none: not known so far
  };

  std::optional<bool> verdict_on(std::string_view probe, const Waiting& waiting);

  zone::TrustAnchors anchors_;
  RecentZones zones_;
  ReplyMemory replies_{reply_octets_max};
  std::multimap<Cell, Waiting> waiting_;
  zone::SignatureMemo memo_;
};

}  // namespace tocsin::window
