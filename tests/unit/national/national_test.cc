#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "core/base/base64.h"
#include "core/base/hex.h"
#include "core/cli/run.h"
#include "core/crypto/public_key_text.h"
#include "core/record/annotation.h"
#include "core/record/attestation.h"
#include "core/record/opt_out.h"
#include "core/record/revocation.h"
#include "core/record/signed_envelope.h"
#include "core/system/entropy.h"
#include "core/tlog/verifier_key.h"
#include "national/program.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::national {
namespace {

using cli::ExitCode;
using testing::HasSubstr;

struct DeskTest : testing::Test {
  durable::FaultyFileSystem files;
  system::SystemEntropy entropy;
  std::ostringstream out;
  std::ostringstream err;
  Desk desk{.files = files, .entropy = entropy, .out = out};
  std::string probe_key = to_base64(crypto::SigningKey::from_seed({1}).public_key());

  void SetUp() override { ASSERT_TRUE(files.make_directory("/desk", durable::Privacy::shared)); }

  ExitCode run(std::vector<std::string_view> arguments) {
    out.str({});
    err.str({});
    return cli::run(program(desk), arguments, out, err);
  }

  crypto::PublicKey make_key() {
    EXPECT_EQ(run({"key", "--out", "/desk/no"}), ExitCode::ok) << err.str();
    return read_public_key(desk, "/desk/no/country-key.pub").value();
  }

  void put(const std::string& path, std::string_view text) {
    ASSERT_TRUE(
        durable::write_atomically(files, path, as_bytes(text), durable::Privacy::owner_only));
  }

  // A good command line, with one value replaced.
  ExitCode attest(std::string_view option = {}, std::string_view value = {}) {
    std::vector<std::string_view> arguments{"attest",
                                            "--key",
                                            "/desk/no/country-key.pem",
                                            "--probe-key",
                                            probe_key,
                                            "--country",
                                            "NO",
                                            "--asn",
                                            "224",
                                            "--network",
                                            "Uninett",
                                            "--place",
                                            "59.91,10.75",
                                            "--from",
                                            "2026-01-01T00:00:00Z",
                                            "--until",
                                            "2027-01-01T00:00:00Z",
                                            "--out",
                                            "/desk/no-1.attestation"};
    for (std::size_t i = 1; i + 1 < arguments.size(); ++i) {
      if (arguments[i] == option) arguments[i + 1] = value;
    }
    return run(arguments);
  }
};

TEST_F(DeskTest, PrintsTheKeyAsACollectorsConfigurationHasIt) {
  const auto key = make_key();
  EXPECT_EQ(out.str(), to_base64(key) + "\n");
}

TEST_F(DeskTest, NeverOverwritesACountrysKey) {
  const auto key = make_key();
  EXPECT_EQ(run({"key", "--out", "/desk/no"}), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("never overwritten"));
  EXPECT_EQ(read_public_key(desk, "/desk/no/country-key.pub").value(), key);
}

TEST_F(DeskTest, AWitnessKeyIsPrintedAsAVerifierKey) {
  const auto make = [&](std::string_view name) {
    return run({"witness-key", "--out", "/desk/w", "--name", name});
  };
  EXPECT_EQ(make("two words"), ExitCode::failed);
  ASSERT_EQ(make("cert.example/witness"), ExitCode::ok) << err.str();
  const auto line = out.str().substr(0, out.str().find('\n'));
  const auto printed = tlog::parse_verifier_key(line);
  ASSERT_TRUE(printed) << line;
  EXPECT_EQ(printed->name, "cert.example/witness");
  EXPECT_EQ(printed->algorithm, tlog::Algorithm::cosignature_v1);
  const auto key = read_key(desk, "/desk/w/witness-key.pem", std::nullopt);
  ASSERT_TRUE(key);
  EXPECT_TRUE(equal(printed->key, key->public_key()));
  EXPECT_EQ(read_text(desk, "/desk/w/witness-key.pub").value(), line + "\n");
  EXPECT_EQ(make("cert.example/witness"), ExitCode::failed);
}

TEST_F(DeskTest, TakesAWordBack) {
  const auto key = make_key();
  const auto revoke = [&](std::string_view from) {
    return run({"revoke",
                "--key",
                "/desk/no/country-key.pem",
                "--probe-key",
                probe_key,
                "--country",
                "NO",
                "--from",
                from,
                "--reason",
                "retired",
                "--out",
                "/desk/no-1.revocation"});
  };
  EXPECT_EQ(revoke("yesterday"), ExitCode::usage);
  ASSERT_EQ(revoke("2026-06-01T12:00:00Z"), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr("does not speak for us from 2026-06-01T12:00:00"));
  const auto said = record::open_revocation(files.bytes("/desk/no-1.revocation"), key);
  ASSERT_TRUE(said);
  EXPECT_EQ(said->country, "NO");
  EXPECT_EQ(said->key, crypto::public_key_from(probe_key));
  EXPECT_EQ(said->reason, "retired");
}

TEST_F(DeskTest, AnnotatesAPartOfTheMeasurements) {
  const auto key = make_key();
  const auto annotate = [&](std::string_view until, std::string_view why, auto... more) {
    return run({"annotate",
                "--key",
                "/desk/no/country-key.pem",
                "--by",
                "Example CERT",
                "--from",
                "2026-06-01T12:00:00Z",
                "--until",
                until,
                "--why",
                why,
                "--out",
                "/desk/word",
                more...});
  };
  const auto said = [&] { return record::open_annotation(files.bytes("/desk/word")).value(); };
  EXPECT_EQ(annotate("2026-06-01T12:00:00Z", "a broken line"), ExitCode::failed);
  EXPECT_EQ(annotate("2026-06-01T14:00:00Z", "two\nlines"), ExitCode::usage);
  EXPECT_EQ(annotate("2026-06-01T14:00:00Z", "so", "--letter", "kk"), ExitCode::usage);
  EXPECT_EQ(annotate("2026-06-01T14:00:00Z", "so", "--letter", "k", "--letter", "k"),
            ExitCode::usage);
  ASSERT_EQ(annotate("2026-06-01T14:00:00Z", "maintenance", "--letter", "k", "--letter", "a"),
            ExitCode::ok);
  EXPECT_EQ(said().effect, record::Effect::remark);
  EXPECT_EQ(said().letters, "ak");
  ASSERT_EQ(annotate("2026-06-01T14:00:00Z",
                     "a broken line",
                     "--exclude",
                     "--probe-key",
                     probe_key,
                     "--probe-key",
                     probe_key),
            ExitCode::ok)
      << err.str();
  EXPECT_THAT(out.str(), HasSubstr("what these probes have measured is left out (a broken line)"));
  EXPECT_EQ(said().effect, record::Effect::exclusion);
  EXPECT_EQ(said().key, key);
  EXPECT_EQ(said().by, "Example CERT");
  const auto probe = record::probe_id_of(*crypto::public_key_from(probe_key));
  EXPECT_EQ(said().probes, std::vector{probe});
}

TEST_F(DeskTest, SignsWhatItIsTold) {
  const auto key = make_key();
  ASSERT_EQ(attest(), ExitCode::ok) << err.str();
  const auto said = record::open_attestation(files.bytes("/desk/no-1.attestation"), key).value();
  EXPECT_EQ(said.country, "NO");
  EXPECT_EQ(to_base64(said.key), probe_key);
  EXPECT_EQ(said.probe, record::probe_id_of(said.key));
  EXPECT_EQ(said.asn, 224U);
  EXPECT_EQ(said.network, "Uninett");
  EXPECT_EQ(said.place, (record::Place{599, 108}));
  EXPECT_EQ(to_rfc3339(said.until), "2027-01-01T00:00:00.000000000Z");
}

TEST_F(DeskTest, SaysWhatItHasSigned) {
  make_key();
  attest();
  EXPECT_THAT(out.str(), HasSubstr("in AS224 (Uninett), near 59.9,10.8"));
}

TEST_F(DeskTest, TakesTheProbesKeyFromAFileOrInHexadecimal) {
  make_key();
  put("/desk/probe.pub", probe_key + "\n");
  EXPECT_EQ(attest("--probe-key", "/desk/probe.pub"), ExitCode::ok) << err.str();
  EXPECT_EQ(attest("--probe-key", to_hex(from_base64(probe_key).value())), ExitCode::ok);
  EXPECT_EQ(attest("--probe-key", "/desk/nothing"), ExitCode::failed);
}

TEST_F(DeskTest, OpensAnEncryptedKeyWithItsPassphraseOnly) {
  put("/desk/passphrase", "correct horse\n");
  put("/desk/wrong", "battery\n");
  run({"key", "--out", "/desk/no", "--passphrase-file", "/desk/passphrase"});
  EXPECT_EQ(attest(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("needs a passphrase"));
  const auto key = read_key(desk, "/desk/no/country-key.pem", "battery");
  EXPECT_THAT(key.error().text, HasSubstr("does not open with this passphrase"));
  EXPECT_TRUE(read_key(desk, "/desk/no/country-key.pem", "correct horse"));
}

TEST_F(DeskTest, RefusesValuesThatAreNone) {
  make_key();
  constexpr std::pair<std::string_view, std::string_view> mistakes[] = {
      {"--country", "no"},
      {"--country", "NOR"},
      {"--asn", "4294967296"},
      {"--network", ""},
      {"--place", "91,0"},
      {"--place", "59.9"},
      {"--place", "north,east"},
      {"--from", "yesterday"},
  };
  for (const auto& [option, value] : mistakes) {
    EXPECT_EQ(attest(option, value), ExitCode::usage) << option << " " << value;
  }
  EXPECT_EQ(attest("--until", "2025-01-01T00:00:00Z"), ExitCode::failed);
  EXPECT_FALSE(files.exists("/desk/no-1.attestation"));
}

TEST_F(DeskTest, SignsWhatAnOperatorTakes) {
  const auto key = make_key();
  const auto say = [&](std::string_view address, std::string_view until) {
    return run({"opt-out",
                "--key",
                "/desk/no/country-key.pem",
                "--operator",
                "Registry",
                "--address",
                address,
                "--address",
                "192.0.2.1",
                "--queries-per-second",
                "0",
                "--from",
                "2026-01-01T00:00:00Z",
                "--until",
                until,
                "--out",
                "/desk/word"});
  };
  ASSERT_EQ(say("2001:db8::1", "2027-01-01T00:00:00Z"), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(),
              HasSubstr("Registry: no queries of all probes together at\n  192.0.2.1\n"));
  const auto said = record::open_opt_out(files.bytes("/desk/word")).value();
  EXPECT_EQ(said.key, key);
  EXPECT_EQ(said.addresses.size(), 2U);
  EXPECT_EQ(said.queries_per_second, 0U);
  EXPECT_EQ(say("here", "2027-01-01T00:00:00Z"), ExitCode::failed);
  EXPECT_EQ(say("2001:db8::1", "2025-01-01T00:00:00Z"), ExitCode::failed);
}

}  // namespace
}  // namespace tocsin::national
