#include "core/tlog/note.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "core/tlog/checkpoint.h"
#include "core/tlog/log_proof.h"
#include "core/tlog/merkle_hash.h"
#include "core/tlog/note_check.h"
#include "tests/unit/core/tlog/reference_tree.h"

namespace tocsin::tlog {
namespace {

// The example in the documentation of Go's golang.org/x/mod/sumdb/note.
constexpr std::string_view neumann_key =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view neumann_note =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\u2014 PeterNeumann "
    "x08go/ZJkuBS9UG/"
    "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

crypto::SigningKey key_number(std::uint8_t number) {
  return crypto::SigningKey::from_seed({number});
}

VerifierKey log_key(std::uint8_t number, const std::string& name = "geneva.example/log") {
  return verifier_key(name, Algorithm::ed25519, key_number(number).public_key());
}

VerifierKey witness_key(std::uint8_t number, const std::string& name) {
  return verifier_key(name, Algorithm::cosignature_v1, key_number(number).public_key());
}

const std::string text = encode(Checkpoint{"geneva.example/log", {0, empty_root()}});
constexpr WallTime noon{std::chrono::seconds(1'785'585'600)};

Note signed_note() {
  return {text,
          {sign_note("geneva.example/log", key_number(1), text),
           cosign_note("nordic.example", key_number(2), text, noon)}};
}

TEST(VerifierKey, IsReadBackAsItIsWritten) {
  const auto key = parse_verifier_key(neumann_key);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->name, "PeterNeumann");
  EXPECT_EQ(key->algorithm, Algorithm::ed25519);
  EXPECT_EQ(to_text(*key), neumann_key);
}

TEST(VerifierKey, WithAnyCharacterChangedIsRefused) {
  for (std::size_t i = 0; i < neumann_key.size(); ++i) {
    auto changed = std::string(neumann_key);
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(parse_verifier_key(changed)) << changed;
    EXPECT_FALSE(parse_verifier_key(neumann_key.substr(0, i)));
  }
}

TEST(Note, OfAnotherImplementationVerifies) {
  const auto note = parse_note(neumann_note);
  ASSERT_TRUE(note);
  EXPECT_EQ(encode(*note), neumann_note);
  const VerifierKey keys[] = {log_key(1), *parse_verifier_key(neumann_key)};
  const auto checked = check_note(*note, keys);
  ASSERT_TRUE(checked) << checked.error().text;
  ASSERT_EQ(checked->verified.size(), 1);
  EXPECT_EQ(checked->verified[0].key, 1);
}

TEST(Note, CutAnywhereIsRefusedOrHasFewerSignatures) {
  const auto whole = encode(signed_note());
  const VerifierKey keys[] = {log_key(1), witness_key(2, "nordic.example")};
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto note = parse_note(std::string_view(whole).substr(0, size));
    if (!note) continue;
    EXPECT_EQ(note->signatures.size(), 1) << size;
    EXPECT_EQ(check_note(*note, keys)->verified.size(), 1);
  }
}

TEST(Note, WithAnyBitFlippedIsRefusedOrReported) {
  const auto whole = encode(signed_note());
  const VerifierKey keys[] = {log_key(1), witness_key(2, "nordic.example")};
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    auto flipped = whole;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ 1 << bit % 8);
    const auto note = parse_note(flipped);
    const auto checked = note ? check_note(*note, keys) : fail("malformed");
    // What is left is a signature of a key that nobody knows.
    EXPECT_TRUE(!checked || checked->ignored.size() == 1) << "bit " << bit;
  }
}

TEST(Note, IsReadOnlyInItsOneForm) {
  const auto line = encode(sign_note("a.example", key_number(1), "text\n"));
  EXPECT_TRUE(parse_note("text\n\n" + line));
  EXPECT_TRUE(parse_note("two\n\nparts\n\n" + line));
  const std::string others[] = {"text\n" + line,
                                "text\n\n",
                                "text\n\n\n" + line + "\n",
                                "te\rxt\n\n" + line,
                                "te\xffxt\n\n" + line,
                                "text\n\nnot a line\n" + line,
                                "text\n\n" + line.substr(0, line.size() - 1),
                                line};
  for (const auto& other : others) {
    EXPECT_FALSE(parse_note(other)) << other;
  }
}

TEST(KeyName, HasNoSpacesOfAnyKindAndNoPlus) {
  for (const auto* name : {"a", "geneva.example/log", "\u00e9tat"}) EXPECT_TRUE(is_key_name(name));
  for (const auto* name : {"", "a b", "a+b", "a\u00a0b", "a\u3000", "a\n", "a\x7f", "\xff"}) {
    EXPECT_FALSE(is_key_name(name)) << name;
  }
}

TEST(NoteCheck, GivesTheCosignaturesTime) {
  const VerifierKey keys[] = {witness_key(2, "nordic.example")};
  const auto checked = check_note(signed_note(), keys);
  ASSERT_TRUE(checked);
  EXPECT_EQ(checked->verified[0].at, noon);
  ASSERT_EQ(checked->ignored.size(), 1);
  EXPECT_EQ(checked->ignored[0].name, "geneva.example/log");
}

TEST(NoteCheck, RefusesTheWholeNoteForOneBadSignatureOfAKnownKey) {
  auto note = signed_note();
  note.signatures[1].signature.back() ^= 1;
  const VerifierKey both[] = {log_key(1), witness_key(2, "nordic.example")};
  EXPECT_FALSE(check_note(note, both));
  EXPECT_TRUE(check_note(note, std::span(both).first(1)));
  EXPECT_FALSE(check_note(note, {}));
}

TEST(NoteCheck, CountsAKeyOnce) {
  auto note = signed_note();
  note.signatures.push_back(note.signatures[1]);
  const VerifierKey keys[] = {witness_key(2, "nordic.example")};
  EXPECT_EQ(check_note(note, keys)->verified.size(), 1);
}

// A cosignature is no log's signature and the other way round, though both are Ed25519.
TEST(NoteCheck, TellsAlgorithmsApart) {
  const Note note{text, {sign_note("a.example", key_number(2), text)}};
  const VerifierKey keys[] = {witness_key(2, "a.example")};
  EXPECT_FALSE(check_note(note, keys));
}

TEST(NoteCheck, IgnoresAKnownKeyWhoseAlgorithmItCannotVerify) {
  VerifierKey later{"later.example", static_cast<Algorithm>(6), Bytes(1312, 7)};
  Note note = signed_note();
  note.signatures.push_back({later.name, key_id(later), Bytes(2428, 1)});
  const VerifierKey keys[] = {later, log_key(1)};
  const auto checked = check_note(note, keys);
  ASSERT_TRUE(checked);
  EXPECT_EQ(checked->ignored.size(), 2);
}

TEST(Checkpoint, IsReadOnlyInItsOneForm) {
  const auto root = mth(leaves_of(12));
  const auto whole = encode(Checkpoint{"geneva.example/log", {12, root}});
  EXPECT_EQ(parse_checkpoint(whole), (Checkpoint{"geneva.example/log", {12, root}}));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(parse_checkpoint(std::string_view(whole).substr(0, size))) << size;
  }
  const auto hash = whole.substr(whole.find("\n12\n") + 4);
  EXPECT_FALSE(parse_checkpoint(whole + "extension\n"));
  EXPECT_FALSE(parse_checkpoint("\n12\n" + hash));
  EXPECT_FALSE(parse_checkpoint("a\n012\n" + hash));
  EXPECT_FALSE(parse_checkpoint("a\n-1\n" + hash));
  EXPECT_FALSE(parse_checkpoint("a\n9223372036854775808\n" + hash));
  EXPECT_FALSE(parse_checkpoint("a\n0\n" + hash));
}

// The block of docs/formats/log.md with this label.
std::string documented(const std::string& label) {
  std::ifstream in(TOCSIN_SOURCE_DIR "/docs/formats/log.md");
  const std::string document{std::istreambuf_iterator<char>(in), {}};
  const auto start = document.find("```text " + label + "\n");
  if (start == std::string::npos) return {};
  const auto block = document.find('\n', start) + 1;
  return document.substr(block, document.find("```", block) - block);
}

TEST(Checkpoint, IsWrittenAsItIsDocumented) {
  const auto key = documented("key");
  const auto note = parse_note(documented("checkpoint"));
  ASSERT_TRUE(note && !key.empty());
  EXPECT_EQ(to_text(log_key(7)) + "\n", key);
  const VerifierKey keys[] = {log_key(7)};
  EXPECT_TRUE(check_note(*note, keys));
  const Bytes entry{0x82, 0x02, 0x40};
  const Checkpoint expected{"geneva.example/log", {1, leaf_hash(entry)}};
  EXPECT_EQ(parse_checkpoint(note->text), expected);
  EXPECT_EQ(encode(Note{encode(expected),
                        {sign_note("geneva.example/log", key_number(7), encode(expected))}}),
            documented("checkpoint"));
}

TEST(Checkpoint, OfTheEmptyTreeIsThatOfTheStandard) {
  EXPECT_EQ(text, "geneva.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
}

LogProof proof_of(std::uint64_t index, std::uint64_t size) {
  const auto leaves = leaves_of(size);
  const auto checkpoint = encode(Checkpoint{"geneva.example/log", {size, mth(leaves)}});
  return {Bytes{1, 2, 3},
          index,
          prove_inclusion(index, size, nodes_over(leaves)).value(),
          {checkpoint, {sign_note("geneva.example/log", key_number(1), checkpoint)}}};
}

TEST(LogProof, IsReadBackAndHoldsForItsEntryAlone) {
  auto proof = proof_of(7, 20);
  EXPECT_EQ(parse_log_proof(encode(proof)), proof);
  EXPECT_TRUE(check_inclusion(proof, entry_number(7)));
  EXPECT_FALSE(check_inclusion(proof, entry_number(8)));
  proof.extra.reset();
  EXPECT_EQ(parse_log_proof(encode(proof)), proof);
}

TEST(LogProof, OfTheOnlyEntryHasNoHashes) {
  const auto proof = proof_of(0, 1);
  EXPECT_TRUE(proof.path.empty());
  EXPECT_EQ(parse_log_proof(encode(proof)), proof);
  EXPECT_TRUE(check_inclusion(proof, entry_number(0)));
}

TEST(LogProof, CutAnywhereIsRefused) {
  const auto whole = encode(proof_of(7, 20));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(parse_log_proof(std::string_view(whole).substr(0, size))) << size;
  }
}

TEST(LogProof, WithAnyBitFlippedIsRefusedUnlessOnlyTheExtraDataIs) {
  auto proof = proof_of(7, 20);
  proof.extra.reset();
  const auto whole = encode(proof);
  const VerifierKey keys[] = {log_key(1)};
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    auto flipped = whole;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ 1 << bit % 8);
    const auto read = parse_log_proof(flipped);
    EXPECT_FALSE(read && check_inclusion(*read, entry_number(7)) &&
                 check_note(read->checkpoint, keys))
        << "bit " << bit;
  }
}

TEST(LogProof, LongerThanAnyTreeCallsForIsRefused) {
  auto proof = proof_of(7, 20);
  proof.path.resize(proof_hashes_max);
  EXPECT_TRUE(parse_log_proof(encode(proof)));
  proof.path.resize(proof_hashes_max + 1);
  EXPECT_FALSE(parse_log_proof(encode(proof)));
}

}  // namespace
}  // namespace tocsin::tlog
