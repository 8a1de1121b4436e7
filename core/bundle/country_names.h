// What the United Nations call a State (core/bundle/country_names.tsv says from where). Pure.
#pragma once

#include <string_view>

#include "core/bundle/language.h"

namespace tocsin::bundle {

// Of an ISO 3166-1 alpha-2 code; empty where the table has none.
std::string_view country_name(std::string_view code, Language language);

// A line for each State, by code: code, then a name for each language, with tabs between them.
// Other lines begin with "#".
std::string_view country_table();

}  // namespace tocsin::bundle
