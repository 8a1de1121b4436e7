// What stays of payloads when they go: of each batch and minute of UTC, what became of each test of
// each endpoint, so that counts by outcome, name server or TLD, and shares of round trips within a
// service level, can be computed again, with any probes left out. Replies, round trips to the
// microsecond, lookups and the hops of traces do not stay (docs/formats/minutes.md).
//
// Pure; it follows from envelopes and payloads alone, byte for byte.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/digest.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/cbor/fault.h"
#include "core/record/envelope.h"
#include "core/record/payload.h"

namespace tocsin::record {

// How a round trip stands to the service level of Specification 10 of ICANN's Registry Agreement:
// 500 ms by UDP, 1500 ms by TCP with its connection. From five times that on it counts as none.
enum class Speed : std::uint8_t { untimed = 0, within = 1, slower = 2, undefined = 3 };

Speed speed_of(Transport transport, const std::optional<Duration>& rtt);

struct AnswerHead {
  std::uint16_t flags = 0;  // the second 16 bits of the DNS header
  std::uint16_t rcode = 0;

  auto operator<=>(const AnswerHead&) const = default;
};

struct TestResult {
  std::uint16_t type = 0;  // that was asked for
  Transport transport = Transport::udp;
  Outcome outcome = Outcome::timeout;
  Speed speed = Speed::untimed;
  std::optional<AnswerHead> answer = {};

  auto operator<=>(const TestResult&) const = default;
};

struct Test {
  std::uint32_t endpoint = 0;  // index into the batch's target set
  std::uint32_t result = 0;    // index into MinuteResults::results

  auto operator<=>(const Test&) const = default;
};

struct Minute {
  std::int64_t number = 0;  // of UTC, since 1970, by the probe's clock
  std::vector<Test> tests;  // ascending

  bool operator==(const Minute&) const = default;
};

struct MinutesOfBatch {
  std::uint64_t leaf = 0;        // index of the log's entry that is its envelope
  std::uint32_t target_set = 0;  // index into MinuteResults::target_sets
  std::vector<Minute> minutes;   // ascending; those without a test are left out

  bool operator==(const MinutesOfBatch&) const = default;
};

struct MinuteResults {
  std::vector<Digest> target_sets;      // in the order of their first use
  std::vector<TestResult> results;      // ascending, each once
  std::vector<MinutesOfBatch> batches;  // by leaf

  bool operator==(const MinuteResults&) const = default;
};

// Whether it has as many tests of each outcome as the probe has signed for, by its target set.
bool agree(const MinuteResults& all, const MinutesOfBatch& batch, const Envelope& envelope);

// Takes batches in the order of the log.
class MinuteSum {
 public:
  // False, and nothing is taken, where the batch cannot be dated.
  bool take(std::uint64_t leaf, const Envelope& envelope, const Payload& payload);
  MinuteResults results() &&;

 private:
  std::vector<TestResult> seen_;  // what the tests so far refer to
  MinuteResults sum_;
};

// A zstd frame of deterministic CBOR. The compressed bytes may differ between versions of zstd:
// whoever compares opens both.
inline constexpr std::size_t minutes_plain_bytes_max = std::size_t{1} << 26U;
Bytes encode_plain(const MinuteResults& results);
Result<MinuteResults, cbor::DecodeError> decode_minute_results(ByteView plain);

Bytes seal(const MinuteResults& results);
std::optional<MinuteResults> open_minute_results(ByteView frame);

}  // namespace tocsin::record
