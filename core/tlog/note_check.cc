#include "core/tlog/note_check.h"

#include <algorithm>

#include "core/base/check.h"

namespace tocsin::tlog {
namespace {

std::string cosigned_text(std::uint64_t seconds, std::string_view text) {
  return "cosignature/v1\ntime " + std::to_string(seconds) + "\n" + std::string(text);
}

template <std::size_t N>
std::optional<ByteArray<N>> exactly(ByteView bytes) {
  if (bytes.size() != N) return std::nullopt;
  ByteArray<N> array;
  std::copy(bytes.begin(), bytes.end(), array.begin());
  return array;
}

bool verifies(const VerifierKey& key, std::string_view message, ByteView signature) {
  const auto public_key = exactly<32>(key.key);
  const auto value = exactly<64>(signature);
  return public_key && value && crypto::verify(*public_key, as_bytes(message), *value);
}

// Nothing where it does not verify.
std::optional<VerifiedSignature> verify_cosignature(const VerifierKey& key,
                                                    std::string_view text,
                                                    ByteView signature) {
  Cursor in(signature);
  const auto seconds = in.take_be64();
  constexpr std::uint64_t seconds_max = std::chrono::seconds::max().count() / 1'000'000'000;
  if (!seconds || *seconds == 0 || *seconds > seconds_max) return std::nullopt;
  if (!verifies(key, cosigned_text(*seconds, text), in.rest())) return std::nullopt;
  return VerifiedSignature{0, WallTime{std::chrono::seconds(*seconds)}};
}

std::optional<VerifiedSignature> verify(const VerifierKey& key,
                                        std::string_view text,
                                        ByteView signature) {
  switch (key.algorithm) {
    case Algorithm::ed25519:
      if (!verifies(key, text, signature)) return std::nullopt;
      return VerifiedSignature{};
    case Algorithm::cosignature_v1:
      return verify_cosignature(key, text, signature);
  }
  return std::nullopt;
}

bool is_verifiable(const VerifierKey& key) {
  return key.algorithm == Algorithm::ed25519 || key.algorithm == Algorithm::cosignature_v1;
}

// The key that a line names; nothing where it is not among them, or cannot be used here.
std::optional<std::size_t> key_of(const NoteSignature& signature,
                                  std::span<const VerifierKey> keys) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].name != signature.name || key_id(keys[i]) != signature.key_id) continue;
    return is_verifiable(keys[i]) ? std::optional(i) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Result<CheckedNote> check_note(const Note& note, std::span<const VerifierKey> keys) {
  CheckedNote checked;
  for (const auto& signature : note.signatures) {
    const auto key = key_of(signature, keys);
    if (!key) {
      checked.ignored.push_back(signature);
      continue;
    }
    auto verified = verify(keys[*key], note.text, signature.signature);
    if (!verified) return fail("signature of " + signature.name + " does not verify");
    verified->key = *key;
    const auto same = [&](const auto& other) { return other.key == *key; };
    if (std::ranges::none_of(checked.verified, same)) checked.verified.push_back(*verified);
  }
  if (checked.verified.empty()) return fail("none of the known keys has signed");
  return checked;
}

NoteSignature sign_note(const std::string& name,
                        const crypto::SigningKey& key,
                        std::string_view text) {
  const auto signature = key.sign(as_bytes(text));
  return {name,
          key_id(verifier_key(name, Algorithm::ed25519, key.public_key())),
          Bytes(signature.begin(), signature.end())};
}

NoteSignature cosign_note(const std::string& name,
                          const crypto::SigningKey& key,
                          std::string_view text,
                          WallTime at) {
  const auto time = std::chrono::floor<std::chrono::seconds>(at.since_epoch).count();
  check(time > 0, "a cosignature has a time");
  const auto seconds = static_cast<std::uint64_t>(time);
  const auto signature = key.sign(as_bytes(cosigned_text(seconds, text)));
  Bytes blob;
  append_be64(blob, seconds);
  append(blob, signature);
  return {name,
          key_id(verifier_key(name, Algorithm::cosignature_v1, key.public_key())),
          std::move(blob)};
}

}  // namespace tocsin::tlog
