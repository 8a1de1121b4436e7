// Problem details for HTTP APIs (RFC 9457): each refusal says what it is, in one word that programs
// compare, and why, in a sentence that people read.
#pragma once

#include <string>
#include <string_view>

#include "core/http/message.h"

namespace tocsin::http {

inline constexpr std::string_view problem_content_type = "application/problem+json";
inline constexpr std::string_view problem_type_prefix = "urn:tocsin:problem:";

struct Problem {
  unsigned status = 400;
  std::string slug;    // "bad-signature"; the type is problem_type_prefix and this
  std::string title;   // the same sentence for every problem of one slug
  std::string detail;  // this one; may quote what was sent, and is escaped
};

Response to_response(const Problem& problem);

// The slug of a problem document, or nothing where the response is not one of ours. It looks for
// the type only: a client decides by status and slug, and shows the body to people as it is.
std::string problem_slug(const Response& response);
// The same as metrics have it, "bad_signature"; `otherwise` where the response is none of ours.
std::string problem_reason(const Response& response, std::string_view otherwise);

}  // namespace tocsin::http
