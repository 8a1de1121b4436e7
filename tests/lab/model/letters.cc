#include "tests/lab/model/letters.h"

#include <algorithm>
#include <map>

#include "core/base/check.h"
#include "core/plan/root_hints.h"

namespace tocsin::lab {

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
  auto parsed = plan::address_from(address);
  check(parsed.has_value(), "a letter's address parses");
  const bool v4 = parsed->family == Family::v4;
  std::fill(parsed->bytes.begin() + (v4 ? 3 : 6), parsed->bytes.end(), std::uint8_t{0});
  return plan::to_text(*parsed) + (v4 ? "/24" : "/48");
}

}  // namespace tocsin::lab
