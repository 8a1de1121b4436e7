// A set of records with one owner and type, in the form in which two of them can be compared.
#pragma once

#include <vector>

#include "core/base/bytes.h"
#include "core/dns/codes.h"
#include "core/dns/name.h"

namespace tocsin::zone {

struct Rrset {
  dns::Name owner;  // lower case
  dns::Type type{};
  std::vector<Bytes> data;  // canonical (core/dns/canonical.h), ascending, each once
};

}  // namespace tocsin::zone
