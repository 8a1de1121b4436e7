#include "probes/main/doctor_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace tocsin::probe {
namespace {

const std::vector<Finding> findings{
    {"clock", Verdict::fine, "at most 5 ms off", ""},
    {"IPv6", Verdict::failure, "no route out", "get IPv6 from the access provider"}};

TEST(DoctorText, HasALineForEachFindingAndItsRemedy) {
  EXPECT_EQ(as_table(findings),
            " 1  ok       clock                at most 5 ms off\n"
            " 2  failure  IPv6                 no route out\n"
            "                                  -> get IPv6 from the access provider\n");
}

TEST(DoctorText, SaysTheWorstFirstInJson) {
  const auto json = nlohmann::json::parse(as_json(findings));
  EXPECT_EQ(json["verdict"], "failure");
  EXPECT_EQ(json["findings"][1]["number"], 2);
  EXPECT_EQ(json["findings"][1]["remedy"], "get IPv6 from the access provider");
}

}  // namespace
}  // namespace tocsin::probe
