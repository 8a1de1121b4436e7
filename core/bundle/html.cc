#include "core/bundle/html.h"

#include <algorithm>

#include "core/base/bytes.h"
#include "core/base/check.h"
#include "core/base/utf8.h"

namespace tocsin::bundle {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

bool is_control(unsigned char c) {
  return c < 0x20 || c == 0x7f;
}

void append_escaped(std::string& html, char c) {
  switch (c) {
    case '&':
      html += "&amp;";
      return;
    case '<':
      html += "&lt;";
      return;
    case '>':
      html += "&gt;";
      return;
    case '"':
      html += "&quot;";
      return;
    case '\'':
      html += "&#39;";
      return;
    default:
      html += c;
  }
}

}  // namespace

std::string escaped(std::string_view text) {
  const bool readable = is_utf8(as_bytes(text));
  std::string html;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_control(byte) || (!readable && byte >= 0x80)) {
      html += replacement;
    } else {
      append_escaped(html, c);
    }
  }
  return html;
}

std::string foreign(std::string_view text) {
  return element("bdi", escaped(text));
}

std::string filled(std::string_view text, const std::vector<Value>& values) {
  std::string whole;
  while (true) {
    const auto begin = text.find('{');
    whole += text.substr(0, begin);
    if (begin == text.npos) return whole;
    const auto end = text.find('}', begin);
    check(end != text.npos, "a place in a text has an end");
    const auto name = text.substr(begin + 1, end - begin - 1);
    const auto value = std::ranges::find(values, name, &Value::name);
    check(value != values.end(), "a place in a text has a value");
    whole += value->text;
    text.remove_prefix(end + 1);
  }
}

std::string element(std::string_view tag, std::string_view html) {
  const auto name = std::string(tag);
  return "<" + name + ">" + std::string(html) + "</" + name + ">";
}

std::string table(std::span<const std::string_view> heads, const std::vector<Row>& rows) {
  std::string head;
  for (const auto& text : heads) head += element("th", escaped(text));
  std::string body;
  for (const auto& row : rows) {
    std::string cells;
    for (const auto& cell : row) cells += element("td", cell);
    body += element("tr", cells) + "\n";
  }
  return "<table>\n" + element("thead", element("tr", head)) + "\n<tbody>\n" + body +
         "</tbody></table>\n";
}

}  // namespace tocsin::bundle
