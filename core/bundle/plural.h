// Which form of a noun goes with a whole number: CLDR's cardinal plural rules (Unicode CLDR 47,
// supplemental/plurals) of the six languages of the United Nations. Pure.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/bundle/language.h"

namespace tocsin::bundle {

// A place "{count}" in each; a form that stands for a single number may write it out. Empty where
// the language has no such form.
struct PluralForms {
  std::string_view zero = {};
  std::string_view one = {};
  std::string_view two = {};
  std::string_view few = {};
  std::string_view many = {};
  std::string_view other = {};
};

using PluralForm = std::string_view PluralForms::*;

PluralForm plural_form(Language language, std::uint64_t count);

}  // namespace tocsin::bundle
