#include "core/http/problem.h"

#include <algorithm>

namespace tocsin::http {
namespace {

// A JSON string (RFC 8259, section 7). Bytes outside ASCII are shown as '?': a detail may quote
// what a stranger sent, and it need not be UTF-8.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (c < 0x20 || c == 0x7f) {
      out += c < 0 ? "?" : " ";
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace

Response to_response(const Problem& problem) {
  std::string json = "{\"type\":" + quoted(std::string(problem_type_prefix) + problem.slug);
  json += ",\"title\":" + quoted(problem.title);
  json += ",\"status\":" + std::to_string(problem.status);
  if (!problem.detail.empty()) json += ",\"detail\":" + quoted(problem.detail);
  json += "}\n";
  return reply(problem.status, std::string(problem_content_type), json);
}

std::string problem_slug(const Response& response) {
  if (response.headers.find("Content-Type") != problem_content_type) return {};
  const auto body = as_text(response.body);
  const auto at = body.find(problem_type_prefix);
  if (at == std::string_view::npos) return {};
  const auto slug = body.substr(at + problem_type_prefix.size());
  return std::string(slug.substr(0, slug.find('"')));
}

std::string problem_reason(const Response& response, std::string_view otherwise) {
  auto reason = problem_slug(response);
  if (reason.empty()) return std::string(otherwise);
  std::ranges::replace(reason, '-', '_');
  return reason;
}

}  // namespace tocsin::http
