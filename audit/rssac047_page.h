// A month's figures as a page to publish: the system's with their values, an RSI's as pass or fail
// [gkr]. The same page as Markdown and as HTML, which fetches and runs nothing.
#pragma once

#include <iosfwd>

#include "audit/month_report.h"

namespace tocsin::audit {

enum class Page { markdown, html };

void print_page(std::ostream& out, Page form, const MonthReport& report);

}  // namespace tocsin::audit
