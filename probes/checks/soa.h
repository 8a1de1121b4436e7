// The check that every plan starts with: SOA of a zone with NSID, which says in one answer that the
// server answers, which instance of it, and how fresh its copy is.
#pragma once

#include "core/record/question.h"

namespace tocsin::probe {

// RD off, DO off, EDNS with 1232 octets, NSID and a cookie. The root's name has no letters to give
// case to, so the cookie is what makes its answers hard to forge (RFC 7873).
record::Question soa_question();

}  // namespace tocsin::probe
