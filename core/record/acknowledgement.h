// A collector's signed word that it holds a batch durably: a COSE_Sign1 by the log's key
// (docs/formats/acknowledgement.md). With it a probe can prove that a batch was dropped.
#pragma once

#include <string>

#include "core/base/digest.h"
#include "core/base/time.h"

namespace tocsin::record {

// How the batch was admitted. Refusals are problem documents instead (RFC 9457).
enum class Admission : std::uint8_t {
  next = 0,              // the next in the chain
  after_gap = 1,         // ahead of the chain: the sequences between are noted as missing
  late = 2,              // fills a noted gap, and its hashes fit on both sides
  time_not_trusted = 3,  // well signed, but dated out of bounds: in no figure
};

struct Acknowledgement {
  std::string origin;  // the log's
  Digest envelope{};   // SHA-256 of the signed envelope
  WallTime at;
  Duration maximum_merge_delay{};
  Admission admission = Admission::next;

  bool operator==(const Acknowledgement&) const = default;
};

}  // namespace tocsin::record
