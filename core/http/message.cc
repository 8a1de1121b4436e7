#include "core/http/message.h"

#include <algorithm>

namespace tocsin::http {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace

void Headers::add(std::string name, std::string value) {
  all_.push_back({std::move(name), std::move(value)});
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  const auto found = std::ranges::find_if(
      all_, [&](const Header& header) { return same_name(header.name, name); });
  if (found == all_.end()) return std::nullopt;
  return found->value;
}

std::string_view Request::path() const {
  return std::string_view(target).substr(0, target.find('?'));
}

std::string_view Request::query() const {
  const auto mark = target.find('?');
  return mark == std::string::npos ? std::string_view() : std::string_view(target).substr(mark + 1);
}

Response reply(unsigned status, std::string content_type, Bytes body) {
  Response response;
  response.status = status;
  response.headers.add("Content-Type", std::move(content_type));
  response.body = std::move(body);
  return response;
}

Response reply(unsigned status, std::string content_type, std::string_view body) {
  const auto bytes = as_bytes(body);
  return reply(status, std::move(content_type), Bytes(bytes.begin(), bytes.end()));
}

}  // namespace tocsin::http
