// A measurement, or an annotation, as a line of the interchange (docs/formats/measurements.md),
// with its newline.
#pragma once

#include <string>

#include "core/assess/annotation.h"
#include "core/assess/measurement.h"

namespace tocsin::audit {

std::string line_of(const assess::Measurement& measurement);
std::string line_of(const assess::Annotation& annotation);

}  // namespace tocsin::audit
