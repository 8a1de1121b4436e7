#include "core/judge/zone_check.h"

#include <algorithm>
#include <array>

namespace tocsin::judge {

using zone::SignatureVerdict;

std::string text_of(const dns::Name& owner, dns::Type type) {
  return owner.to_text() + " " + dns::to_text(type);
}

std::string text_of(const ReceivedSection& section) {
  return "the " + std::string(name_of(section.name)) + " section";
}

bool ZoneCheck::is_zones(const ReceivedRrset& rrset) const {
  const auto* indexed = zone_.find(rrset.rrset.owner, rrset.rrset.type);
  return indexed != nullptr && rrset.klass == dns::Class::in &&
         indexed->rrset.data == rrset.rrset.data;
}

bool ZoneCheck::is_signed(const ReceivedRrset& rrset) const {
  return is_zones(rrset) && best_signature(rrset) == SignatureVerdict::good;
}

// Good but for the time says more than not good at all.
SignatureVerdict ZoneCheck::best_signature(const ReceivedRrset& rrset) const {
  auto best = SignatureVerdict::bogus;
  const auto count = std::min(rrset.signatures.size(), signatures_max);
  for (const auto& each : std::span(rrset.signatures).first(count)) {
    const auto verdict = zone::check_signature(rrset.rrset, each, zone_, at_, memo_);
    if (verdict == SignatureVerdict::good) return verdict;
    const bool was_in_time =
        best != SignatureVerdict::expired && best != SignatureVerdict::not_yet_valid;
    if (was_in_time) best = verdict;
  }
  return best;
}

void ZoneCheck::check_all_rrsets() {
  for (const auto* section : {&received_.answer, &received_.authority, &received_.additional}) {
    for (const auto& rrset : section->rrsets) {
      check_zones(*section, rrset);
      check_signature(*section, rrset);
    }
  }
}

void ZoneCheck::check_zones(const ReceivedSection& section, const ReceivedRrset& rrset) {
  if (is_zones(rrset)) return;
  const auto& [owner, type, data] = rrset.rrset;
  auto text = text_of(owner, type) + " in " + text_of(section);
  if (rrset.klass != dns::Class::in) {
    text += " is of class " + dns::to_text(rrset.klass);
  } else if (zone_.find(owner, type) == nullptr) {
    text += " is not in the zone";
  } else {
    text += " is not as in the zone";
  }
  fail("vnk", std::move(text));
}

void ZoneCheck::check_signature(const ReceivedSection& section, const ReceivedRrset& rrset) {
  const auto& [owner, type, data] = rrset.rrset;
  const auto what = [&] { return text_of(owner, type) + " in " + text_of(section); };
  if (rrset.signatures.empty()) {
    const auto* indexed = zone_.find(owner, type);
    const bool must = indexed != nullptr && indexed->signing == zone::Signing::signed_set;
    if (must) fail("yds", what() + " comes without its signature");
    return;
  }
  const auto verdict = best_signature(rrset);
  if (verdict == SignatureVerdict::good) return;
  fail("yds", what() + " has a signature that is " + std::string(name_of(verdict)));
}

void ZoneCheck::require_authoritative(std::string_view tag) {
  if (!received_.flags.authoritative()) fail(tag, "AA is clear");
}

void ZoneCheck::require_not_authoritative(std::string_view tag) {
  if (received_.flags.authoritative()) fail(tag, "AA is set");
}

void ZoneCheck::require_empty(const ReceivedSection& section, std::string_view tag) {
  if (!section.empty()) fail(tag, text_of(section) + " is not empty");
}

void ZoneCheck::require_whole(const ReceivedSection& section,
                              const dns::Name& owner,
                              dns::Type type,
                              std::string_view tag) {
  const auto* found = section.find(owner, type);
  if (found != nullptr && is_zones(*found)) return;
  fail(tag, text_of(section) + " does not hold the whole " + text_of(owner, type));
}

void ZoneCheck::require_signed(const ReceivedSection& section,
                               const dns::Name& owner,
                               dns::Type type,
                               std::string_view tag) {
  const auto* found = section.find(owner, type);
  if (found != nullptr && is_signed(*found)) return;
  fail(tag, text_of(section) + " does not hold " + text_of(owner, type) + ", well signed");
}

}  // namespace tocsin::judge
