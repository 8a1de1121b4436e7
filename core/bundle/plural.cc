#include "core/bundle/plural.h"

namespace tocsin::bundle {
namespace {

using Forms = PluralForms;

bool is_between(std::uint64_t value, std::uint64_t least, std::uint64_t most) {
  return least <= value && value <= most;
}

// "un million de minutes"
bool is_millions(std::uint64_t count) {
  return count != 0 && count % 1'000'000 == 0;
}

PluralForm romance(std::uint64_t count, std::uint64_t first_of_one) {
  if (is_between(count, first_of_one, 1)) return &Forms::one;
  return is_millions(count) ? &Forms::many : &Forms::other;
}

PluralForm russian(std::uint64_t count) {
  const bool teens = is_between(count % 100, 11, 14);
  if (count % 10 == 1 && !teens) return &Forms::one;
  return is_between(count % 10, 2, 4) && !teens ? &Forms::few : &Forms::many;
}

PluralForm arabic(std::uint64_t count) {
  if (count == 0) return &Forms::zero;
  if (count == 1) return &Forms::one;
  if (count == 2) return &Forms::two;
  if (is_between(count % 100, 3, 10)) return &Forms::few;
  return is_between(count % 100, 11, 99) ? &Forms::many : &Forms::other;
}

}  // namespace

PluralForm plural_form(Language language, std::uint64_t count) {
  switch (language) {
    case Language::english:
      return count == 1 ? &Forms::one : &Forms::other;
    case Language::french:
      return romance(count, 0);
    case Language::spanish:
      return romance(count, 1);
    case Language::russian:
      return russian(count);
    case Language::arabic:
      return arabic(count);
    case Language::chinese:
      break;
  }
  return &Forms::other;
}

}  // namespace tocsin::bundle
