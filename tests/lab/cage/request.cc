#include "tests/lab/cage/request.h"

#include <charconv>

namespace tocsin::lab {

std::vector<std::string> to_words(const Order& order) {
  std::vector<std::string> words = {
      order.host, order.folder, std::to_string(order.environment.size())};
  words.insert(words.end(), order.environment.begin(), order.environment.end());
  words.insert(words.end(), order.command.begin(), order.command.end());
  return words;
}

Result<Order> order_from(const std::vector<std::string>& words) {
  if (words.size() < 4) return fail("an order needs a host, a folder and a command");
  std::size_t count = 0;
  const auto& text = words[2];
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), count);
  if (parsed.ec != std::errc() || words.size() < 4 + count) return fail("an order is cut off");
  const auto command = words.begin() + 3 + static_cast<std::ptrdiff_t>(count);
  return Order{.host = words[0],
               .folder = words[1],
               .environment = {words.begin() + 3, command},
               .command = {command, words.end()}};
}

}  // namespace tocsin::lab
