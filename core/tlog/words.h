// The words of a line of a policy: what stands between blanks and tabs.
#pragma once

#include <string_view>
#include <vector>

namespace tocsin::tlog {

using Words = std::vector<std::string_view>;

inline Words words_of(std::string_view line) {
  constexpr std::string_view spaces = " \t";
  Words words;
  for (auto start = line.find_first_not_of(spaces); start != line.npos;
       start = line.find_first_not_of(spaces)) {
    line.remove_prefix(start);
    words.push_back(line.substr(0, line.find_first_of(spaces)));
    line.remove_prefix(words.back().size());
  }
  return words;
}

}  // namespace tocsin::tlog
