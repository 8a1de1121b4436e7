#include "tests/lab/model/letters.h"

#include <algorithm>
#include <map>

#include "core/base/check.h"
#include "core/plan/root_hints.h"

namespace tocsin::lab {
namespace {

std::string prefix_around(const std::string& address, std::size_t v4_bits, std::size_t v6_bits) {
  auto parsed = plan::address_from(address);
  check(parsed.has_value(), "a letter's address parses");
  const auto bits = parsed->family == Family::v4 ? v4_bits : v6_bits;
  for (auto bit = bits; bit < 8 * parsed->bytes.size(); ++bit) {
    parsed->bytes[bit / 8] &= static_cast<std::uint8_t>(~(0x80U >> bit % 8));
  }
  return plan::to_text(*parsed) + "/" + std::to_string(bits);
}

}  // namespace

Result<std::vector<Letter>> letters_from(std::string_view hints) {
  const auto targets = plan::root_targets_from(hints);
  if (!targets) return tl::unexpected(targets.error());
  std::map<char, Letter> letters;
  for (const auto& endpoint : targets->endpoints) {
    auto& letter = letters[*plan::root_letter(endpoint)];
    letter.name = *plan::root_letter(endpoint);
    auto& text = endpoint.address.family == Family::v4 ? letter.ipv4 : letter.ipv6;
    text = plan::to_text(endpoint.address);
  }
  std::vector<Letter> ordered;
  for (auto& [name, letter] : letters) {
    if (letter.ipv4.empty() || letter.ipv6.empty()) {
      return fail(std::string("root server ") + name + " lacks an address of one family");
    }
    ordered.push_back(std::move(letter));
  }
  return ordered;
}

std::string announced_prefix(const std::string& address) {
  return prefix_around(address, 24, 48);
}

std::string more_specific_prefix(const std::string& address) {
  return prefix_around(address, 25, 49);
}

std::string hijack_group(char letter) {
  return std::string("hijack_") + letter;
}

}  // namespace tocsin::lab
