// What the collector knows of one probe's chain of envelopes in one incarnation: its head, the gaps
// in it, and which envelope stands at each recent sequence number. A pure value, rebuilt from the
// journal by applying the same envelopes in the same order. One thread at a time.
//
// Each envelope names the digest of the one before it. A gap therefore remembers two hashes: the
// digest of the envelope before it, which its first must name, and the digest that the envelope
// after it names, which its last must have. Whatever fills a gap has to fit on the sides that it
// touches.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "core/base/digest.h"
#include "core/base/time.h"
#include "core/record/acknowledgement.h"

namespace tocsin::collector {

// Sequence numbers that remember their digest, so that a batch sent again is told from a forged
// twin, and its acknowledgement is given again. At one batch in 10 s this is more than a day; it
// takes some 1.2 MB for each probe.
inline constexpr std::size_t remembered_sequences_max = 10'000;
// Gaps kept per incarnation; one more is refused rather than forgotten.
inline constexpr std::size_t chain_gaps_max = 10'000;

// One link, as a verified envelope states it.
struct Link {
  std::uint64_t sequence = 0;
  Digest digest{};    // of the envelope itself
  Digest previous{};  // of the one before, as it says; zeros for sequence 0
};

// What the acknowledgement of an admitted envelope says beside its digest: enough to give the very
// same one again, for Ed25519 signs the same bytes to the same signature.
struct Receipt {
  WallTime at;
  record::Admission admission = record::Admission::next;
  std::uint16_t log = 0;  // which of the collector's logs says so, in the order of their years

  bool operator==(const Receipt&) const = default;
};

struct KnownEnvelope {
  Digest digest{};
  Receipt receipt;
  std::uint64_t leaf = 0;  // of the log; once it is durable

  bool operator==(const KnownEnvelope&) const = default;
};

// Links of one chain that follow each other: what a chain is besides its newest envelopes depends
// on nothing else of them.
struct LinkSpan {
  std::uint64_t first = 0;  // sequence numbers, both included
  std::uint64_t last = 0;
  Digest previous{};  // that the first one names
  Digest digest{};    // of the last one

  bool operator==(const LinkSpan&) const = default;
};

// Where a link stands in relation to what is known.
enum class Fit {
  next,          // follows the head
  after_gap,     // ahead of the head: the numbers between are missing
  fills_gap,     // stands in a known gap and its hashes fit
  again,         // the very envelope that is known there
  equivocation,  // another envelope than the one that is known there
  misfit,        // its hashes contradict its neighbours'
  forgotten,     // before the remembered window and in no gap
  too_many_gaps,
};

class Chain {
 public:
  Fit fit(const Link& link) const;

  // Takes in a link that fits as next, after_gap or fills_gap; any other is a bug.
  void apply(const Link& link, const Receipt& receipt = {});

  // The same in two parts, for whoever has admitted them before: where the links stand, and what is
  // remembered of each. In whatever order both come, what comes out is the same. join() is false,
  // and nothing happens, where their hashes or numbers contradict what is known.
  bool join(const LinkSpan& span);
  void remember(std::uint64_t sequence, const KnownEnvelope& known);
  // It is durable, and this leaf. Nothing where it is not remembered.
  void logged(std::uint64_t sequence, std::uint64_t leaf);
  // Whether that would be kept.
  bool would_remember(std::uint64_t sequence) const;

  // The next sequence number that the chain expects; 0 for an empty one.
  std::uint64_t expected() const { return expected_; }
  // How many sequence numbers are missing below the head.
  std::uint64_t missing() const;
  // The envelope known at a sequence number, if it is remembered.
  std::optional<KnownEnvelope> known(std::uint64_t sequence) const;

  bool operator==(const Chain&) const = default;

 private:
  struct GapSides {
    std::uint64_t last = 0;
    Digest before{};  // digest of the envelope before the gap; zeros at the start
    Digest after{};   // what the envelope after the gap names as its previous

    bool operator==(const GapSides&) const = default;
  };
  using Gaps = std::map<std::uint64_t, GapSides>;  // by first missing number

  Gaps::const_iterator gap_around(std::uint64_t sequence) const;
  Fit fit_behind(const Link& link) const;
  Fit fit_ahead(const Link& link) const;
  bool join_ahead(const LinkSpan& span);
  bool join_in_gap(const LinkSpan& span);

  std::uint64_t expected_ = 0;
  Digest head_{};
  Gaps gaps_;
  std::map<std::uint64_t, KnownEnvelope> known_;
};

}  // namespace tocsin::collector
