// The six languages of the United Nations, by BCP 47.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tocsin::bundle {

enum class Language : std::uint8_t { english, french, spanish, russian, chinese, arabic };
inline constexpr std::size_t language_count = 6;
inline constexpr std::array<std::string_view, language_count> language_tags{
    "en", "fr", "es", "ru", "zh", "ar"};

inline std::string_view tag_of(Language language) {
  return language_tags[static_cast<std::size_t>(language)];
}

}  // namespace tocsin::bundle
