// Grows a collector's log of made-up entries, and cuts the log's part of a bundle out of it, for
// readers that share no code with it: log_verifier.py. Every key and time is fixed.
//
//   write_log keys                               the log's verifier key and those of two witnesses
//   write_log grow STATE SIZE WORD               STATE/log has SIZE entries, signed and cosigned;
//                                                another WORD makes another history
//   write_log cut STATE BEFORE AFTER OUT N...    OUT has the files; BEFORE may be "-"
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "core/bundle/cut.h"
#include "core/durable/journal.h"
#include "core/durable/real_file_system.h"
#include "core/entry/journal_record.h"
#include "core/tlog/note_check.h"
#include "daemon/ledger/ledger.h"

namespace tocsin::collector {
namespace {

using durable::FileSystem;

const std::string origin = "geneva.test/log";

const crypto::SigningKey& log_key() {
  static const auto key = crypto::SigningKey::from_seed({7});
  return key;
}

const std::vector<std::string> witnesses{"nordic.test/witness", "baltic.test/witness"};

crypto::SigningKey key_of(const std::string& witness) {
  return crypto::SigningKey::from_seed({static_cast<std::uint8_t>(witness.front())});
}

template <class T, class E>
T taken(Result<T, E> result) {
  if (!result) {
    std::cerr << "write_log: " << result.error().text << "\n";
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

void print_keys() {
  using tlog::Algorithm;
  const auto print = [](const std::string& name, Algorithm algorithm, const auto& key) {
    std::cout << to_text(tlog::verifier_key(name, algorithm, key.public_key())) << "\n";
  };
  print(origin, Algorithm::ed25519, log_key());
  for (const auto& name : witnesses) print(name, Algorithm::cosignature_v1, key_of(name));
}

// One of them is about as long as an entry may be.
Bytes body_of(const std::string& word, std::uint64_t n) {
  const auto text = word + " " + std::to_string(n) + std::string(n % 40, '.');
  Bytes body(text.begin(), text.end());
  if (n == 255) body.resize(65'000);
  return body;
}

struct History {
  std::uint64_t size = 0;
  std::string word;
};

std::uint64_t append(FileSystem& files, const FileSystem::Path& folder, const History& history) {
  auto journal = taken(durable::Journal::open(files, folder));
  while (journal.next_index() < history.size) {
    const auto body = body_of(history.word, journal.next_index());
    const entry::EntryView entry{entry::Kind::opt_out, body};
    taken(journal.append(entry::encode_journal_record({entry})));
  }
  taken(journal.sync());
  return journal.durable_below();
}

std::string cosigned(const std::string& checkpoint) {
  auto note = taken(tlog::parse_note(checkpoint));
  auto at = *from_rfc3339("2026-11-29T12:00:00Z");
  for (const auto& name : witnesses) {
    note.signatures.push_back(tlog::cosign_note(name, key_of(name), note.text, at));
    at = at + std::chrono::seconds(1);
  }
  return encode(note);
}

void grow(FileSystem& files, const FileSystem::Path& state, const History& history) {
  const LedgerPlaces places{state / "journal", state / "committed", state / "log"};
  Ledger ledger(files, places, origin, log_key());
  taken(ledger.open(append(files, places.journal, history)));
  LogFolder log(files, places.log);
  taken(log.publish_cosigned(cosigned(ledger.checkpoint())));
}

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void cut(FileSystem& files, const std::vector<std::string>& arguments) {
  const LogFolder log(files, arguments[0] + "/log");
  bundle::Cut wanted{.before = text_of(arguments[1]), .after = text_of(arguments[2])};
  if (arguments[1] == "-") wanted.before.reset();
  for (std::size_t i = 4; i < arguments.size(); ++i) {
    wanted.earlier.push_back(std::stoull(arguments[i]));
  }
  const auto source = [&log](const std::string& path) { return log.file(path); };
  for (const auto& [path, bytes] : taken(bundle::cut_from(source, wanted))) {
    const auto place = std::filesystem::path(arguments[3]) / path;
    std::filesystem::create_directories(place.parent_path());
    std::ofstream(place, std::ios::binary) << as_text(bytes);
  }
}

int run(const std::vector<std::string>& arguments) {
  const auto files = durable::real_file_system();
  const std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
  if (arguments[0] == "keys") {
    print_keys();
  } else if (arguments[0] == "grow" && rest.size() == 3) {
    grow(*files, rest[0], {std::stoull(rest[1]), rest[2]});
  } else if (arguments[0] == "cut" && rest.size() >= 4) {
    cut(*files, rest);
  } else {
    std::cerr << "write_log: not so; the head of write_log.cc says how\n";
    return 2;
  }
  return 0;
}

}  // namespace
}  // namespace tocsin::collector

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  return tocsin::collector::run({argv + 1, argv + argc});
}
