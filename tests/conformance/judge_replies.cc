// Judges many replies at once, so that a lab can ask for ten thousand of them: prints one line for
// each, the verdict and the tags of the rules that failed.
//
//   judge_replies TIME ANCHORS REPLIES ZONE...
//
// REPLIES holds each reply behind two octets of its length, as TCP has it. The zones are those
// of the 48 hours before TIME.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>
#include <span>
#include <sstream>

#include "core/judge/correctness.h"
#include "core/zone/signed_time.h"
#include "core/zone/verify.h"

using namespace tocsin;

namespace {

std::string text_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "judge_replies: %s\n", why.c_str());
  std::exit(3);
}

zone::ZoneIndex index_of(const char* path, const zone::TrustAnchors& anchors, WallTime at) {
  const auto read = zone::Zone::from_text(text_of(path));
  if (!read) give_up(to_text(read.error()));
  const auto time = zone::nearest_signed_time(*read, at).value_or(at);
  const auto verified = zone::verify(*read, anchors, time, zone::WithoutZonemd::refuse);
  if (!verified) give_up(to_text(verified.error()));
  return zone::ZoneIndex(*verified);
}

void print(const judge::Judgement& judgement) {
  std::set<std::string_view> tags;
  for (const auto& reason : judgement.reasons) tags.insert(reason.tag);
  std::string line(name_of(judgement.verdict));
  for (const auto tag : tags) line += " " + std::string(tag);
  std::puts(line.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  const std::span arguments(argv, static_cast<std::size_t>(argc));
  if (arguments.size() < 5) give_up("TIME ANCHORS REPLIES ZONE... are missing");
  const auto at = from_rfc3339(arguments[1]);
  const auto anchors = zone::anchors_from(text_of(arguments[2]));
  if (!at || !anchors) give_up("no such time, or no such anchors");
  std::vector<zone::ZoneIndex> zones;
  for (const auto* path : arguments.subspan(4)) zones.push_back(index_of(path, *anchors, *at));
  std::vector<judge::Candidate> candidates;
  for (const auto& zone : zones) {
    candidates.push_back({&zone, *at - judge::candidates_back_to});
  }
  zone::SignatureMemo memo;
  const auto replies = text_of(arguments[3]);
  Cursor in(as_bytes(replies));
  while (const auto size = in.take_be16()) {
    const auto reply = in.take(*size);
    if (!reply) give_up("the replies are cut short");
    print(judge::judge_correctness(*reply, candidates, *at, memo));
  }
  return 0;
}
