// The subject alternative name of certificates and requests, between libcrypto's objects and texts.
// For the sources of this folder only. Names are put in as values and not through libcrypto's
// "URI:..,DNS:.." text, in which a comma inside one name would add another.
#pragma once

#include <openssl/x509v3.h>

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/crypto/handle.h"

namespace tocsin::crypto {

struct AlternativeNames {
  std::vector<std::string> dns_names;
  std::vector<std::string> ip_addresses;
  std::vector<std::string> uris;
};

using GeneralNames = Handle<GENERAL_NAMES, GENERAL_NAMES_free>;

Result<GeneralNames> to_general_names(const AlternativeNames& names);
AlternativeNames to_alternative_names(const GENERAL_NAMES* names);  // null: none

}  // namespace tocsin::crypto
