#include "tests/lab/cage/zone_signer.h"

#include <algorithm>

#include "tests/lab/cage/files.h"
#include "tests/lab/cage/process.h"
#include "tests/lab/model/zone.h"

namespace tocsin::lab {
namespace {

// The name under which ldns-keygen stored the key: "K.+013+12345".
Result<std::string> make_key(const std::string& folder, std::vector<std::string> flags) {
  std::vector<std::string> command = {"ldns-keygen", "-a", "ECDSAP256SHA256"};
  command.insert(command.end(), flags.begin(), flags.end());
  command.insert(command.end(), {"-r", "/dev/urandom", "."});
  auto name = run_tool(command, nullptr, "", folder);
  if (name) name->erase(name->find_last_not_of('\n') + 1);
  return name;
}

}  // namespace

Result<ZoneSigner> ZoneSigner::make(const std::string& folder,
                                    std::vector<Letter> letters,
                                    std::vector<std::string> tlds) {
  ZoneSigner signer;
  signer.folder_ = folder;
  signer.letters_ = std::move(letters);
  signer.tlds_ = std::move(tlds);
  const auto key_signing_key = make_key(folder, {"-k"});
  if (!key_signing_key) return tl::unexpected(key_signing_key.error());
  const auto zone_signing_key = make_key(folder, {});
  if (!zone_signing_key) return tl::unexpected(zone_signing_key.error());
  signer.key_signing_key_ = *key_signing_key;
  signer.zone_signing_key_ = *zone_signing_key;
  return signer;
}

Status<> ZoneSigner::drop(const std::string& tld) {
  const auto found = std::ranges::find(tlds_, tld);
  if (tld.empty() || found == tlds_.end()) return fail("no TLD " + tld + " in the zone");
  found->clear();
  return {};
}

Result<std::string> ZoneSigner::next() {
  const ZoneSpec spec{.serial = ++serial_, .letters = letters_, .tlds = tlds_};
  const auto plain = folder_ + "/" + std::to_string(serial_) + ".zone";
  const auto written = write_text(plain, root_zone(spec));
  if (!written) return tl::unexpected(written.error());
  const auto signed_zone = plain + ".signed";
  const auto done = run_tool({"ldns-signzone",
                              "-z",
                              "simple:sha384",
                              "-f",
                              signed_zone,
                              plain,
                              key_signing_key_,
                              zone_signing_key_},
                             nullptr,
                             "",
                             folder_);
  if (!done) return tl::unexpected(done.error());
  return signed_zone;
}

}  // namespace tocsin::lab
