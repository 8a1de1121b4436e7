// A page as text of format 0.0.4, by prometheus-cpp's serialiser.
#pragma once

#include <string>

#include "daemon/export/page.h"

namespace tocsin::collector {

std::string to_text(const Page& page);

}  // namespace tocsin::collector
