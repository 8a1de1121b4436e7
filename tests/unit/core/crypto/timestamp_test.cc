#include "core/crypto/timestamp.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/crypto/certificate.h"
#include "core/crypto/sha256.h"
#include "core/crypto/timestamp_request.h"
#include "tests/support/process/scratch_folder.h"
#include "tests/support/stamp/made_up_authority.h"

namespace tocsin::crypto {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using Usage = AuthorityWish::Usage;

const Digest stamped = sha256(as_bytes("geneva.example/log\n1\n"));

struct Timestamps : testing::Test {
  MadeUpAuthority authority{"tsa.example"};
  MadeUpAuthority stranger{"tsa.other.example"};
  std::vector<Bytes> trusted{authority.root()};

  // Why it is none; "good" where it is one.
  std::string fault_of(ByteView token, const TimestampWish& wish = {.imprint = stamped}) {
    const auto opened = open_timestamp(token, wish, trusted);
    return opened ? "good" : std::string(name_of(opened.error().fault));
  }
  std::string fault_of(StampWish wish) { return fault_of(token_of(authority, std::move(wish))); }
  static Bytes token_of(MadeUpAuthority& by, StampWish wish = {}) {
    if (wish.imprint == Digest()) wish.imprint = stamped;
    return by.token(wish);
  }
  std::string fault_by(const AuthorityWish& wish) {
    MadeUpAuthority by("tsa.example", wish);
    trusted = {by.root()};
    const auto through_root = fault_of(token_of(by));
    trusted = {by.certificate()};
    EXPECT_EQ(fault_of(token_of(by)), through_root);
    return through_root;
  }
};

TEST_F(Timestamps, SayWhenAndByWhom) {
  const auto token = token_of(authority, {.time = stamped_at + 250ms});
  const auto opened = open_timestamp(token, {.imprint = stamped}, trusted);
  ASSERT_TRUE(opened) << opened.error().text;
  EXPECT_EQ(to_rfc3339(opened->time), "2025-11-29T12:20:00.250000000Z");
  EXPECT_EQ(opened->accuracy, Duration(500ms));
  EXPECT_EQ(opened->latest(), stamped_at + 750ms);
  EXPECT_EQ(opened->earliest(), stamped_at - 250ms);
  EXPECT_EQ(opened->policy, "1.3.6.1.4.1.32473.1");
  EXPECT_EQ(opened->serial, "01");
  EXPECT_EQ(opened->authority, "CN=tsa.example");
}

TEST_F(Timestamps, WithoutAnAccuracyHaveWholeSeconds) {
  const auto token = token_of(authority, {.accuracy = std::nullopt});
  const auto opened = open_timestamp(token, {}, trusted);
  ASSERT_TRUE(opened);
  EXPECT_FALSE(opened->accuracy);
  EXPECT_EQ(opened->latest(), stamped_at + 1s);
}

TEST_F(Timestamps, AnswerTheRequestThatTheyAreFor) {
  const auto request = timestamp_request(stamped, 0xfedcba9876543210);
  EXPECT_EQ(asked_in(request).imprint, stamped);
  const auto token = token_in(authority.answer(request));
  ASSERT_TRUE(token);
  EXPECT_EQ(fault_of(*token, {stamped, 0xfedcba9876543210}), "good");
  EXPECT_EQ(fault_of(*token, {stamped, 0xfedcba9876543211}), "wrong_nonce");
  EXPECT_EQ(fault_of(token_of(authority), {stamped, 1}), "wrong_nonce");
  EXPECT_EQ(fault_of(*token, {sha256({}), 0xfedcba9876543210}), "wrong_imprint");
}

TEST_F(Timestamps, AreOfTheSha256Alone) {
  EXPECT_EQ(fault_of({.imprint_by = "SHA3-256"}), "wrong_imprint");
}

TEST_F(Timestamps, AreNotSignedOverADigestThatCanBeForged) {
  EXPECT_EQ(fault_of({.signed_over = "SHA1"}), "weak");
  EXPECT_EQ(fault_of({.signed_over = "SHA512"}), "good");
}

TEST_F(Timestamps, AreByWhomTheReaderTrusts) {
  EXPECT_EQ(fault_of(token_of(stranger)), "untrusted");
  trusted.push_back(stranger.root());
  EXPECT_EQ(fault_of(token_of(stranger)), "good");
  trusted.clear();
  EXPECT_EQ(fault_of(token_of(authority)), "untrusted");
}

// The same names, so that its chain leads to the right name with the wrong key.
TEST_F(Timestamps, AreNotByWhomeverCallsItselfSo) {
  MadeUpAuthority namesake("tsa.example");
  EXPECT_EQ(fault_of(token_of(namesake)), "untrusted");
}

TEST_F(Timestamps, NeedACertificateForTimeStampsAlone) {
  EXPECT_EQ(fault_by({.usage = Usage::critical}), "good");
  for (const auto usage : {Usage::not_critical, Usage::others_too, Usage::tls, Usage::none}) {
    EXPECT_EQ(fault_by({.usage = usage}), "wrong_purpose") << static_cast<int>(usage);
  }
}

TEST_F(Timestamps, NeedACertificateThatWasValidThen) {
  EXPECT_EQ(fault_by({.validity = {stamped_at - 24h, stamped_at - 1s}}), "not_valid");
  EXPECT_EQ(fault_by({.validity = {stamped_at + 1s, stamped_at + 24h}}), "not_valid");
  EXPECT_EQ(fault_by({.validity = {stamped_at - 1s, stamped_at + 1s}}), "good");  // long over
}

TEST_F(Timestamps, HaveATimeThatAClockCanSay) {
  EXPECT_EQ(fault_of({.time = stamped_at - 24h * 366 * 60}), "malformed");
  EXPECT_EQ(fault_of({.accuracy = 86'401s}), "malformed");
}

TEST_F(Timestamps, AreWholeAndNothingElse) {
  const auto token = token_of(authority);
  for (std::size_t size = 0; size < token.size(); ++size) {
    EXPECT_EQ(fault_of(ByteView(token).first(size)), "malformed") << size;
  }
  auto longer = token;
  longer.push_back(0);
  EXPECT_EQ(fault_of(longer), "malformed");
}

// What a flipped bit leaves good says the same: it is in a part that nothing is taken from.
TEST_F(Timestamps, NoBitCanBeFlippedUnnoticed) {
  auto token = token_of(authority);
  const auto whole = open_timestamp(token, {.imprint = stamped}, trusted);
  ASSERT_TRUE(whole);
  std::size_t unnoticed = 0;
  for (std::size_t bit = 0; bit < 8 * token.size(); ++bit) {
    token[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    if (const auto opened = open_timestamp(token, {.imprint = stamped}, trusted)) {
      ++unnoticed;
      EXPECT_EQ(opened->latest(), whole->latest()) << "bit " << bit;
      EXPECT_EQ(opened->authority, whole->authority) << "bit " << bit;
    }
    token[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
  }
  EXPECT_LT(unnoticed, 128U);
}

TEST_F(Timestamps, AResponseIsWholeAndGrantsOne) {
  const auto token = token_of(authority);
  const auto response = granted(token);
  ASSERT_TRUE(token_in(response));
  EXPECT_EQ(*token_in(response), token);
  for (std::size_t size = 0; size < response.size(); ++size) {
    EXPECT_FALSE(token_in(ByteView(response).first(size))) << size;
  }
  EXPECT_EQ(token_in(refused(2)).error().fault, TimestampFault::refused);
  EXPECT_THAT(token_in(refused(2)).error().text, HasSubstr("status 2"));
  EXPECT_EQ(token_in(refused(0)).error().fault, TimestampFault::malformed);
  EXPECT_FALSE(token_in(as_bytes("<html>"))) << "rubbish";
}

TEST_F(Timestamps, CertificatesComeInPem) {
  const auto both = certificates_from_pem(authority.certificate_pem() + authority.root_pem());
  ASSERT_TRUE(both);
  EXPECT_EQ(*both, (std::vector<Bytes>{authority.certificate(), authority.root()}));
  EXPECT_FALSE(certificates_from_pem(""));
  EXPECT_FALSE(certificates_from_pem("a file"));
  auto torn = authority.root_pem();
  torn.erase(torn.size() / 2);
  EXPECT_FALSE(certificates_from_pem(torn));
  EXPECT_FALSE(certificates_from_pem(authority.root_pem() + torn));
}

// OpenSSL's own authority answers our request, and its token is one to us.
TEST_F(Timestamps, AreThoseOfOpenSslToo) {
  // It dates by the real clock.
  MadeUpAuthority lasting("tsa.example", {.validity = {WallTime{}, stamped_at + 24h * 36'500}});
  const test::ScratchFolder folder;
  const auto write = [&](const char* name, ByteView bytes) {
    std::ofstream(folder.path() / name, std::ios::binary) << as_text(bytes);
  };
  write("tsa.pem", as_bytes(lasting.certificate_pem()));
  write("tsa.key", as_bytes(lasting.key_pem()));
  write("serial", as_bytes("2A\n"));
  write("request", timestamp_request(stamped, 7));
  write("config",
        as_bytes("[tsa]\nserial = serial\ndefault_policy = 1.2.3\ndigests = sha256\n"
                 "signer_digest = sha256\naccuracy = secs:2\n"));
  const auto command = "cd '" + folder.path().string() +
                       "' && openssl ts -reply -config config -section tsa -queryfile request "
                       "-signer tsa.pem -inkey tsa.key -out response 2>/dev/null";
  ASSERT_EQ(std::system(command.c_str()), 0);
  std::ostringstream read;
  read << std::ifstream(folder.path() / "response", std::ios::binary).rdbuf();
  const auto token = token_in(as_bytes(read.str()));
  ASSERT_TRUE(token) << token.error().text;
  trusted = {lasting.root()};
  const auto opened = open_timestamp(*token, {stamped, 7}, trusted);
  ASSERT_TRUE(opened) << opened.error().text;
  EXPECT_EQ(opened->serial, "2B");  // the next one
  EXPECT_EQ(opened->accuracy, Duration(2s));
}

}  // namespace
}  // namespace tocsin::crypto
