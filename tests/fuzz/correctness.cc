// Any bytes as a reply, held against a fixed small zone: a verdict with its reasons.
#include "core/judge/correctness.h"

#include <fstream>
#include <sstream>

#include "core/base/check.h"
#include "core/zone/verify.h"

using namespace tocsin;

namespace {

std::string text_of(const std::string& name) {
  std::ifstream file("tests/unit/core/judge/zones/" + name);  // run in the project's root
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

struct World {
  WallTime at = *from_rfc3339("2026-01-15T00:00:00Z");
  zone::ZoneIndex zone{zone::verify(zone::Zone::from_text(text_of("old.zone")).value(),
                                    zone::anchors_from(text_of("anchor.ds")).value(),
                                    at,
                                    zone::WithoutZonemd::refuse)
                           .value()};
  zone::SignatureMemo memo{1'024};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static World world;
  const judge::Candidate candidate{&world.zone, world.at - judge::candidates_back_to};
  const auto judgement =
      judge::judge_correctness(ByteView(data, size), {&candidate, 1}, world.at, world.memo);
  check((judgement.verdict == judge::Verdict::correct) == judgement.reasons.empty(),
        "what is not correct has a reason");
  check(world.memo.size() <= 1'024, "what is remembered is bounded");
  return 0;
}
