// The page to which queries can be traced: who measures, from where, what and why, for operators of
// name servers whom queries have led to us. GET /neighbours of the public listener. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"
#include "daemon/live/probe_registration.h"

namespace tocsin::collector {

// Whom to ask, as the configuration says; empty where it says nothing.
struct Contacts {
  std::string collector;
  std::map<std::string, std::string> countries;  // by ISO 3166-1 alpha-2
};

// docs/operating/neighbours.md.
std::string_view neighbours_text();

// That, below a list of the countries whose word for a probe holds now. Markdown.
std::string neighbours_page(const std::string& origin,
                            const Contacts& contacts,
                            const std::vector<ProbeRegistration>& probes,
                            WallTime now);

}  // namespace tocsin::collector
