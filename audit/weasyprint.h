// A page as PDF, by WeasyPrint (https://weasyprint.org), where it is installed: a program of its
// own, which is started with fixed arguments and gets nothing but the page.
#pragma once

#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace tocsin::audit {

// Waits for it as long as it takes. The program is looked for in PATH. An error says that it is
// not installed, or that it could not do it; its stderr is ours.
Result<Bytes> pdf_of(std::string_view html, const std::string& program = "weasyprint");

}  // namespace tocsin::audit
