#include "audit/ladder.h"

#include <algorithm>
#include <iomanip>
#include <ostream>

namespace tocsin::audit {
namespace {

// Text of strangers never reaches a terminal as it is.
std::string printable(std::string text) {
  std::ranges::replace_if(text, [](char c) { return c < ' ' || c > '~'; }, '?');
  return text;
}

}  // namespace

Rung rung(std::string name, const Status<>& status, std::string found) {
  if (!status) return {std::move(name), Rung::Holds::no, status.error().text};
  return {std::move(name), Rung::Holds::yes, std::move(found)};
}

bool all_hold(const Ladder& ladder) {
  return std::ranges::all_of(ladder,
                             [](const auto& rung) { return rung.holds == Rung::Holds::yes; });
}

void print_text(std::ostream& out, const Ladder& ladder) {
  for (const auto& rung : ladder) {
    const auto* word = rung.holds == Rung::Holds::yes ? "yes  " : "NO   ";
    out << std::left << std::setw(17) << rung.name << word << printable(rung.said) << "\n";
  }
}

}  // namespace tocsin::audit
