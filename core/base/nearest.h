// The known word that somebody who wrote an unknown one most likely meant.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tocsin {

// The number of letters to insert, delete, replace or swap with a neighbour to make `a` into `b`
// (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b);

// The first of the nearest words, unless even that one is more than a third of the word away.
std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> known);

// " Did you mean NAME?", or nothing where no known word is near.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);

}  // namespace tocsin
