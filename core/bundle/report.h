// report.html: a claim for people, in one of the six languages of the United Nations. One file
// without scripts, pictures or fonts from anywhere, that prints on A4. Equal claims give equal
// bytes, of which there are at most two million, whatever is in the claim. Pure.
#pragma once

#include <string>

#include "core/bundle/claim.h"
#include "core/bundle/report_texts.h"

namespace tocsin::bundle {

inline constexpr std::size_t report_bytes_max = 2 * 1024 * 1024;

// Of a question that check_question() takes.
std::string report_html(const Claim& claim, const Catalogue& catalogue = english);

}  // namespace tocsin::bundle
