// One line of the interchange of measurements: docs/formats/measurements.md. Total: any text gives
// a measurement or an error that names the member at fault.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/assess/measurement.h"
#include "core/base/result.h"

namespace tocsin::assess {

inline constexpr std::size_t measurement_line_octets_max = 4'096;
inline constexpr std::size_t vantage_point_octets_max = 64;

class MeasurementReader {
 public:
  // The measurement lives until the next call.
  Result<Measurement> read(std::string_view line);

 private:
  std::array<std::string, 4> texts_;
};

}  // namespace tocsin::assess
