// Two versions of a small root zone, a day apart, both signed from 2026-01-01 to 2026-02-01 by keys
// that are gone, and one whose keys nobody vouches for:
//
//   ldns-signzone -o . -z simple:sha384 -i 20260101000000 -e 20260201000000 ... KSK ZSK
//
// The newer one has another DS of no. and another address of y.nic.no., lacks zz., and its keys are
// signed by the zone-signing key too (-A).
#pragma once

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "core/judge/correctness.h"
#include "core/zone/verify.h"
#include "tests/support/root/scripted_root.h"

namespace tocsin::judge::test {

using dns::Type;
using tocsin::test::Message;
using tocsin::test::RecordList;
using tocsin::test::ScriptedRoot;

inline std::string text_of(const std::string& name) {
  std::ifstream file(std::string(TOCSIN_SOURCE_DIR) + "/tests/unit/core/judge/zones/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline WallTime january(int hour = 0) {
  return *from_rfc3339("2026-01-15T00:00:00Z") + std::chrono::hours(hour);
}

inline zone::Zone zone_of(const std::string& name) {
  return zone::Zone::from_text(text_of(name)).value();
}

inline zone::ZoneIndex index_of(const std::string& name, const zone::ZoneIndex* beside = nullptr) {
  const auto anchors = zone::anchors_from(text_of("anchor.ds")).value();
  const auto policy = zone::WithoutZonemd::refuse;
  return zone::ZoneIndex(zone::verify(zone_of(name), anchors, january(), policy).value(), beside);
}

// "kbd vnk": the tags of all reasons, each once, in alphabetical order.
inline std::string tags_of(const Judgement& judgement) {
  std::set<std::string_view> tags;
  for (const auto& reason : judgement.reasons) tags.insert(reason.tag);
  std::string text;
  for (const auto tag : tags) text += (text.empty() ? "" : " ") + std::string(tag);
  return text;
}

inline std::string text_of(const Judgement& judgement) {
  std::string text(name_of(judgement.verdict));
  for (const auto& [tag, why] : judgement.reasons) text += "; " + std::string(tag) + ": " + why;
  return text;
}

struct World {
  ScriptedRoot root{zone_of("old.zone")};
  ScriptedRoot newer_root{zone_of("new.zone")};
  zone::ZoneIndex old_zone = index_of("old.zone");
  zone::ZoneIndex new_zone = index_of("new.zone", &old_zone);
  zone::SignatureMemo memo;

  // By the old zone, the only one in the 48 hours before.
  Judgement judge(const Bytes& reply, WallTime at = january()) {
    const Candidate candidate{&old_zone, at - candidates_back_to};
    return judge_correctness(reply, {&candidate, 1}, at, memo);
  }
  Judgement judge(const Message& reply, WallTime at = january()) {
    return judge(reply.bytes(), at);
  }
};

inline void add(RecordList& list, const RecordList& more) {
  list.insert(list.end(), more.begin(), more.end());
}

}  // namespace tocsin::judge::test
