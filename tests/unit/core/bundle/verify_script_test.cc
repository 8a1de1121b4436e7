#include "core/bundle/verify_script.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace tocsin::bundle {
namespace {

TEST(VerifyScript, IsTheFileThatIsTested) {
  std::ifstream file(TOCSIN_SOURCE_DIR "/core/bundle/verify.sh", std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  ASSERT_FALSE(text.empty());
  EXPECT_EQ(verify_script(), text);
}

}  // namespace
}  // namespace tocsin::bundle
