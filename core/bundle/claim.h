// A claim: a question about a root service, and everything that was computed as its answer. As JSON
// it is what a bundle says of itself; a reader takes the question from it and computes the rest
// again (docs/formats/bundle.md).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/assess/reachability.h"
#include "core/base/result.h"
#include "core/entry/roster.h"

namespace tocsin::bundle {

inline constexpr std::string_view claim_format = "tocsin-claim/1";
inline constexpr std::string_view claim_method = "reachability/1";

struct Question {
  std::string service;  // assess::service_from
  std::string plan = "watch";
  WallTime from;  // whole minutes
  WallTime to;    // not included

  bool operator==(const Question&) const = default;
};

// An error says what is wrong with it.
Status<> check_question(const Question& question);

// The certificates, in DER, to which an authority's tokens have to lead, by the name that it goes
// by.
using TimeAuthorities = std::map<std::string, std::vector<Bytes>>;

// So many a claim may name: a reader holds every token against each of them.
inline constexpr std::size_t authorities_max = 64;
inline constexpr std::size_t authority_certificates_max = 1024;  // of all of them
inline constexpr std::size_t authority_name_max = 64;            // bytes
// An error says which limit it is.
Status<> check_authorities(const TimeAuthorities& authorities);

// An authority has signed that all of the range was there at the latest then.
struct ClaimStamp {
  std::string authority;
  WallTime at;

  bool operator==(const ClaimStamp&) const = default;
};

// Batches and measurements of the span, and why some of them are left out
// (docs/conformance/reachability.md).
struct ClaimCounts {
  std::uint64_t batches = 0;     // that count
  std::uint64_t not_signed = 0;  // of any plan and time
  std::uint64_t contradicted = 0;
  std::uint64_t undated = 0;
  std::uint64_t without_payload = 0;  // and the next: of probes that a country has vouched for
  std::uint64_t unreadable = 0;
  std::uint64_t unknown_targets = 0;
  std::uint64_t measurements = 0;  // that count
  std::uint64_t not_attested = 0;
  std::uint64_t line_dead = 0;
  std::uint64_t intercepted = 0;

  bool operator==(const ClaimCounts&) const = default;
};

// A part of the span: one in which no batch that counts was open.
struct Silence {
  WallTime from;
  WallTime to;

  bool operator==(const Silence&) const = default;
};

// What the bundle has of one probe, whether it measured in the span or not.
struct ProbeAccount {
  static constexpr std::size_t silences_max = 100;
  using Measured = std::array<std::uint64_t, assess::path_count>;

  record::ProbeId id{};
  std::string name;
  std::string country;  // that had vouched for it at the beginning of the span; empty: none
  std::uint32_t asn = 0;
  std::string network;
  std::uint64_t batches = 0;      // that count
  Measured measured{};            // its measurements that count, by path
  std::uint64_t missing = 0;      // sequence numbers between those in the range that are not there
  std::uint64_t explained = 0;    // of these, those that the probe itself gave a reason for
  std::uint64_t broken = 0;       // batches that do not name the one before them
  Duration silent{};              // of the span, all of it
  std::vector<Silence> silences;  // the first ones

  bool operator==(const ProbeAccount&) const = default;
};

struct Claim {
  Question question;
  std::string log;  // its origin
  entry::CountryKeys countries;
  TimeAuthorities authorities = {};
  std::vector<ClaimStamp> stamps = {};  // by these, by name; core/bundle/stamp_findings.h
  WallTime newest;  // when the last batch of such a probe closed that counts; 1970: none does
  ClaimCounts counts;
  std::vector<ProbeAccount> probes;  // by name
  std::vector<assess::PathReach> reachability;
  // The root as a whole in the same span, by the same probes, where one letter was asked about:
  // whether the others made up for it. Empty where the root itself was asked about.
  std::vector<assess::PathReach> whole_root;

  bool operator==(const Claim&) const = default;
};

// Equal claims give equal bytes.
std::string to_json(const Claim& claim);

// What a claim says that cannot be computed: the question, and the keys and certificates that it
// takes as the countries' and the authorities'.
struct ClaimHead {
  Question question;
  entry::CountryKeys countries;
  TimeAuthorities authorities;
};
Result<ClaimHead> claim_head_from(std::string_view json);

}  // namespace tocsin::bundle
