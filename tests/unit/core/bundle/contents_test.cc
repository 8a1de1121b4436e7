#include "core/bundle/contents.h"

#include <gtest/gtest.h>

namespace tocsin::bundle {
namespace {

TEST(BundleContents, HaveThePathsOfTheFormat) {
  const std::string digest(64, 'a');
  for (const auto& path : {std::string("claim.json"),
                           std::string("before"),
                           std::string("after"),
                           std::string("consistency"),
                           std::string("stamped"),
                           std::string("stamped-consistency"),
                           std::string("token/0"),
                           token_path(9'223'372'036'854'775'807),
                           std::string("policy.example"),
                           std::string("report.html"),
                           std::string("verify.sh"),
                           std::string("tile/1/000.p/17"),
                           std::string("tile/2/x001/x234/067.p/255"),
                           std::string("tile/entries/000"),
                           std::string("tile/entries/x001/x234/067.p/3"),
                           "object/" + digest,
                           object_path(Digest{}),
                           entry_path(0),
                           proof_path(9'223'372'036'854'775'807)}) {
    EXPECT_TRUE(is_bundle_path(path)) << path;
  }
}

TEST(BundleContents, HaveNoOtherPath) {
  const std::string digest(64, 'a');
  for (const auto& path : {std::string(""),
                           std::string("MANIFEST"),
                           std::string("Before"),
                           std::string("before/"),
                           std::string("./before"),
                           std::string("/before"),
                           std::string("../before"),
                           std::string("tile/../before"),
                           std::string("tile\\entries\\000"),
                           std::string("before\n"),
                           std::string("before\0", 7),
                           std::string("tile/"),
                           std::string("tile/1/000"),       // full: the range has its entries
                           std::string("tile/0/000.p/17"),  // a range begins at a whole bundle
                           std::string("tile/8/000.p/17"),
                           std::string("tile/1/000.p/256"),
                           std::string("tile/entries/0"),
                           std::string("tile/entries/000.p/0"),
                           std::string("tile/entries/000.p/03"),
                           std::string("token/"),
                           std::string("token/01"),
                           std::string("token/1/"),
                           std::string("token/../1"),
                           std::string("token/9223372036854775808"),
                           std::string("stamped-"),
                           std::string("entry/"),
                           std::string("entry/01"),
                           std::string("entry/-1"),
                           std::string("entry/1.tlog-proof.tlog-proof"),
                           std::string("entry/.tlog-proof"),
                           std::string("entry/9223372036854775808"),
                           std::string("entry/../1"),
                           "object/" + digest + "0",
                           "object/" + digest.substr(1),
                           "object/A" + digest.substr(1),
                           "objects/" + digest}) {
    EXPECT_FALSE(is_bundle_path(path)) << path;
  }
}

TEST(BundleContents, AreNamedByTheManifestAsSha256sumWritesIt) {
  EXPECT_EQ(manifest_of({}), "");
  EXPECT_EQ(manifest_of({{"before", {'a', 'b', 'c'}}, {"after", {}}}),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  after\n"
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  before\n");
}

}  // namespace
}  // namespace tocsin::bundle
