// One reply held against one zone: which of its RRsets are the zone's, which are signed as the
// zone's must be, and the reasons found so far why it is not right. Refers to what it is given.
#pragma once

#include <span>

#include "core/base/time.h"
#include "core/judge/judgement.h"
#include "core/judge/received.h"
#include "core/zone/rrset_signature.h"

namespace tocsin::judge {

// More signatures over one RRset than this are not looked at. A rollover has two.
inline constexpr std::size_t signatures_max = 8;

class ZoneCheck {
 public:
  ZoneCheck(const Received& received,
            const zone::ZoneIndex& zone,
            WallTime at,
            zone::SignatureMemo& memo)
      : received_(received), zone_(zone), at_(at), memo_(memo) {}

  const Received& received() const { return received_; }
  const zone::ZoneIndex& zone() const { return zone_; }

  void fail(std::string_view tag, std::string text) { reasons_.push_back({tag, std::move(text)}); }
  std::vector<Reason> take_reasons() { return std::move(reasons_); }

  // The rules for every reply: each RRset is the zone's, wholly [vnk], and has a good signature
  // where one came with it or the zone has it signed [yds].
  void check_all_rrsets();

  // One rule each, which fails under its tag.
  void require_authoritative(std::string_view tag);
  void require_not_authoritative(std::string_view tag);
  void require_empty(const ReceivedSection& section, std::string_view tag);
  void require_whole(const ReceivedSection& section,
                     const dns::Name& owner,
                     dns::Type type,
                     std::string_view tag);
  void require_signed(const ReceivedSection& section,
                      const dns::Name& owner,
                      dns::Type type,
                      std::string_view tag);

  bool is_zones(const ReceivedRrset& rrset) const;
  // Whether the set is the zone's, and one of its signatures is good.
  bool is_signed(const ReceivedRrset& rrset) const;

 private:
  zone::SignatureVerdict best_signature(const ReceivedRrset& rrset) const;
  void check_zones(const ReceivedSection& section, const ReceivedRrset& rrset);
  void check_signature(const ReceivedSection& section, const ReceivedRrset& rrset);

  const Received& received_;
  const zone::ZoneIndex& zone_;
  WallTime at_;
  zone::SignatureMemo& memo_;
  std::vector<Reason> reasons_;
};

// "no. DS".
std::string text_of(const dns::Name& owner, dns::Type type);
// "the Answer section".
std::string text_of(const ReceivedSection& section);

}  // namespace tocsin::judge
