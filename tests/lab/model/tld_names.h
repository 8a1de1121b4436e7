// Names of top-level domains, read from the Public Suffix List that Debian ships
// (https://publicsuffix.org/list/), so that the lab's root zone has the size and the names of the
// real one without the Internet.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tocsin::lab {

// The top-level domains of the list's ICANN section: lower case, sorted, each once. A name in
// another script is taken from the comment "// xn--..." that stands before it.
std::vector<std::string> tld_names(std::string_view public_suffix_list);

}  // namespace tocsin::lab
