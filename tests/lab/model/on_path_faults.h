// The faults in which somebody or something on the way to a letter acts (fault.h lists them).
#pragma once

#include "tests/lab/model/fault.h"
#include "tests/lab/model/fault_arguments.h"

namespace tocsin::lab {

// `how`: one of meddling_names (tests/lab/wire/meddler.h).
Result<FaultPlan> meddling(const std::string& how,
                           const Topology& topology,
                           const Arguments& arguments);
Result<FaultPlan> slow_tcp(const Topology& topology, const Arguments& arguments);
Result<FaultPlan> hop_limit(const Topology& topology, const Arguments& arguments);
Result<FaultPlan> drop_large(const Topology& topology, const Arguments& arguments);
Result<FaultPlan> small_mtu(const Topology& topology, const Arguments& arguments);
Result<FaultPlan> rate_limit(const Topology& topology, const Arguments& arguments);
Result<FaultPlan> intercept(const Topology& topology, const Arguments& arguments);
Result<FaultPlan> hijack(const Topology& topology, const Arguments& arguments);

// Where in every country the middlebox of `intercept` listens: no route leads there from outside.
inline constexpr auto middlebox_ipv4 = "10.99.0.53";
inline constexpr auto middlebox_ipv6 = "fd00:99::53";

}  // namespace tocsin::lab
