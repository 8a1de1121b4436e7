// Values of options that are the DNS's own: whom to ask, for what. Each lands in its variable.
#pragma once

#include "core/cli/option.h"
#include "core/dns/codes.h"
#include "core/dns/name.h"
#include "core/plan/target.h"

namespace tocsin::probe {

cli::Target into_address(plan::Address& address);
cli::Target into_name(dns::Name& name);  // "." where it is left out
cli::Target into_type(dns::Type& type);  // SOA

}  // namespace tocsin::probe
