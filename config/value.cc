// The values that options may have (reader.h).
#include <algorithm>
#include <charconv>
#include <optional>

#include "config/reader.h"
#include "core/base/base64.h"
#include "core/base/duration.h"

namespace tocsin::config {
namespace {

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

struct SizeUnit {
  std::string_view name;
  std::uint64_t bytes;
};

constexpr std::array<SizeUnit, 4> size_units{
    {{" GiB", 1ULL << 30U}, {" MiB", 1ULL << 20U}, {" KiB", 1ULL << 10U}, {" bytes", 1}}};

std::optional<std::uint64_t> size_from(std::string_view text) {
  for (const auto& unit : size_units) {
    if (!text.ends_with(unit.name)) continue;
    const auto count = whole_number(text.substr(0, text.size() - unit.name.size()));
    if (!count || *count > UINT64_MAX / unit.bytes) return std::nullopt;
    return *count * unit.bytes;
  }
  return std::nullopt;
}

std::string size_text(std::uint64_t bytes) {
  const auto fits = [&](const SizeUnit& unit) { return bytes % unit.bytes == 0; };
  const auto unit = std::ranges::find_if(size_units, fits);
  return std::to_string(bytes / unit->bytes) + std::string(unit->name);
}

bool consists_of(std::string_view text, std::string_view characters) {
  return text.find_first_not_of(characters) == std::string_view::npos;
}

constexpr std::string_view lower_and_digits = "abcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

bool is_label(std::string_view label) {
  const std::string allowed = std::string(lower_and_digits) + std::string(upper) + "-";
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         consists_of(label, allowed);
}

bool is_dns_name(std::string_view text) {
  if (text.size() > 253) return false;
  while (true) {
    const auto dot = text.find('.');
    if (!is_label(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

Result<std::string> kept_if(bool fits, std::string_view text, const char* expected) {
  if (!fits) return fail(expected);
  return std::string(text);
}

}  // namespace

Value<std::string> text(std::size_t length_max) {
  return [=](std::string_view given) -> Result<std::string> {
    if (given.empty() || given.size() > length_max) {
      return fail("a text of 1 to " + std::to_string(length_max) + " bytes");
    }
    return std::string(given);
  };
}

Value<std::uint64_t> number(std::uint64_t min, std::uint64_t max) {
  return [=](std::string_view given) -> Result<std::uint64_t> {
    const auto value = whole_number(given);
    if (value && *value >= min && *value <= max) return *value;
    return fail("a number from " + std::to_string(min) + " to " + std::to_string(max));
  };
}

Value<std::uint64_t> size(std::uint64_t min, std::uint64_t max) {
  return [=](std::string_view given) -> Result<std::uint64_t> {
    const auto value = size_from(given);
    if (value && *value >= min && *value <= max) return *value;
    return fail("a size from " + size_text(min) + " to " + size_text(max));
  };
}

Value<Duration> duration(Duration min, Duration max) {
  return [=](std::string_view given) -> Result<Duration> {
    const auto value = duration_from(given);
    if (value && *value >= min && *value <= max) return *value;
    return fail("a duration from " + tocsin::to_text(min) + " to " + tocsin::to_text(max));
  };
}

Value<std::filesystem::path> absolute_path() {
  return [](std::string_view given) -> Result<std::filesystem::path> {
    const bool fits =
        given.starts_with('/') && given.size() < 4096 && given.find('\0') == std::string_view::npos;
    if (!fits) return fail("an absolute path");
    return std::filesystem::path(given);
  };
}

Value<plan::Address> address() {
  return [](std::string_view given) -> Result<plan::Address> {
    const auto value = plan::address_from(given);
    if (value) return *value;
    return fail("an IPv4 or IPv6 address (names are never looked up)");
  };
}

Value<std::string> dns_name() {
  return [](std::string_view given) {
    return kept_if(is_dns_name(given), given, "a host name without a final dot");
  };
}

Value<std::string> name() {
  return [](std::string_view given) {
    const bool fits = !given.empty() && given.size() <= 63 && given.front() != '-' &&
                      consists_of(given, std::string(lower_and_digits) + "-");
    return kept_if(fits, given, "a word of lower case letters, digits and \"-\"");
  };
}

Value<std::string> country_code() {
  return [](std::string_view given) {
    const bool fits = given.size() == 2 && consists_of(given, upper);
    return kept_if(fits, given, "two capital letters (ISO 3166-1 alpha-2)");
  };
}

Value<ByteArray<32>> key() {
  return [](std::string_view given) -> Result<ByteArray<32>> {
    const auto bytes = from_base64(given);
    ByteArray<32> value{};
    if (!bytes || bytes->size() != value.size()) return fail("32 bytes in Base64");
    std::ranges::copy(*bytes, value.begin());
    return value;
  };
}

}  // namespace tocsin::config
