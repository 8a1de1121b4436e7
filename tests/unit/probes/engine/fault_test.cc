#include "probes/engine/fault.h"

#include <gtest/gtest.h>

namespace tocsin::probe {
namespace {

using record::Outcome;

std::optional<Outcome> outcome(std::errc error) {
  return outcome_of(std::make_error_code(error));
}

TEST(Fault, WhatTheNetworkSaysIsAnOutcome) {
  EXPECT_EQ(outcome(std::errc::connection_refused), Outcome::refused);
  EXPECT_EQ(outcome(std::errc::host_unreachable), Outcome::unreachable);
  EXPECT_EQ(outcome(std::errc::network_unreachable), Outcome::unreachable);
  EXPECT_EQ(outcome(std::errc::permission_denied), Outcome::unreachable);
  EXPECT_EQ(outcome(std::errc::connection_reset), Outcome::reset);
  EXPECT_EQ(outcome(std::errc::timed_out), Outcome::timeout);
}

TEST(Fault, WhatThisHostLacksIsNone) {
  EXPECT_FALSE(outcome(std::errc::too_many_files_open));
  EXPECT_FALSE(outcome(std::errc::address_not_available));
  EXPECT_FALSE(outcome(std::errc::operation_not_permitted));
  EXPECT_FALSE(outcome(std::errc::message_size));
}

}  // namespace
}  // namespace tocsin::probe
