#include "core/zone/difference_feed.h"

#include <string_view>

namespace tocsin::zone {
namespace {

// What is no printable ASCII is a question mark: XML 1.0 cannot say all of it, and names have none.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += (c >= ' ' && c <= '~') || c == '\n' ? c : '?';
    }
  }
  return out;
}

// In the fragment of an IRI (RFC 3986 section 3.5): whatever is not unreserved goes as %XX.
std::string in_fragment(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                       c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      const auto octet = static_cast<std::uint8_t>(c);
      out += {'%', digits[octet >> 4U], digits[octet & 0xfU]};
    }
  }
  return out;
}

std::string element(const std::string& name, std::string_view text) {
  return "<" + name + ">" + escaped(text) + "</" + name + ">\n";
}

std::string serials_of(const ZoneStep& step) {
  return std::to_string(step.before) + "-" + std::to_string(step.after);
}

std::string title_of(const ZoneStep& step, const DelegationChange& change) {
  std::string title = change.zone + " " + std::string(name_of(change.fate)) + " in zone " +
                      std::to_string(step.after);
  for (const auto alarm : change.alarms) title += ", " + std::string(name_of(alarm));
  return title;
}

std::string entry_of(const FeedHead& head, const ZoneStep& step, const DelegationChange& change) {
  std::string text;
  for (const auto& line : lines_of(change)) text += line + "\n";
  std::string entry = "<entry>\n";
  entry += element("id", head.id + "#" + serials_of(step) + "-" + in_fragment(change.zone));
  entry += element("title", title_of(step, change));
  entry += element("updated", to_rfc3339(step.first_seen));
  for (const auto alarm : change.alarms) {
    entry += "<category term=\"" + std::string(name_of(alarm)) + "\"/>\n";
  }
  return entry + "<content type=\"text\">" + escaped(text) + "</content>\n</entry>\n";
}

}  // namespace

std::string atom_feed(const FeedHead& head, std::span<const ZoneStep> steps) {
  std::string feed =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  feed += element("id", head.id);
  feed += element("title", "Delegations in the root zone");
  feed += element("updated", to_rfc3339(head.updated));
  feed += "<author>" + element("name", head.author) + "</author>\n";
  feed += "<link rel=\"self\" href=\"" + escaped(head.id) + "\"/>\n";
  for (const auto& step : steps) {
    for (const auto& change : step.changes) feed += entry_of(head, step, change);
  }
  return feed + "</feed>\n";
}

}  // namespace tocsin::zone
