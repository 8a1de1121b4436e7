// The signed head of a batch: who measured, in which order, when, under which plan, how it went in
// numbers, and the digest of the payload that holds the measurements. It is what the log keeps for
// ever, a few hundred bytes: deterministic CBOR in a COSE_Sign1 (docs/formats/envelope.md).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/digest.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/record/outcome.h"

namespace tocsin::record {

// The first 16 bytes of the SHA-256 of the probe's Ed25519 public key, of which it has one, in
// whatever epoch.
using ProbeId = ByteArray<16>;

// Which clock dates the batch, and how far off it may be at most.
enum class ClockSource : std::uint8_t { none = 0, kernel = 1, chrony = 2, time_servers = 3 };

struct ClockReading {
  MonotonicTime monotonic;
  WallTime wall;                  // read together with `monotonic`
  std::optional<Duration> bound;  // nothing: unbounded, and the batch dates no incident
  ClockSource source = ClockSource::none;

  bool operator==(const ClockReading&) const = default;
};

// Why measurements that the sequence implies are not to be had.
enum class GapReason : std::uint8_t {
  thinned = 0,                 // let go under pressure in the spool
  acknowledged_elsewhere = 1,  // let go here after another collector acknowledged it
  unreadable = 2,              // the spool found its bytes damaged
  refused = 3,                 // a collector refused it for good
  never_closed = 4,            // a sequence number was taken and the probe stopped before it closed
};

struct Gap {
  std::uint64_t first = 0;  // sequence numbers, both included
  std::uint64_t last = 0;
  GapReason reason = GapReason::thinned;

  bool operator==(const Gap&) const = default;
};

// The last checkpoint of a collector's log that this probe has seen.
struct SeenCheckpoint {
  std::string origin;
  std::uint64_t size = 0;
  Digest root{};

  bool operator==(const SeenCheckpoint&) const = default;
};

// How many of the probe's references were heard of in the 15 s before the batch closed, each by its
// newest outcome, and how many of those answered, per ring and family. Each is asked every 10 s, so
// that even a batch that closes early has them all. References are independent of the root, and a
// probe whose references are silent has nothing to say about the root (core/record/reach.h).
enum class Ring : std::uint8_t { line = 0, country = 1, world = 2 };

struct RingCount {
  std::uint32_t asked = 0;
  std::uint32_t answered = 0;

  bool operator==(const RingCount&) const = default;
};

struct RingCounts {
  std::array<RingCount, 3> v4;  // indexed by Ring
  std::array<RingCount, 3> v6;

  bool operator==(const RingCounts&) const = default;
};

// What a private field commits to; its opening (salt and value) never leaves the probe's country.
enum class PrivateField : std::uint8_t {
  address_v4 = 0,
  address_v6 = 1,
  first_hops = 2,
  resolvers = 3
};

struct Commitment {
  PrivateField field = PrivateField::address_v4;
  Digest digest{};  // SHA-256 of the field's number, a salt of 32 bytes and the value

  bool operator==(const Commitment&) const = default;
};

struct Envelope {
  ProbeId probe{};
  std::uint32_t key_epoch = 0;    // which of the probe's keys signs
  std::uint64_t incarnation = 0;  // drawn at random when a state directory is made
  ByteArray<16> boot_id{};        // of the kernel: monotonic times compare within it only
  std::uint64_t sequence = 0;     // from 0, persisted before it is used
  Digest previous{};              // of the envelope before (all its signed bytes); zeros for none
  MonotonicTime opened_at;
  ClockReading closed_at;
  std::string software;  // "tocsin-probe/0.1.0"
  std::string plan;      // "watch"
  Digest plan_digest{};
  Digest target_set{};
  std::array<std::uint32_t, outcome_count> outcomes{};  // how many measurements ended so
  std::uint32_t not_measured = 0;  // due, but left out (budget, no route, limits of the host)
  RingCounts references;
  Digest payload{};                       // of the payload as it is sent
  std::uint32_t payload_bytes = 0;        // as it is sent
  std::uint32_t payload_plain_bytes = 0;  // after decompression: a reader refuses more
  std::vector<Gap> gaps;                  // known since the envelope before
  std::vector<SeenCheckpoint> checkpoints;
  std::vector<Commitment> commitments;

  bool operator==(const Envelope&) const = default;
};

}  // namespace tocsin::record
