#include "tests/bench/rssac047/letters.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "core/base/check.h"
#include "core/dns/edns.h"
#include "core/dns/message_format.h"
#include "tests/support/dns/reply_builder.h"

namespace tocsin::bench {
namespace {

constexpr std::size_t option_header_octets = 4;

zone::Zone read(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  auto zone = zone::Zone::from_text(text.str());
  check(zone.has_value(), "a zone that was published can be read");
  return *std::move(zone);
}

std::vector<probe::Delegation> delegations_of(const zone::Zone& zone) {
  std::vector<probe::Delegation> all;
  for (const auto& each : zone.delegations()) {
    const bool is_signed = !each.signers.empty();
    all.push_back({each.zone,
                   is_signed ? probe::DelegationSigner::present : probe::DelegationSigner::absent});
  }
  return all;
}

// The message ends with an OPT record that has no option yet.
Bytes with_nsid(Bytes message, const std::string& instance) {
  message.resize(message.size() - 2);
  append_be16(message, static_cast<std::uint16_t>(option_header_octets + instance.size()));
  append_be16(message, static_cast<std::uint16_t>(dns::OptionCode::nsid));
  append_be16(message, static_cast<std::uint16_t>(instance.size()));
  append(message, as_bytes(instance));
  return message;
}

void render(test::Message& message, std::uint32_t letter) {
  if (letter % 3 == 1) std::ranges::reverse(message.additional);
  if (letter % 3 == 2) std::ranges::reverse(message.authority);
}

}  // namespace

std::deque<PublishedZone> published_zones(std::span<char*> words) {
  std::deque<PublishedZone> zones;
  for (const std::string_view word : words) {
    const auto at = word.rfind('@');
    const auto time = from_rfc3339(word.substr(std::min(at, word.size() - 1) + 1));
    check(time.has_value(), "a zone is FILE@TIME");
    zones.push_back({std::string(word.substr(0, at)), *time});
  }
  return zones;
}

Letters::Letters(std::deque<PublishedZone> zones, OnPublished on_published)
    : to_come_(std::move(zones)), on_published_(std::move(on_published)) {
  check(!to_come_.empty(), "there is a zone to ask about");
  advance(to_come_.front().at);
}

std::unique_ptr<Letters::Version> Letters::publish(const PublishedZone& published) const {
  const auto zone = read(published.file);
  on_published_(zone, published.at);
  return std::make_unique<Version>(
      Version{published.at, zone.serial(), test::ScriptedRoot(zone), delegations_of(zone)});
}

void Letters::advance(WallTime now) {
  while (!to_come_.empty() && to_come_.front().at <= now) {
    before_ = std::move(in_force_);
    in_force_ = publish(to_come_.front());
    to_come_.pop_front();
  }
}

const Letters::Version& Letters::served_by(std::uint32_t letter, WallTime at) const {
  const bool is_behind = at < in_force_->at + std::chrono::minutes(letter);
  return is_behind && before_ ? *before_ : *in_force_;
}

Bytes Letters::soa(std::uint32_t letter, WallTime at, const std::string& instance) const {
  const dns::Question question{dns::Name(), dns::Type::soa};
  return test::ReplyBuilder({.question = question, .edns = dns::EdnsOptions{}})
      .soa(served_by(letter, at).serial)
      .nsid(instance)
      .bytes();
}

Bytes Letters::reply(std::uint32_t letter,
                     WallTime at,
                     const record::Question& question,
                     const std::string& instance,
                     Spoilt spoilt) const {
  auto message =
      served_by(letter, at).root.reply(question.name, static_cast<dns::Type>(question.type));
  render(message, letter);
  if (spoilt == Spoilt::yes) message.flags ^= dns::format::flag_aa;
  return with_nsid(message.bytes(), instance);
}

}  // namespace tocsin::bench
