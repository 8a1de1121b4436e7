// A real tocsind that is killed again and again while a probe pushes: whatever it has acknowledged
// is in its journal, once.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "core/durable/journal.h"
#include "core/durable/real_file_system.h"
#include "core/entry/journal_record.h"
#include "core/record/signed_envelope.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "daemon/enrol/token_store.h"
#include "daemon/main/state.h"
#include "tests/support/wait/eventually.h"
#include "tests/unit/daemon/main/probe_client.h"

namespace tocsin::collector {
namespace {

constexpr int kills = 15;

class KilledCollector : public testing::Test {
 protected:
  KilledCollector()
      : dir_(std::filesystem::temp_directory_path() /
             ("tocsin-kill-" + std::to_string(::getpid()))),
        files_(durable::real_file_system()) {
    const NewState wanted{std::string(ProbeClient::host), {"127.0.0.1"}};
    const auto made = make_state(*files_, layout(), wanted, clock_, entropy_);
    EXPECT_TRUE(made) << made.error().text;
    std::ofstream(dir_ / "tocsind.yaml")
        << "state_dir: " << layout().dir.string() << "\nlisteners:\n"
        << "  probes: {address: 127.0.0.1, port: 0}\n"
        << "  enrolment: {address: 127.0.0.1, port: 0}\n"
        << "  public: {address: 127.0.0.1, port: 0}\n"
        << "  admin: {address: 127.0.0.1, port: 0}\n";
  }
  ~KilledCollector() override {
    kill();
    std::filesystem::remove_all(dir_);
  }

  StateLayout layout() const { return {dir_ / "state"}; }

  // Starts it and reads its ports from its log.
  void start() {
    const auto log = dir_ / "log";
    const auto config = (dir_ / "tocsind.yaml").string();
    std::filesystem::remove(log);
    child_ = ::fork();
    ASSERT_GE(child_, 0) << "fork";
    if (child_ == 0) {
      const int out = ::open(log.c_str(), O_CREAT | O_WRONLY, 0600);
      ::dup2(out, STDERR_FILENO);
      ::execl(TOCSIND, TOCSIND, "serve", "--config", config.c_str(), nullptr);
      ::_exit(127);
    }
    ASSERT_TRUE(test::eventually([&] { return port_of("admin") != 0; }));
  }

  std::uint16_t port_of(const std::string& listener) const {
    std::ifstream log(dir_ / "log");
    const std::string text(std::istreambuf_iterator<char>(log), {});
    const auto at = text.find(listener + "=");
    if (at == std::string::npos || text.find('\n') == std::string::npos) return 0;
    return static_cast<std::uint16_t>(std::stoi(text.substr(at + listener.size() + 1)));
  }

  void kill() {
    if (child_ <= 0) return;
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    child_ = 0;
  }

  std::unique_ptr<ProbeClient> enrolled_probe() {
    TokenStore tokens(*files_, layout().tokens());
    EXPECT_TRUE(tokens.prepare());
    auto probe = std::make_unique<ProbeClient>("no-1", 1);
    const auto state = read_state(*files_, layout());
    const auto token = tokens.issue("no-1", clock_.wall(), entropy_);
    const auto response =
        probe->enrol(*token, port_of("enrolment"), state->authority.certificate_pem());
    EXPECT_TRUE(response && response->status == 200U);
    return probe;
  }

  // Its death falls beside one of the pushes, anywhere between the first byte and the answer.
  void push_until_killed(ProbeClient& probe, std::size_t pushes_before) {
    std::thread killer;
    for (bool alive = true; alive || !killer.joinable();) {
      // What was not acknowledged goes again, as from a spool; then something new.
      if (sent_.empty() || acknowledged_.contains(sent_.back().digest())) {
        sent_.push_back(probe.script().next(clock_.wall()));
      }
      if (pushes_before-- == 0) killer = std::thread([pid = child_] { ::kill(pid, SIGKILL); });
      const auto response = probe.push(sent_.back());
      alive = response.has_value();
      if (probe.acknowledges(response, sent_.back())) acknowledged_.insert(sent_.back().digest());
    }
    killer.join();
  }

  std::map<Digest, int> journalled() {
    std::map<Digest, int> times;
    const auto read =
        durable::read_journal(*files_, layout().first_log().journal(), 0, [&](auto, ByteView b) {
          const auto record = entry::decode_journal_record(b);
          if (record->entry.kind == entry::Kind::batch) {
            ++times[record::envelope_digest(record->entry.body)];
          }
        });
    EXPECT_TRUE(read);
    return times;
  }

  std::filesystem::path dir_;
  std::unique_ptr<durable::FileSystem> files_;
  system::SystemClock clock_;
  system::SystemEntropy entropy_;
  pid_t child_ = 0;  // 0 or less: none, and then nothing may be killed
  std::vector<SentBatch> sent_;
  std::set<Digest> acknowledged_;
};

TEST_F(KilledCollector, HasWhatItAcknowledgedAndHasItOnce) {
  ASSERT_NO_FATAL_FAILURE(start());
  const auto probe = enrolled_probe();
  std::mt19937 random(1);
  for (int round = 0; round < kills; ++round) {
    probe->connect(port_of("probes"));
    push_until_killed(*probe, random() % 10);
    kill();
    ASSERT_NO_FATAL_FAILURE(start());
  }
  kill();
  const auto times = journalled();
  for (const auto& digest : acknowledged_) EXPECT_TRUE(times.contains(digest));
  for (const auto& [digest, count] : times) EXPECT_EQ(count, 1);
  EXPECT_GT(acknowledged_.size(), 0U);
  EXPECT_LE(times.size(), sent_.size());
}

}  // namespace
}  // namespace tocsin::collector
