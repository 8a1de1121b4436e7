// A bundle about a made-up hour: a log with probes of some countries, what they measured, two
// witnesses, and everything signed as it would be.
//
// Letter a is endpoints 0 (IPv4) and 1 (IPv6) of the sample's target set, k is 2 and 3.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/bundle/account.h"
#include "core/bundle/contents.h"
#include "core/bundle/range.h"
#include "core/entry/roster_book.h"
#include "core/record/outcome.h"
#include "tests/support/log/log_in_memory.h"
#include "tests/support/probe/asked.h"
#include "tests/support/probe/scripted_probe.h"
#include "tests/support/stamp/made_up_authority.h"

namespace tocsin::bundle {

class MadeUpBundle {
 public:
  tlog::LogInMemory log{{"geneva.example/log", crypto::SigningKey::from_seed({7})}};
  std::vector<tlog::NamedKey> witnesses;  // "nic.no/w" and "nic.ch/w"
  Contents objects;
  WallTime noon;
  Question question;  // root/a from noon, five minutes

  MadeUpBundle();

  static crypto::SigningKey country_key(const std::string& country);
  entry::CountryKeys countries() const;  // of all probes

  // A probe that enrols, and that its country vouches for on this day.
  collector::ScriptedProbe& enter(const std::string& country, const std::string& name);
  // The same without a country.
  collector::ScriptedProbe& enter_alone(const std::string& name);

  // The next batch, closed so many seconds after noon, is logged.
  collector::SentBatch send(collector::ScriptedProbe& probe,
                            int closed_seconds,
                            const std::vector<collector::Asked>& asked,
                            const collector::ScriptedProbe::Edit& edit = {});
  void add(const collector::SentBatch& batch);

  // Each of these probes asks a and k over IPv4 once in each of the minutes [from, to): this comes.
  void watch(const std::vector<collector::ScriptedProbe*>& probes,
             int from_minute,
             int to_minute,
             record::Outcome outcome = record::Outcome::answered);

  // The authority has stamped something that was logged by then; of before `before` if that is not
  // taken yet.
  void log_stamp(crypto::MadeUpAuthority& authority, WallTime time);

  // Nothing is logged any more but a few entries and the checkpoint over them, which was cosigned
  // a quarter past twelve; this is a token of it, unless the wish is for something else.
  void stamp_end(crypto::MadeUpAuthority& authority, crypto::StampWish wish);

  // `before` is taken now, a minute before noon; `after` when the contents are asked for, at ten
  // past twelve.
  void begin();  // and the log states the roster
  void begin_unstated();
  Contents contents();
  // With all countries' keys, and by a writer who believes these authorities.
  Claim claim(const TimeAuthorities& authorities = {});
  Contents with_claim(const TimeAuthorities& authorities = {});  // contents and their claim

 private:
  void say(entry::Kind kind, const Bytes& body);  // of who the probes are

  std::map<std::string, std::unique_ptr<collector::ScriptedProbe>> probes_;
  std::map<std::string, crypto::PublicKey> countries_;
  std::string before_;
  entry::RosterBook roster_;
  Bytes roster_object_;
  std::vector<std::uint64_t> earlier_;
  std::optional<std::uint64_t> end_;  // of the range
  std::optional<std::string> stamped_;
  std::map<std::uint64_t, Bytes> tokens_;
};

}  // namespace tocsin::bundle
