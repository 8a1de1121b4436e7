#include "core/witnessing/durable_witness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/durable/faulty_file_system.h"
#include "tests/unit/core/witness/made_up_log.h"

namespace tocsin::witnessing {
namespace {

using testing::HasSubstr;
using witness::MadeUpLog;
using witness::origin;
using witness::Verdict;

constexpr WallTime noon{std::chrono::seconds(1'785'585'600)};

witness::Cosigner cosigner() {
  return {"nordic.example/witness", witness::key_number(9)};
}

Result<DurableWitness> open_on(durable::FileSystem& files) {
  return DurableWitness::open(files, "/state", cosigner(), {{origin, {MadeUpLog().key()}}});
}

std::filesystem::path log_folder() {
  return std::filesystem::path("/state") / origin_hash(origin);
}

std::string text_in(durable::FileSystem& files, const std::filesystem::path& path) {
  return std::string(as_text(durable::read_whole(files, path, 100'000).value()));
}

class WitnessOnDisk : public testing::Test {
 protected:
  Verdict send(DurableWitness& witness, const witness::AddCheckpoint& request) {
    const auto answer = witness.add_checkpoint(witness::encode(request), noon);
    EXPECT_TRUE(answer) << answer.error().text;
    return answer->decision.verdict;
  }

  durable::FaultyFileSystem files_;
  MadeUpLog log_;
};

TEST_F(WitnessOnDisk, NamesAFolderByTheHashOfTheOrigin) {
  EXPECT_EQ(origin_hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(WitnessOnDisk, RemembersWhatItCosigned) {
  {
    auto witness = open_on(files_);
    ASSERT_TRUE(witness) << witness.error().text;
    EXPECT_EQ(witness->latest_under(origin_hash(origin)), nullptr);
    EXPECT_EQ(send(*witness, log_.request(0, 7)), Verdict::cosigned);
  }
  files_.crash();
  auto witness = open_on(files_);
  ASSERT_TRUE(witness) << witness.error().text;
  EXPECT_EQ(witness->latest(origin)->tree, log_.head(7));
  EXPECT_EQ(*witness->latest_under(origin_hash(origin)),
            text_in(files_, log_folder() / "checkpoint"));
  EXPECT_EQ(send(*witness, log_.request(7, 9)), Verdict::cosigned);
}

TEST_F(WitnessOnDisk, IsOnlyOne) {
  const auto witness = open_on(files_);
  ASSERT_TRUE(witness);
  EXPECT_FALSE(open_on(files_));
}

TEST_F(WitnessOnDisk, WritesNothingForWhatItHasSaidInTheSameSecond) {
  auto witness = open_on(files_);
  send(*witness, log_.request(0, 7));
  const auto steps = files_.steps();
  EXPECT_EQ(send(*witness, log_.request(7, 7)), Verdict::cosigned);
  EXPECT_EQ(send(*witness, log_.request(3, 9)), Verdict::other_size);
  EXPECT_EQ(files_.steps(), steps);
}

TEST_F(WitnessOnDisk, KeepsBothCheckpointsOfAFork) {
  auto witness = open_on(files_);
  send(*witness, log_.request(0, 11));
  const MadeUpLog forked(5);
  const auto answer = witness->add_checkpoint(witness::encode(forked.request(11, 11)), noon);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->fork_kept, ForkFolder::Kept::now);
  EXPECT_EQ(send(*witness, forked.request(11, 20)), Verdict::inconsistent);
  const auto forks = files_.list(log_folder() / "forks").value();
  ASSERT_EQ(forks.size(), 4);
  EXPECT_THAT(forks[0], HasSubstr("not-shown-"));
  EXPECT_THAT(forks[2], testing::EndsWith(".held"));
  EXPECT_THAT(forks[3], testing::MatchesRegex("same-size-.*offered"));
  EXPECT_EQ(text_in(files_, log_folder() / "forks" / forks[3]),
            tlog::encode(forked.checkpoint(11)));
  EXPECT_EQ(text_in(files_, log_folder() / "forks" / forks[2]),
            *witness->latest_under(origin_hash(origin)));
}

TEST_F(WitnessOnDisk, KeepsAForkOnceAndAFewThatProveNothing) {
  auto witness = open_on(files_);
  send(*witness, log_.request(0, 5));
  const auto keep = [&](const witness::AddCheckpoint& request) {
    return witness->add_checkpoint(witness::encode(request), noon)->fork_kept;
  };
  const MadeUpLog forked(2);
  EXPECT_EQ(keep(forked.request(5, 5)), ForkFolder::Kept::now);
  EXPECT_EQ(keep(forked.request(5, 5)), ForkFolder::Kept::before);
  for (std::uint64_t size = 6; size < 38; ++size) {
    EXPECT_EQ(keep(forked.request(5, size)), ForkFolder::Kept::now) << size;
  }
  EXPECT_EQ(keep(forked.request(5, 39)), ForkFolder::Kept::too_many);
  // Proof by itself is kept all the same.
  EXPECT_EQ(keep(MadeUpLog(3).request(5, 5)), ForkFolder::Kept::now);
}

TEST_F(WitnessOnDisk, ForgetsWhatWasShownSince) {
  auto witness = open_on(files_);
  send(*witness, log_.request(0, 5));
  send(*witness, MadeUpLog(2).request(5, 7));
  send(*witness, MadeUpLog(2).request(5, 5));
  const auto notes = witness->not_shown(origin);
  ASSERT_TRUE(notes);
  EXPECT_EQ(*notes, std::vector{MadeUpLog(2).checkpoint(7)});
  ASSERT_TRUE(witness->shown(origin, notes->front()));
  EXPECT_EQ(witness->standings().all().at(origin).forks, (ForkFolder::Counts{1, 0}));
  EXPECT_TRUE(witness->not_shown(origin)->empty());
  EXPECT_EQ(files_.list(log_folder() / "forks")->size(), 2);
}

TEST_F(WitnessOnDisk, MayBeStoppedWhileItForgets) {
  const MadeUpLog forked(2);
  for (std::size_t n = 0; n < 4; ++n) {
    SCOPED_TRACE("step " + std::to_string(n));
    durable::FaultyFileSystem files(static_cast<unsigned>(n));
    {
      auto witness = open_on(files);
      send(*witness, log_.request(0, 5));
      send(*witness, forked.request(5, 7));
      files.fail_from(n, std::errc::io_error);
      EXPECT_EQ(witness->shown(origin, forked.checkpoint(7)).has_value(), n == 3);
    }
    files.crash();
    auto witness = open_on(files);
    ASSERT_TRUE(witness) << witness.error().text;
    EXPECT_EQ(witness->not_shown(origin)->size(),
              witness->standings().all().at(origin).forks.not_shown);
    send(*witness, forked.request(5, 7));
    EXPECT_EQ(*witness->not_shown(origin), std::vector{forked.checkpoint(7)});
  }
}

TEST_F(WitnessOnDisk, SaysHowItStandsWithALog) {
  auto witness = open_on(files_);
  const auto standing = [&] { return witness->standings().all().at(origin); };
  EXPECT_EQ(standing().cosigned_size, 0);
  EXPECT_FALSE(standing().cosigned_at);
  send(*witness, log_.request(0, 7));
  EXPECT_EQ(standing().cosigned_size, 7);
  EXPECT_EQ(standing().cosigned_at, noon);
  EXPECT_TRUE(standing().refused_at.empty());
  send(*witness, log_.request(3, 9));
  send(*witness, MadeUpLog(40, 2).request(7, 9));
  send(*witness, MadeUpLog(5).request(7, 7));
  send(*witness, MadeUpLog(5).request(7, 9));
  const std::map<Verdict, WallTime> refused{
      {Verdict::other_size, noon}, {Verdict::not_signed, noon}, {Verdict::inconsistent, noon}};
  EXPECT_EQ(standing().refused_at, refused);
  EXPECT_EQ(standing().forks, (ForkFolder::Counts{1, 1}));
  EXPECT_EQ(standing().cosigned_size, 7);
}

TEST_F(WitnessOnDisk, StandsWithALogAfterAStartAsItsFilesSay) {
  {
    auto witness = open_on(files_);
    send(*witness, log_.request(0, 7));
    send(*witness, MadeUpLog(5).request(7, 7));
  }
  files_.crash();
  const auto witness = open_on(files_);
  const auto standing = witness->standings().all().at(origin);
  EXPECT_EQ(standing.cosigned_size, 7);
  EXPECT_EQ(standing.cosigned_at, noon);
  EXPECT_EQ(standing.forks, (ForkFolder::Counts{1, 0}));
  EXPECT_TRUE(standing.refused_at.empty());
}

TEST_F(WitnessOnDisk, DoesNotStartOnWhatItCannotRead) {
  {
    auto witness = open_on(files_);
    send(*witness, log_.request(0, 7));
  }
  auto& kept = files_.bytes(log_folder() / "checkpoint");
  const auto good = kept;
  kept[30] ^= 1;
  EXPECT_FALSE(open_on(files_));
  kept.clear();
  const auto emptied = open_on(files_);
  ASSERT_FALSE(emptied);
  EXPECT_THAT(emptied.error().text, HasSubstr("is empty"));
  kept = good;
  EXPECT_TRUE(open_on(files_));
}

TEST_F(WitnessOnDisk, SignsNothingWhereSomebodySetItsStateBack) {
  auto witness = open_on(files_);
  send(*witness, log_.request(0, 7));
  const auto older = files_.bytes(log_folder() / "checkpoint");
  send(*witness, log_.request(7, 9));
  files_.bytes(log_folder() / "checkpoint") = older;
  const auto answer = witness->add_checkpoint(witness::encode(log_.request(9, 12)), noon);
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().text, HasSubstr("changed by somebody else"));
}

// Stopped at whichever write, with what was not synced lost: whatever was answered holds, and no
// fork of it is ever cosigned.
class WitnessCrash : public testing::TestWithParam<unsigned> {};

// Sizes that were answered for, the last of them at the end.
std::uint64_t cosign_until_failure(durable::FileSystem& files) {
  const MadeUpLog log;
  std::uint64_t answered = 0;
  auto witness = open_on(files);
  if (!witness) return answered;
  for (const std::uint64_t size : {3, 8, 8, 20}) {
    const auto now = noon + std::chrono::seconds(size);
    const auto request = log.request(answered, size);
    if (!witness->add_checkpoint(witness::encode(request), now)) return answered;
    answered = size;
    const auto fork = MadeUpLog(1).request(size, size + 1);
    if (!witness->add_checkpoint(witness::encode(fork), now)) return answered;
  }
  return answered;
}

TEST_P(WitnessCrash, NeverForgetsWhatItHasSaid) {
  durable::FaultyFileSystem whole;
  ASSERT_EQ(cosign_until_failure(whole), 20);
  const MadeUpLog log;
  for (std::size_t n = 0; n <= whole.steps(); ++n) {
    SCOPED_TRACE("step " + std::to_string(n));
    durable::FaultyFileSystem files(GetParam() * 1000 + static_cast<unsigned>(n));
    files.fail_from(n, n % 2 == 0 ? std::errc::io_error : std::errc::no_space_on_device);
    const auto answered = cosign_until_failure(files);
    files.crash();
    auto witness = open_on(files);
    ASSERT_TRUE(witness) << witness.error().text;
    const auto* latest = witness->latest(origin);
    const auto size = latest != nullptr ? latest->tree.size : 0;
    ASSERT_GE(size, answered);
    ASSERT_TRUE(latest == nullptr || latest->tree == log.head(size));
    if (size > 1) {
      const auto fork =
          witness->add_checkpoint(witness::encode(MadeUpLog(1).request(size, size)), noon);
      ASSERT_EQ(fork->decision.verdict, Verdict::inconsistent);
    }
    const auto next = witness->add_checkpoint(witness::encode(log.request(size, 30)), noon);
    ASSERT_EQ(next->decision.verdict, Verdict::cosigned);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, WitnessCrash, testing::Range(0U, 4U));

}  // namespace
}  // namespace tocsin::witnessing
