// Writes the log of a collector to which 20 vantage points sent the plan rssac047:
//
//   rssac047-log STATE FROM DAYS ZONE@TIME...
//
// FROM is a day's first moment (RFC 3339). Each zone is a signed master file and when it was
// published, ascending, the first of them before FROM; the collector sees it then, and the log has
// it. STATE gets a journal and the file committed.
// Prints a JSON object: what an auditor needs to know, and what he should find. bench.py says what
// it is for.
#include <cstdlib>
#include <iostream>
#include <span>

#include "core/base/check.h"
#include "core/crypto/public_key_text.h"
#include "core/durable/journal.h"
#include "core/durable/real_file_system.h"
#include "core/entry/journal_record.h"
#include "core/plan/root_hints.h"
#include "core/record/signed_acknowledgement.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/merkle_hash.h"
#include "core/tlog/note_check.h"
#include "core/tlog/right_edge.h"
#include "probes/schedule/rssac047_round.h"
#include "tests/bench/rssac047/vantage_point.h"
#include "tests/support/probe/sworn.h"
#include "tests/support/root/zone_entry.h"

namespace tocsin::bench {
namespace {

using std::chrono::hours;

constexpr auto origin = "bench.example/log";
constexpr std::array countries{"BR", "JP", "KE", "NO", "SE"};

crypto::SigningKey key_of_country(std::size_t number) {
  return crypto::SigningKey::from_seed({static_cast<std::uint8_t>(50 + number)});
}

class Log {
 public:
  explicit Log(std::filesystem::path state) : state_(std::move(state)) {
    auto journal = durable::Journal::open(*files_, state_ / "journal");
    check(journal.has_value(), "the journal is open");
    journal_.emplace(*std::move(journal));
  }

  crypto::PublicKey key() const { return key_.public_key(); }

  void add(const entry::JournalRecord& record) {
    check(journal_->append(entry::encode_journal_record(record)).has_value(), "it is written");
    edge_.append(tlog::leaf_hash(entry::encode(record.entry)));
  }

  void add(const probe::ClosedBatch& batch) {
    const record::Acknowledgement word{.origin = origin,
                                       .envelope = batch.envelope.digest(),
                                       .at = batch.envelope.envelope().closed_at.wall,
                                       .maximum_merge_delay = hours(24),
                                       .admission = record::Admission::next};
    const auto acknowledgement = sign(word, key_);
    add({{entry::Kind::batch, batch.envelope.bytes()}, batch.payload, acknowledgement});
  }

  // Seen when it is published.
  void add(const zone::Zone& zone, WallTime first_seen) {
    const auto [version, object] = test::zone_entry(zone, first_seen);
    add({{entry::Kind::zone, encode(version)}, object});
  }

  void commit() {
    const auto text = tlog::encode(tlog::Checkpoint{origin, edge_.head()});
    const auto note = tlog::encode(tlog::Note{text, {tlog::sign_note(origin, key_, text)}});
    const auto written = durable::write_atomically(
        *files_, state_ / "committed", as_bytes(note), durable::Privacy::owner_only);
    check(journal_->sync().has_value() && written.has_value(), "and durable");
  }

 private:
  std::filesystem::path state_;
  std::unique_ptr<durable::FileSystem> files_ = durable::real_file_system();
  std::optional<durable::Journal> journal_;
  crypto::SigningKey key_ = crypto::SigningKey::from_seed({7});
  tlog::RightEdge edge_;
};

void enrol(Log& log, const VantagePoint& vp, std::size_t number, WallTime from, WallTime until) {
  const auto country = number % countries.size();
  log.add({{entry::Kind::enrolment, collector::enrolment_of(vp.who())}});
  const auto said = collector::attestation_of(
      vp.who(), {countries[country], from, until}, key_of_country(country));
  log.add({{entry::Kind::attestation, said}});
}

void print(const Log& log, const Tally& tally) {
  std::cout << R"({"log_key":")" << crypto::to_text(log.key()) << R"(","countries":[)";
  for (std::size_t i = 0; i < countries.size(); ++i) {
    const auto key = crypto::to_text(key_of_country(i).public_key());
    std::cout << (i == 0 ? "\"" : ",\"") << countries[i] << "=" << key << "\"";
  }
  std::cout << R"(],"batches":)" << tally.batches << R"(,"soa":)" << tally.soa
            << R"(,"correctness":)" << tally.correctness << R"(,"unanswered":)" << tally.unanswered
            << R"(,"spoilt":)" << tally.spoilt << "}\n";
}

int run(const std::string& state, WallTime from, int days, std::span<char*> zones) {
  Log log(state);
  Letters letters(published_zones(zones),
                  [&](const auto& zone, WallTime at) { log.add(zone, at); });
  const auto until = from + hours(24) * days;
  const auto root = plan::compiled_root_targets();
  std::deque<VantagePoint> vps;
  for (std::uint32_t i = 0; i < vantage_points; ++i) {
    enrol(log, vps.emplace_back(i, root, from - hours(24)), i, from - hours(24), until + hours(24));
  }
  Tally tally;
  const auto every = probe::rssac047_every;
  for (auto i = from.since_epoch / every; i < until.since_epoch / every; ++i) {
    letters.advance(WallTime{i * every});
    for (auto& vp : vps) log.add(vp.batch(i, letters, tally));
  }
  log.commit();
  print(log, tally);
  return 0;
}

}  // namespace
}  // namespace tocsin::bench

int main(int count, char** words) {
  if (count < 5) return 2;
  const auto from = tocsin::from_rfc3339(words[2]);
  if (!from) return 2;
  const std::span zones(words + 4, static_cast<std::size_t>(count - 4));
  return tocsin::bench::run(words[1], *from, std::atoi(words[3]), zones);
}
