// A made-up log, and the auditor as whoever has it and its keys runs it.
#pragma once

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "audit/program.h"
#include "core/cli/run.h"
#include "core/crypto/public_key_text.h"
#include "tests/support/root/scripted_root.h"
#include "tests/unit/audit/made_up_log.h"

namespace tocsin::audit {

inline std::string judged_zone(const std::string& name) {
  std::ifstream file(std::string(TOCSIN_SOURCE_DIR) + "/tests/unit/core/judge/zones/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

struct AuditedLog : testing::Test {
  const WallTime noon = *from_rfc3339("2026-11-10T12:00:00Z");
  durable::FaultyFileSystem files;
  MadeUpLog log{files};
  std::ostringstream out;
  std::ostringstream err;
  std::vector<std::string> more;

  void SetUp() override {
    log.enrol(log.probe);
    log.attest(log.probe, noon - std::chrono::hours(1), noon + std::chrono::hours(1));
  }

  cli::ExitCode run(std::vector<std::string> arguments) {
    out.str("");
    err.str("");
    const auto country = "NO=" + crypto::to_text(log.norway.public_key());
    const auto key = crypto::to_text(log.log_key.public_key());
    for (const auto& each : {std::string("--log"),
                             std::string(MadeUpLog::dir),
                             std::string("--log-key"),
                             key,
                             std::string("--country"),
                             country}) {
      arguments.push_back(each);
    }
    arguments.insert(arguments.end(), more.begin(), more.end());
    const std::vector<std::string_view> views(arguments.begin(), arguments.end());
    return cli::run(program(files, out), views, out, err);
  }
  // A good reply of a and a bad one of k in January, and what they are judged by.
  void add_judged() {
    const auto zone = judged_zone("old.zone");
    const test::ScriptedRoot root{zone::Zone::from_text(zone).value()};
    const WallTime january = *from_rfc3339("2026-01-15T00:00:10Z");
    log.attest(log.probe, january - std::chrono::hours(1), january + std::chrono::hours(1));
    record::Question question;
    question.name = "no.";
    question.type = static_cast<std::uint16_t>(dns::Type::ds);
    question.edns = record::QuestionEdns{.dnssec_ok = true};
    auto spoilt = root.reply("no.", dns::Type::ds);
    spoilt.flags &= 0xfbff;  // AA
    Asked good{.endpoint = 0, .question = question};
    good.reply = root.reply("no.", dns::Type::ds).bytes();
    Asked bad{.endpoint = 2, .question = question};
    bad.reply = spoilt.bytes();
    log.add_batch(log.batch(january, {good, bad}));
    log.commit();
    for (const auto* name : {"old.zone", "anchor.ds"}) {
      ASSERT_TRUE(durable::write_atomically(files,
                                            std::string("/state/") + name,
                                            as_bytes(judged_zone(name)),
                                            durable::Privacy::shared));
    }
  }
  // First seen just 48 hours before they were asked.
  const std::vector<std::string> with_zone{
      "--zone", "/state/old.zone@2026-01-13T00:00:05Z", "--anchor", "/state/anchor.ds"};

  cli::ExitCode export_it() { return run({"export", "--jsonl"}); }
  cli::ExitCode month() { return run({"rssac047", "--month", "2026-11", "--output", "json"}); }
};

}  // namespace tocsin::audit
