#include "core/crypto/sha256.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"

namespace tocsin::crypto {
namespace {

// FIPS 180-4, examples.
TEST(Sha256, GivesThePublishedDigestOfAbc) {
  EXPECT_EQ(to_hex(sha256(as_bytes("abc"))),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, GivesThePublishedDigestOfNothing) {
  EXPECT_EQ(to_hex(sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, InPartsIsTheSameAsAtOnce) {
  Sha256 hash;
  hash.update(as_bytes("a")).update({}).update(as_bytes("bc"));
  EXPECT_EQ(hash.finish(), sha256(as_bytes("abc")));
}

TEST(Sha256, StartsAnewOnceFinished) {
  Sha256 hash;
  hash.update(as_bytes("before")).finish();
  EXPECT_EQ(hash.update(as_bytes("abc")).finish(), sha256(as_bytes("abc")));
}

}  // namespace
}  // namespace tocsin::crypto
