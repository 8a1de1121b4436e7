#include "tests/unit/audit/public_log.h"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <thread>

#include "core/base/hex.h"
#include "core/crypto/public_key_text.h"
#include "core/crypto/sha256.h"
#include "core/http/problem.h"
#include "core/http/server.h"
#include "core/tlog/log_proof.h"

namespace tocsin::audit {
namespace {

using cli::ExitCode;
using testing::HasSubstr;
using testing::Not;

struct LogCommand : PublicLog {
  ExitCode run(std::vector<std::string_view> arguments) {
    arguments.insert(arguments.begin(), "log");
    return PublicLog::run(std::move(arguments));
  }
  ExitCode verify() {
    const auto key = log_key();
    return run({"verify", "/stick", "--key", key});
  }
  ExitCode verify_by_policy() { return run({"verify", "/stick", "--policy", "/stick/policy"}); }
};

TEST_F(LogCommand, OfEachSizeIsVerified) {
  for (const std::uint64_t size : {0, 1, 2, 255, 256, 257, 600}) {
    files = durable::FaultyFileSystem();
    write_log(size);
    EXPECT_EQ(verify(), ExitCode::ok) << out.str() << err.str();
    EXPECT_THAT(out.str(), HasSubstr("SIGNED           yes  geneva.example/log, "));
    EXPECT_THAT(out.str(), HasSubstr("COMPLETE         yes  "));
    EXPECT_THAT(out.str(), Not(HasSubstr("QUORUM")));
  }
}

TEST_F(LogCommand, WithAnyFileDamagedOrMissingIsNotComplete) {
  write_log(300);
  for (const auto* name : {"tile/0/000",
                           "tile/0/001.p/44",
                           "tile/1/000.p/1",
                           "tile/entries/000",
                           "tile/entries/001.p/44"}) {
    const auto path = std::filesystem::path("/stick") / name;
    auto& bytes = files.bytes(path);
    const auto good = bytes;
    for (const auto at : {std::size_t{0}, good.size() / 2, good.size() - 1}) {
      bytes[at] ^= 1;
      EXPECT_EQ(verify(), ExitCode::finding) << name << " " << at;
      EXPECT_THAT(out.str(), HasSubstr("COMPLETE         NO ")) << name;
      bytes[at] ^= 1;
    }
    ASSERT_TRUE(files.remove(path));
    EXPECT_EQ(verify(), ExitCode::finding) << name;
    put(name, good);
  }
  EXPECT_EQ(verify(), ExitCode::ok);
}

TEST_F(LogCommand, IsNobodysWhoHasNotSignedIt) {
  write_log(3);
  const auto other =
      to_text(tlog::verifier_key(origin, tlog::Algorithm::ed25519, key_number(2).public_key()));
  EXPECT_EQ(run({"verify", "/stick", "--key", other}), ExitCode::finding);
  EXPECT_THAT(out.str(), HasSubstr("SIGNED           NO "));
  EXPECT_EQ(run({"verify", "/stick"}), ExitCode::failed);
  EXPECT_EQ(run({"verify", "/nothing", "--key", other}), ExitCode::finding);
  EXPECT_EQ(run({"what", "/stick", "--key", other}), ExitCode::usage);
  put("checkpoint", as_bytes("geneva.example/log\n9000000000000000000\n"));
  EXPECT_EQ(verify(), ExitCode::finding);
}

TEST_F(LogCommand, OfAThousandTimesTheEntriesThatAreThereEndsAtOnce) {
  write_log(3);
  const auto text = tlog::encode(tlog::Checkpoint{origin, {std::uint64_t{1} << 62U, Digest{}}});
  const tlog::Note note{text, {tlog::sign_note(origin, key_number(1), text)}};
  put("checkpoint", as_bytes(tlog::encode(note)));
  EXPECT_EQ(verify(), ExitCode::finding);
  EXPECT_THAT(out.str(), HasSubstr("tile/entries/000 is missing"));
}

TEST_F(LogCommand, SaysWhoHasCosignedIt) {
  write_log(300);
  write_policy();
  EXPECT_EQ(verify_by_policy(), ExitCode::finding);
  EXPECT_THAT(out.str(), HasSubstr("by no witness of the policy"));
  cosign(280, {11});
  EXPECT_EQ(verify_by_policy(), ExitCode::finding);
  EXPECT_THAT(out.str(), HasSubstr("QUORUM           NO   two: not enough have signed"));
  cosign(280, {11, 13, 20});
  EXPECT_EQ(verify_by_policy(), ExitCode::ok) << out.str();
  EXPECT_THAT(out.str(), HasSubstr("280 entries, by state-11 (2026-08-01T12:00:00"));
  EXPECT_THAT(out.str(), HasSubstr(" state-13 ("));
  EXPECT_THAT(out.str(), HasSubstr("QUORUM           yes  two: enough have signed"));
}

TEST_F(LogCommand, TakesThePolicyByWhichABundleIsVerified) {
  write_log(300);
  write_policy();
  cosign(280, {11, 13});
  const auto country = crypto::to_text(key_number(30).public_key());
  const auto add = [&](const std::string& lines) {
    const auto text = std::string(as_text(files.bytes("/stick/policy"))) + lines;
    put("policy", as_bytes(text));
  };
  add("country NO " + country + "\nrequire countries 1\n");
  EXPECT_EQ(verify_by_policy(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr("QUORUM           yes  two: enough have signed"));
  add("country SE " + country + "\n");
  EXPECT_EQ(verify_by_policy(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("/stick/policy: line 9: a key that is another country's"));
}

TEST_F(LogCommand, IsNotWhatWasCosignedWhereItForked) {
  write_log(300);
  write_policy();
  cosign(280, {11, 12, 13}, 100);
  EXPECT_EQ(verify_by_policy(), ExitCode::finding);
  EXPECT_THAT(out.str(), HasSubstr("COSIGNED         NO "));
  EXPECT_THAT(out.str(), Not(HasSubstr("QUORUM")));
  cosign(301, {11, 12, 13});
  EXPECT_EQ(verify_by_policy(), ExitCode::finding);
  EXPECT_THAT(out.str(), HasSubstr("it has 301 entries, and the log has only 300"));
}

TEST_F(LogCommand, HoldsWhatItOnceSigned) {
  write_log(300);
  const auto key = log_key();
  const auto compare = [&](const tlog::Note& older) {
    put("older", as_bytes(tlog::encode(older)));
    return run({"consistency", "/stick", "--key", key, "--from", "/stick/older"});
  };
  for (const std::uint64_t size : {0, 1, 255, 256, 299, 300}) {
    EXPECT_EQ(compare(checkpoint(size)), ExitCode::ok) << size << out.str();
  }
  EXPECT_EQ(compare(checkpoint(300, 3)), ExitCode::finding);
  EXPECT_EQ(compare(checkpoint(7, 3)), ExitCode::finding);
  EXPECT_THAT(out.str(), HasSubstr("CONSISTENT       NO "));
  EXPECT_EQ(compare(checkpoint(301)), ExitCode::finding);
  auto unsigned_note = checkpoint(7);
  unsigned_note.signatures[0].signature[0] ^= 1;
  EXPECT_EQ(compare(unsigned_note), ExitCode::finding);
}

TEST_F(LogCommand, GivesAProofOfEachEntry) {
  write_log(300);
  const auto key = log_key();
  for (const std::uint64_t index : {0, 255, 256, 299}) {
    const auto number = std::to_string(index);
    ASSERT_EQ(run({"proof", "/stick", "--key", key, "--index", number}), ExitCode::ok) << err.str();
    const auto proof = tlog::parse_log_proof(out.str());
    ASSERT_TRUE(proof);
    EXPECT_EQ(proof->index, index);
    EXPECT_TRUE(tlog::check_inclusion(*proof, entry_number(index)));
  }
  EXPECT_EQ(run({"proof", "/stick", "--key", key, "--index", "300"}), ExitCode::failed);
  EXPECT_EQ(run({"proof", "/stick", "--key", key}), ExitCode::failed);
  files.bytes("/stick/tile/0/000")[40] ^= 1;
  EXPECT_EQ(run({"proof", "/stick", "--key", key, "--index", "0"}), ExitCode::failed);
}

TEST_F(LogCommand, ProvesUnderTheCosignedCheckpointWhereThatCoversTheEntry) {
  write_log(280);  // a log keeps the partial tiles of what it once published
  write_log(300);
  write_policy();
  cosign(280, {11, 12});
  const auto size_under = [&](std::string_view index) {
    EXPECT_EQ(run({"proof", "/stick", "--policy", "/stick/policy", "--index", index}), ExitCode::ok)
        << err.str();
    return tlog::parse_checkpoint(tlog::parse_log_proof(out.str())->checkpoint.text)->tree.size;
  };
  EXPECT_EQ(size_under("279"), 280);
  EXPECT_EQ(size_under("280"), 300);
}

std::string digest_of(ByteView object) {
  return to_hex(crypto::sha256(object));
}

TEST_F(LogCommand, GivesAnObjectWhoseDigestIsRight) {
  const auto zone = Bytes{0x28, 0xb5, 0x2f, 0xfd, 7};
  const auto digest = digest_of(zone);
  const auto fetch = [&] {
    return run({"object", "/stick", "--digest", digest, "--out", "/stick/zone"});
  };
  EXPECT_EQ(fetch(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("object/" + digest));
  put("object/" + digest, zone);
  EXPECT_EQ(fetch(), ExitCode::ok) << err.str();
  EXPECT_EQ(files.bytes("/stick/zone"), zone);
  EXPECT_THAT(out.str(), HasSubstr("/stick/zone: 5 bytes"));
  ASSERT_TRUE(files.remove("/stick/zone"));
  for (std::size_t bit = 0; bit < 8 * zone.size(); ++bit) {
    auto& bytes = files.bytes("/stick/object/" + digest);
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    EXPECT_EQ(fetch(), ExitCode::failed) << bit;
    EXPECT_THAT(err.str(), HasSubstr("has another digest"));
    EXPECT_FALSE(files.exists("/stick/zone")) << bit;
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
  }
}

TEST_F(LogCommand, AsksForAnObjectByItsWholeDigest) {
  const auto digest = digest_of(as_bytes("a root zone"));
  const auto start = digest.substr(2);
  EXPECT_EQ(run({"object", "/stick", "--out", "/stick/zone"}), ExitCode::failed);
  EXPECT_EQ(run({"object", "/stick", "--digest", digest}), ExitCode::failed);
  EXPECT_EQ(run({"object", "/stick", "--digest", start, "--out", "/stick/x"}), ExitCode::usage);
}

TEST_F(LogCommand, IsReadOverHttpAsWell) {
  write_log(300);
  boost::asio::io_context io;
  http::Router router;
  router.add_direct("GET", "/log/*", [&](const http::Request& request) {
    const auto path = std::filesystem::path("/stick") / request.path().substr(5);
    if (path.parent_path().filename() == "object" && !files.exists(path)) {
      return http::to_response({403, "embargoed", "Not public yet.", ""});
    }
    if (!files.exists(path)) return http::reply(404, "text/plain", std::string_view(""));
    return http::reply(200, "text/plain", durable::read_whole(files, path, 100'000).value());
  });
  const auto server = http::Server::listen(io, {}, std::move(router)).value();
  boost::asio::co_spawn(io, server->run(), [](std::exception_ptr) {});
  std::thread thread([&] { io.run(); });
  const auto url = "http://127.0.0.1:" + std::to_string(server->port()) + "/log/";
  const auto key = log_key();
  EXPECT_EQ(run({"verify", url, "--key", key}), ExitCode::ok) << out.str() << err.str();
  EXPECT_EQ(run({"verify", "http://127.0.0.1:1/log", "--key", key}), ExitCode::finding);
  for (const auto* bad :
       {"http://example.net/log", "https://127.0.0.1:1/", "http://127.0.0.1:x/"}) {
    EXPECT_EQ(run({"verify", bad, "--key", key}), ExitCode::failed) << bad;
  }
  const auto zone = digest_of(as_bytes("a root zone"));
  put("object/" + zone, as_bytes("a root zone"));
  const auto later = digest_of(as_bytes("a payload"));
  EXPECT_EQ(run({"object", url, "--digest", zone, "--out", "/zone"}), ExitCode::ok) << err.str();
  EXPECT_EQ(as_text(files.bytes("/zone")), "a root zone");
  EXPECT_EQ(run({"object", url, "--digest", later, "--out", "/later"}), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("object/" + later + ": status 403 embargoed"));
  boost::asio::post(io, [&] { server->stop(); });
  thread.join();
}

}  // namespace
}  // namespace tocsin::audit
