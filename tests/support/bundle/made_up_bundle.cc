#include "tests/support/bundle/made_up_bundle.h"

#include "core/base/check.h"
#include "core/bundle/cut.h"
#include "core/bundle/stamp_findings.h"
#include "core/crypto/sha256.h"
#include "core/entry/logged_time_stamp.h"
#include "core/entry/roster_snapshot.h"
#include "tests/support/probe/sworn.h"

namespace tocsin::bundle {
namespace {

using collector::ScriptedProbe;

constexpr auto day = std::chrono::hours(24);

template <class T>
T taken(Result<T> result) {
  check(result.has_value(), result ? "" : result.error().text.c_str());
  return *std::move(result);
}

}  // namespace

MadeUpBundle::MadeUpBundle() : noon(*from_rfc3339("2026-11-29T12:00:00Z")) {
  witnesses.push_back({"nic.no/w", crypto::SigningKey::from_seed({60})});
  witnesses.push_back({"nic.ch/w", crypto::SigningKey::from_seed({61})});
  question = {.service = "root/a", .from = noon, .to = noon + std::chrono::minutes(5)};
}

crypto::SigningKey MadeUpBundle::country_key(const std::string& country) {
  return crypto::SigningKey::from_seed(
      {static_cast<std::uint8_t>(country[0]), static_cast<std::uint8_t>(country[1])});
}

entry::CountryKeys MadeUpBundle::countries() const {
  return countries_;
}

ScriptedProbe& MadeUpBundle::enter_alone(const std::string& name) {
  const auto mark = static_cast<std::uint8_t>(1 + probes_.size());
  auto& probe = probes_[name] = std::make_unique<ScriptedProbe>(name, mark);
  say(entry::Kind::enrolment, collector::enrolment_of(*probe));
  return *probe;
}

ScriptedProbe& MadeUpBundle::enter(const std::string& country, const std::string& name) {
  auto& probe = enter_alone(name);
  const auto key = country_key(country);
  countries_.insert_or_assign(country, key.public_key());
  const collector::Sworn sworn{country, noon - day, noon + day};
  say(entry::Kind::attestation, collector::attestation_of(probe, sworn, key));
  return probe;
}

void MadeUpBundle::say(entry::Kind kind, const Bytes& body) {
  const auto index = log.add(kind, body);
  roster_.take(index, {kind, body});
  if (before_.empty()) earlier_.push_back(index);
}

collector::SentBatch MadeUpBundle::send(ScriptedProbe& probe,
                                        int closed_seconds,
                                        const std::vector<collector::Asked>& asked,
                                        const ScriptedProbe::Edit& edit) {
  const auto closed = noon + std::chrono::seconds(closed_seconds);
  auto batch = probe.next_with(closed, collector::payload_of(asked), edit);
  add(batch);
  return batch;
}

void MadeUpBundle::add(const collector::SentBatch& batch) {
  log.add(entry::Kind::batch, batch.envelope.bytes());
  objects[object_path(crypto::sha256(batch.payload))] = batch.payload;
}

void MadeUpBundle::watch(const std::vector<ScriptedProbe*>& probes,
                         int from_minute,
                         int to_minute,
                         record::Outcome outcome) {
  for (int minute = from_minute; minute < to_minute; ++minute) {
    for (auto* probe : probes) {
      send(*probe,
           60 * minute + 30,
           {{.endpoint = 0, .outcome = outcome}, {.endpoint = 2, .outcome = outcome}});
    }
  }
}

// The range begins with a bundle of its own, so that who the probes are is not part of it.
void MadeUpBundle::begin_unstated() {
  while (log.size() % tlog::tile_width != 0) log.add(entry::Kind::opt_out, as_bytes("nothing"));
  before_ = log.cosigned(log.size(), witnesses, noon - std::chrono::minutes(1));
}

void MadeUpBundle::begin() {
  begin_unstated();
  roster_object_ = encode(roster_.list_at(log.size()));
  log.add(entry::Kind::roster,
          encode(entry::RosterSnapshot{entry::refer_to(roster_object_), log.size(), noon}));
}

void MadeUpBundle::log_stamp(crypto::MadeUpAuthority& authority, WallTime time) {
  const auto token = authority.token({.imprint = crypto::sha256({}), .time = time});
  const auto index =
      log.add(entry::Kind::time_stamp, entry::encode(entry::LoggedTimeStamp{0, token}));
  if (before_.empty()) earlier_.push_back(index);
}

void MadeUpBundle::stamp_end(crypto::MadeUpAuthority& authority, crypto::StampWish wish) {
  if (!end_) {
    end_ = log.size();
    for (int i = 0; i < 3; ++i) log.add(entry::Kind::opt_out, as_bytes("later"));
    stamped_ = log.cosigned(log.size(), witnesses, noon + std::chrono::minutes(15));
  }
  if (wish.imprint == Digest()) wish.imprint = crypto::sha256(as_bytes(*stamped_));
  tokens_[log.size() + 1 + tokens_.size()] = authority.token(wish);
}

Contents MadeUpBundle::contents() {
  const auto end = end_.value_or(log.size());
  Cut cut{.before = before_,
          .after = log.cosigned(end, witnesses, noon + std::chrono::minutes(10)),
          .first = 0,
          .earlier = earlier_,
          .stamped = stamped_,
          .tokens = tokens_};
  auto contents = taken(cut_from(log.files(), cut));
  contents.insert(objects.begin(), objects.end());
  if (!roster_object_.empty()) {
    contents[object_path(crypto::sha256(roster_object_))] = roster_object_;
  }
  return contents;
}

Claim MadeUpBundle::claim(const TimeAuthorities& authorities) {
  const auto all = contents();
  const auto range = taken(replay(all));
  auto claim = taken(account_of(all, range, question, countries()));
  stamp(claim, range, authorities);
  return claim;
}

Contents MadeUpBundle::with_claim(const TimeAuthorities& authorities) {
  auto all = contents();
  const auto json = to_json(claim(authorities));
  all[std::string(claim_path)] = Bytes(json.begin(), json.end());
  return all;
}

}  // namespace tocsin::bundle
