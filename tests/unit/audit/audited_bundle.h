// A made-up bundle, readers with policies of their own, and what they are told of it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "audit/bundle_audit.h"
#include "audit/program.h"
#include "core/cli/run.h"
#include "core/crypto/public_key_text.h"
#include "tests/support/bundle/made_up_bundle.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::audit {

inline std::string text_of(const crypto::SigningKey& key) {
  return crypto::to_text(key.public_key());
}

// Three countries lose letter a for two minutes; two witnesses.
struct AuditedBundle : testing::Test {
  bundle::MadeUpBundle bundle;
  collector::ScriptedProbe* norway = &bundle.enter("NO", "no-1");
  collector::ScriptedProbe* sweden = &bundle.enter("SE", "se-1");
  collector::ScriptedProbe* denmark = &bundle.enter("DK", "dk-1");
  durable::FaultyFileSystem files;
  std::ostringstream out;
  std::ostringstream err;

  void SetUp() override {
    bundle.begin();
    const auto all = {norway, sweden, denmark};
    bundle.watch(all, 0, 1);
    bundle.watch(all, 1, 3, record::Outcome::timeout);
    bundle.watch(all, 3, 6);
  }

  std::string witness_line(std::size_t place) const {
    const auto& [name, key] = bundle.witnesses.at(place);
    const auto known = tlog::verifier_key(name, tlog::Algorithm::cosignature_v1, key.public_key());
    return "witness w" + std::to_string(place) + " " + to_text(known) + "\n";
  }
  static std::string country_line(const std::string& country) {
    return "country " + country + " " + text_of(bundle::MadeUpBundle::country_key(country)) + "\n";
  }
  std::string log_line() const { return "log " + to_text(bundle.log.key()) + "\n"; }
  std::string policy_text(const std::vector<std::string>& countries = {"NO", "SE", "DK"}) const {
    auto text = log_line() + witness_line(0) + witness_line(1) + "group both all w0 w1\n";
    for (const auto& country : countries) text += country_line(country);
    return text + "quorum both\n";
  }
  static TrustPolicy policy_of(const std::string& text) {
    auto policy = parse_trust_policy(text);
    EXPECT_TRUE(policy) << policy.error().text;
    return policy.value_or(TrustPolicy());
  }

  BundleAudit audit(const bundle::Contents& contents, const std::string& policy) {
    return audit_bundle(contents, policy_of(policy));
  }
  // Of the rungs that do not hold: "NAME: why".
  std::string broken(const bundle::Contents& contents, const std::string& policy) {
    std::string text;
    for (const auto& rung : audit(contents, policy).ladder) {
      if (rung.holds == Rung::Holds::no) text += rung.name + ": " + rung.said + "\n";
    }
    return text;
  }
  std::string broken(const bundle::Contents& contents) { return broken(contents, policy_text()); }

  void put(const std::string& path, ByteView bytes) {
    ASSERT_TRUE(durable::write_atomically(files, path, bytes, durable::Privacy::shared));
  }
  cli::ExitCode run(std::vector<std::string_view> arguments) {
    out.str("");
    return cli::run(program(files, out), arguments, out, err);
  }
};

}  // namespace tocsin::audit
