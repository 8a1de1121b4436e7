// What the writer of a bundle adds to what he has gathered: his claim, which any reader computes
// again, and whom he believes himself.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/bundle/claim.h"
#include "core/bundle/contents.h"
#include "core/bundle/stated_roster.h"
#include "core/tlog/policy.h"

namespace tocsin::collector {

// A reader's policy (docs/formats/bundle.md) that believes the same log, witnesses,
// countries and authorities.
std::string policy_example(const tlog::Policy& policy,
                           const entry::CountryKeys& countries,
                           const bundle::TimeAuthorities& authorities = {});

struct Claimed {
  bundle::Claim claim;
  bundle::StatedRoster roster;  // what COMPLETE RANGE rests on
};

// Adds claim.json, policy.example, report.html, verify.sh and the roster that the range states. An
// error where the contents do not hold together.
Result<Claimed> add_claim(bundle::Contents& contents,
                          const bundle::Question& question,
                          const tlog::Policy& policy,
                          const entry::CountryKeys& countries,
                          const bundle::TimeAuthorities& authorities = {});

// Why no reader will find the range complete, where its roster is the reason, and what helps;
// empty where it is not. The log is said to get a snapshot so often.
std::string roster_warning(const bundle::StatedRoster& roster, Duration roster_every);

}  // namespace tocsin::collector
