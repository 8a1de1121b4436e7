#include "daemon/main/state.h"

#include "core/record/next_origins.h"
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
  if (files.exists(layout.origin()) || files.exists(layout.log_key())) {
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
      .write(layout.log_key(), crypto::SigningKey::generate(entropy).to_pem())
      .write(layout.ca_key(), authority.key_pem())
      .write(layout.ca(), authority.certificate_pem())
      .write(layout.server_key(), server_key.to_pem())
      .write(layout.server(), *server)
      .write(layout.origin(), wanted.origin + "\n")
      .status();
}

Result<State> read_state(durable::FileSystem& files, const StateLayout& layout) {
  std::vector<std::string> texts;
  for (const auto& path : {layout.origin(),
                           layout.log_key(),
                           layout.ca(),
                           layout.ca_key(),
                           layout.server(),
                           layout.server_key()}) {
    auto text = read_text(files, path);
    if (!text) return fail(text.error().text + " (has `tocsind init` been run?)");
    texts.push_back(std::move(*text));
  }
  auto log_key = crypto::SigningKey::from_pem(texts[1]);
  if (!log_key) return fail(layout.log_key().string() + ": " + log_key.error().text);
  auto authority = crypto::CertificateAuthority::from_pem(texts[2], texts[3]);
  if (!authority) return fail(layout.ca().string() + ": " + authority.error().text);
  return State{texts[0].substr(0, texts[0].find('\n')),
               std::move(*log_key),
               std::move(*authority),
               http::TlsIdentity{texts[4], texts[5]}};
}

}  // namespace tocsin::collector
