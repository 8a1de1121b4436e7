// What the parts of a probe want to know of its configuration, its host and its enrolments before
// they start. Reads files and asks the kernel for routes; keeps nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/probe_options.h"
#include "probes/batch/batch_writer.h"
#include "probes/clock/clock_watch.h"
#include "probes/main/material.h"
#include "probes/main/private_facts.h"

namespace tocsin::probe {

std::vector<std::string> names_of(const std::vector<config::Collector>& collectors);
std::vector<plan::Address> addresses_of(const std::vector<Reference>& references);
ClockSources clock_sources_of(const config::ProbeOptions& options);

// Who signs this probe's batches.
Author author_of(const Material& material);

// The addresses that the first target of each family is measured from.
std::vector<PrivateFact> private_facts(const plan::TargetSet& targets);

// Of the enrolment with each collector; nothing where that cannot be read.
std::vector<std::optional<WallTime>> certificates_end(durable::FileSystem& files,
                                                      const config::ProbeOptions& options);

}  // namespace tocsin::probe
