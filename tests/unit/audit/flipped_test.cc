#include "tests/unit/audit/audited_bundle.h"

namespace tocsin::audit {
namespace {

constexpr std::size_t apart = 5;  // so that each of a byte's bits has its turn

// Below the hashes of an earlier entry's proof there is the checkpoint once more, and who signed
// that is looked at in `after`.
std::size_t relied_on(const std::string& path, const Bytes& bytes) {
  if (!path.ends_with(".tlog-proof")) return bytes.size();
  const auto text = as_text(bytes);
  return text.find("\n\n\u2014 ");
}

// Whoever writes a bundle writes its MANIFEST as well.
TEST(AFlippedBit, IsNoticedWhereTheWriterHasFlippedIt) {
  bundle::MadeUpBundle small;
  auto& probe = small.enter("NO", "no-1");
  small.begin();
  small.watch({&probe}, 0, 2);
  std::string text = "log " + to_text(small.log.key()) + "\n";
  for (const auto& [name, key] : small.witnesses) {
    const auto known = tlog::verifier_key(name, tlog::Algorithm::cosignature_v1, key.public_key());
    text += "witness " + name + " " + to_text(known) + "\n";
  }
  const auto policy = parse_trust_policy(text + "group all all nic.no/w nic.ch/w\nquorum all\n" +
                                         "country NO " + text_of(small.country_key("NO")) + "\n");
  ASSERT_TRUE(policy) << policy.error().text;
  auto contents = small.with_claim();
  ASSERT_TRUE(all_hold(audit_bundle(contents, *policy).ladder));
  std::size_t flipped = 0;
  for (auto& [path, bytes] : contents) {
    const auto end = relied_on(path, bytes);
    for (std::size_t i = 0; i < end; i += apart, ++flipped) {
      const auto bit = static_cast<std::uint8_t>(1U << flipped % 8);
      bytes[i] ^= bit;
      EXPECT_FALSE(all_hold(audit_bundle(contents, *policy).ladder)) << path << ", byte " << i;
      bytes[i] ^= bit;
    }
  }
  EXPECT_TRUE(all_hold(audit_bundle(contents, *policy).ladder));
  EXPECT_GT(flipped, 1000U);
}

}  // namespace
}  // namespace tocsin::audit
