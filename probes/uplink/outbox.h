// What the uplink needs of the spool: batches that a collector has not acknowledged, newest first,
// and a place to note what became of them. All calls are made on the probe's one thread.
#pragma once

#include <optional>
#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/time.h"

namespace tocsin::probe {

struct Outgoing {
  std::uint64_t sequence = 0;
  Bytes envelope;  // as signed
  Bytes payload;   // as sealed
  // When it closed; nothing for a batch of an earlier boot, whose clock is not comparable.
  std::optional<MonotonicTime> closed_at;
};

// A collector's word that it has a batch.
struct Receipt {
  ByteView acknowledgement;           // as signed: proof against it
  std::optional<std::uint64_t> leaf;  // of its log, as it said beside that; nobody signed it
};

// A collector's final word that it does not take a batch.
struct FinalRefusal {
  unsigned status = 0;
  std::string slug;  // "bad-signature"
  Bytes document;    // the problem document, as evidence
};

class Outbox {
 public:
  using Collector = std::size_t;  // in the order of the configuration

  virtual ~Outbox() = default;

  // The newest batch below `below` that this collector lacks; nothing where it has them all.
  virtual Result<std::optional<Outgoing>> newest_for(Collector collector, std::uint64_t below) = 0;

  // The acknowledgement has been verified; its bytes are there during the call.
  virtual Status<> acknowledged(Collector collector,
                                std::uint64_t sequence,
                                const Receipt& receipt) = 0;
  virtual Status<> refused(Collector collector,
                           std::uint64_t sequence,
                           const FinalRefusal& refusal) = 0;
};

}  // namespace tocsin::probe
