#include "core/zone/anchors_xml.h"

#include <charconv>
#include <string>

#include "core/base/hex.h"

namespace tocsin::zone {
namespace {

// What stands after `open` and before `close`; `text` goes on behind it.
std::optional<std::string_view> take_between(std::string_view& text,
                                             std::string_view open,
                                             std::string_view close) {
  const auto begin = text.find(open);
  if (begin == std::string_view::npos) return std::nullopt;
  const auto end = text.find(close, begin + open.size());
  if (end == std::string_view::npos) return std::nullopt;
  const auto found = text.substr(begin + open.size(), end - begin - open.size());
  text.remove_prefix(end + close.size());
  return found;
}

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') out += c;
  }
  return out;
}

std::string element(std::string_view body, std::string_view name) {
  const auto open = "<" + std::string(name) + ">";
  const auto close = "</" + std::string(name) + ">";
  return without_blanks(take_between(body, open, close).value_or(""));
}

template <class Number>
std::optional<Number> number_from(const std::string& text) {
  Number number{};
  const auto* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || at != end) return std::nullopt;
  return number;
}

// "2017-02-02T00:00:00+00:00", the form that IANA writes.
Result<std::optional<WallTime>> time_of(std::string_view attributes, std::string_view name) {
  const auto text = take_between(attributes, std::string(name) + "=\"", "\"");
  if (!text) return std::optional<WallTime>();
  std::string utc(*text);
  if (utc.ends_with("+00:00")) utc.replace(utc.size() - 6, 6, "Z");
  const auto time = from_rfc3339(utc);
  if (!time) return fail("a trust anchor's " + std::string(name) + " is no time in UTC");
  return time;
}

std::string lower(std::string text) {
  for (auto& c : text) {
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

Result<TrustAnchor> anchor_of(std::string_view key_digest) {
  const auto attributes = key_digest.substr(0, key_digest.find('>'));
  const auto from = time_of(attributes, "validFrom");
  if (!from) return tl::unexpected(from.error());
  const auto until = time_of(attributes, "validUntil");
  if (!until) return tl::unexpected(until.error());
  const auto tag = number_from<std::uint16_t>(element(key_digest, "KeyTag"));
  const auto algorithm = number_from<std::uint8_t>(element(key_digest, "Algorithm"));
  const auto digest_type = number_from<std::uint8_t>(element(key_digest, "DigestType"));
  const auto digest = from_hex(lower(element(key_digest, "Digest")));
  if (!tag || !algorithm || !digest_type || !digest) {
    return fail("a KeyDigest lacks its tag, algorithm, digest type or digest");
  }
  return TrustAnchor{.key_tag = *tag,
                     .algorithm = *algorithm,
                     .digest_type = *digest_type,
                     .digest = *digest,
                     .from = *from,
                     .until = *until};
}

}  // namespace

Result<TrustAnchors> anchors_from_xml(std::string_view text) {
  // Whatever a comment holds was not meant.
  if (text.find("<!--") != std::string_view::npos) return fail("comments are not understood here");
  auto head = text;
  if (element(head, "Zone") != ".") return fail("these trust anchors are not the root's");
  TrustAnchors anchors;
  while (const auto key_digest = take_between(text, "<KeyDigest", "</KeyDigest>")) {
    auto anchor = anchor_of(*key_digest);
    if (!anchor) return tl::unexpected(std::move(anchor.error()));
    anchors.push_back(*std::move(anchor));
  }
  return anchors;
}

}  // namespace tocsin::zone
