// One line of a file of annotations: docs/formats/measurements.md. Total: any text gives an
// annotation or an error that names the member at fault.
#pragma once

#include "core/assess/annotation.h"
#include "core/base/result.h"

namespace tocsin::assess {

inline constexpr std::size_t annotation_line_octets_max = 4'096;

Result<Annotation> annotation_from(std::string_view line);

}  // namespace tocsin::assess
