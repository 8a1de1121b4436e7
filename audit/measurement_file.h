// A file of measurements and annotations, one a line (docs/formats/measurements.md), plain or
// compressed with zstd, read piece by piece: memory does not grow with the file.
#pragma once

#include <functional>

#include "core/assess/annotation.h"
#include "core/assess/measurement.h"
#include "core/durable/file_system.h"

namespace tocsin::audit {

// More than ten times a month of 20 vantage points.
inline constexpr std::uint64_t measurement_lines_max = 200'000'000;

using MeasurementSink = std::function<Status<>(const assess::Measurement&)>;
using AnnotationSink = std::function<Status<>(const assess::Annotation&)>;

// Hands over one after the other. The first line that is wrong, or not taken, ends it with an
// error, "FILE:17: rsi is missing": a figure of half a file would be a wrong figure.
Status<> read_measurements(durable::FileSystem& files,
                           const std::string& path,
                           const MeasurementSink& take,
                           const AnnotationSink& annotate);

}  // namespace tocsin::audit
