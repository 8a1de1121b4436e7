#include "daemon/main/state.h"

#include <algorithm>
#include <sstream>

#include "core/record/next_origins.h"
#include "core/tlog/checkpoint.h"
#include "daemon/main/next_origins.h"

namespace tocsin::collector {
namespace {

using durable::Privacy;

constexpr std::size_t file_bytes_max = 64 * 1024;
constexpr Duration backdating = std::chrono::minutes(5);
constexpr Duration authority_validity = std::chrono::hours(24 * 3660);
constexpr Duration server_validity = std::chrono::hours(24 * 3660);

// Writes one file after the other; after the first failure nothing more.
class Writer {
 public:
  explicit Writer(durable::FileSystem& files) : files_(files) {}

  Writer& write(const std::filesystem::path& path, std::string_view text) {
    if (!status_) return *this;
    const auto written =
        durable::write_atomically(files_, path, as_bytes(text), Privacy::owner_only);
    if (!written) status_ = durable::fail(written.error());
    return *this;
  }
  Status<> status() const { return status_; }

 private:
  durable::FileSystem& files_;
  Status<> status_;
};

Result<std::string> read_text(durable::FileSystem& files, const std::filesystem::path& path) {
  const auto bytes = durable::read_whole(files, path, file_bytes_max);
  if (!bytes) return durable::fail(bytes.error());
  return std::string(as_text(*bytes));
}

Result<std::string> server_certificate(const crypto::CertificateAuthority& authority,
                                       const crypto::TlsKey& key,
                                       const NewState& wanted,
                                       WallTime now,
                                       Entropy& entropy) {
  const auto host = host_of(wanted.origin);
  const crypto::ServerNames names{host, {host}, wanted.addresses};
  return authority.issue_server(names, key, {now - backdating, now + server_validity}, entropy);
}

}  // namespace

Status<> make_state(durable::FileSystem& files,
                    const StateLayout& layout,
                    const NewState& wanted,
                    const Clock& clock,
                    Entropy& entropy) {
  if (wanted.origin.empty() || host_of(wanted.origin).empty()) {
    return fail("the origin must begin with a host name");
  }
  if (!record::is_origin(origin_of(wanted.origin, 2027))) {
    return fail("the origin must be short, and of ASCII without blanks and +");
  }
  if (files.exists(layout.origin()) || files.exists(layout.first_log().key())) {
    return fail(layout.dir.string() + " holds a collector's state already");
  }
  const auto made = files.make_directory(layout.dir, Privacy::owner_only);
  if (!made) return durable::fail(made.error());
  const auto now = clock.wall();
  const auto authority = crypto::CertificateAuthority::make(
      "Tocsin " + host_of(wanted.origin), {now - backdating, now + authority_validity}, entropy);
  const auto server_key = crypto::TlsKey::generate();
  const auto server = server_certificate(authority, server_key, wanted, now, entropy);
  if (!server) return tl::unexpected(server.error());
  return Writer(files)
      .write(layout.first_log().key(), crypto::SigningKey::generate(entropy).to_pem())
      .write(layout.ca_key(), authority.key_pem())
      .write(layout.ca(), authority.certificate_pem())
      .write(layout.server_key(), server_key.to_pem())
      .write(layout.server(), *server)
      .write(layout.origin(), wanted.origin + "\n")
      .status();
}

Result<std::vector<int>> read_years(durable::FileSystem& files, const StateLayout& layout) {
  std::vector<int> years;
  if (!files.exists(layout.years())) return years;
  const auto text = read_text(files, layout.years());
  if (!text) return tl::unexpected(text.error());
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    const auto year = tlog::parse_decimal(line);
    if (!year || *year < 1970 || *year > 9999 || (!years.empty() && int(*year) <= years.back())) {
      return fail(layout.years().string() + ": is no list of years");
    }
    years.push_back(static_cast<int>(*year));
  }
  if (years.empty()) return fail(layout.years().string() + ": is empty");
  return years;
}

Result<OwnLog> read_log(durable::FileSystem& files,
                        const StateLayout& layout,
                        const std::string& name,
                        int year) {
  const auto place = year == 0 ? layout.first_log() : layout.log_of(year);
  const auto pem = read_text(files, place.key());
  if (!pem) return tl::unexpected(pem.error());
  auto key = crypto::SigningKey::from_pem(*pem);
  if (!key) return fail(place.key().string() + ": " + key.error().text);
  const auto below = year == 0 ? "" : "/" + std::to_string(year);
  return OwnLog{year == 0 ? name : origin_of(name, year), *std::move(key), place, "/log" + below};
}

Result<State> read_state(durable::FileSystem& files, const StateLayout& layout) {
  std::vector<std::string> texts;
  for (const auto& path :
       {layout.origin(), layout.ca(), layout.ca_key(), layout.server(), layout.server_key()}) {
    auto text = read_text(files, path);
    if (!text) return fail(text.error().text + " (has `tocsind init` been run?)");
    texts.push_back(std::move(*text));
  }
  const auto name = texts[0].substr(0, texts[0].find('\n'));
  auto authority = crypto::CertificateAuthority::from_pem(texts[1], texts[2]);
  if (!authority) return fail(layout.ca().string() + ": " + authority.error().text);
  auto years = read_years(files, layout);
  if (!years) return tl::unexpected(years.error());
  years->insert(years->begin(), 0);
  std::vector<OwnLog> logs;
  for (const auto year : *years) {
    auto log = read_log(files, layout, name, year);
    if (!log) return tl::unexpected(log.error());
    logs.push_back(*std::move(log));
  }
  auto current = std::move(logs.back());
  logs.pop_back();
  return State{name,
               std::move(logs),
               std::move(current),
               std::move(*authority),
               http::TlsIdentity{texts[3], texts[4]}};
}

std::vector<const OwnLog*> State::logs() const {
  std::vector<const OwnLog*> all;
  for (const auto& each : ended) all.push_back(&each);
  all.push_back(&log);
  return all;
}

Result<const OwnLog*> log_named(const State& state, const std::string& origin) {
  if (origin.empty()) return &state.log;
  std::string names;
  for (const auto* log : state.logs()) {
    if (log->origin == origin) return log;
    names += " " + log->origin;
  }
  return fail(origin + " is none of this collector's logs:" + names);
}

}  // namespace tocsin::collector
