// An annotation as one line, among measurements or in a file of its own:
// docs/formats/measurements.md. Total: any text gives an annotation or an error that names the
// member at fault.
#pragma once

#include "core/assess/annotation.h"
#include "core/base/result.h"

namespace tocsin::assess {

inline constexpr std::size_t annotation_line_octets_max = 4'096;

// Whether it has the member `effect`, as no measurement does. What is no JSON object is none.
bool is_annotation(std::string_view line);

Result<Annotation> annotation_from(std::string_view line);

}  // namespace tocsin::assess
