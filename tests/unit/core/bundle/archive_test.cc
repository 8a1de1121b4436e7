#include "core/bundle/archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

#include "tests/unit/core/bundle/made_up_zip.h"

namespace tocsin::bundle {
namespace {

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

Contents a_few() {
  return {{"after", bytes_of("a checkpoint\n")},
          {"claim.json", bytes_of("{}\n")},
          {"entry/17", bytes_of("an entry")},
          {"entry/17.tlog-proof", bytes_of("its proof\n")},
          {object_path(Digest{7}), {}},
          {"tile/entries/000.p/3", Bytes(300, 0)},
          {"verify.sh", bytes_of("#!/bin/bash\n")}};
}

std::vector<MadeUpFile> files_of(const Contents& contents) {
  std::vector<MadeUpFile> files{{.path = "MANIFEST", .content = manifest_of(contents)}};
  for (const auto& [path, bytes] : contents) {
    files.push_back({.path = path,
                     .content = std::string(as_text(bytes)),
                     .mode = path == "verify.sh" ? 0100755U : 0100644U});
  }
  return files;
}

std::string refusal(std::string_view zip, const Limits& limits = {}) {
  const auto contents = unpack(as_bytes(zip), limits);
  return contents ? "taken" : contents.error().text;
}

TEST(BundleArchive, GivesBackWhatWasPacked) {
  EXPECT_EQ(unpack(pack(a_few()).value()).value(), a_few());
  EXPECT_EQ(unpack(pack({}).value()).value(), Contents{});
}

TEST(BundleArchive, IsByteForByteWhatTheFormatSays) {
  EXPECT_EQ(as_text(pack(a_few()).value()), made_up_zip(files_of(a_few())));
}

TEST(BundleArchive, IsTheSameInEveryTimeZone) {
  const auto here = pack(a_few()).value();
  for (const auto* zone : {"Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"}) {
    ASSERT_EQ(setenv("TZ", zone, 1), 0);
    tzset();
    EXPECT_EQ(pack(a_few()).value(), here) << zone;
  }
  unsetenv("TZ");
  tzset();
}

TEST(BundleArchive, CutAnywhereIsRefused) {
  const auto zip = pack(a_few()).value();
  for (std::size_t size = 0; size < zip.size(); ++size) {
    EXPECT_FALSE(unpack(ByteView(zip).first(size))) << size;
  }
}

TEST(BundleArchive, ChangedAnywhereNeverGivesOtherContents) {
  const auto zip = pack(a_few()).value();
  for (std::size_t i = 0; i < zip.size(); ++i) {
    for (const auto change : {0x01, 0x80, 0xff}) {
      auto changed = zip;
      changed[i] ^= static_cast<std::uint8_t>(change);
      const auto contents = unpack(changed);
      EXPECT_TRUE(!contents || *contents == a_few()) << i;
    }
  }
}

TEST(BundleArchive, WithAnythingBesideItsFilesIsRefused) {
  const auto zip = made_up_zip(files_of(a_few()));
  EXPECT_EQ(refusal(zip), "taken");
  EXPECT_NE(refusal(zip + "x"), "taken");
  EXPECT_NE(refusal("x" + zip), "taken");
  EXPECT_NE(refusal(zip + zip), "taken");
  auto commented = zip + "hello";
  commented[zip.size() - 2] = 5;
  EXPECT_EQ(refusal(commented), "there is more in it than its files");
  auto files = files_of(a_few());
  files[2].extra = "UT" + little(1, 2) + "x";
  EXPECT_EQ(refusal(made_up_zip(files)), "there is more in it than its files");
}

// The first of two files changed in one way each.
struct LieCase {
  std::string name;
  std::function<void(std::vector<MadeUpFile>&)> tell;
  std::string why;
};

class BundleArchiveLie : public testing::TestWithParam<LieCase> {};

TEST_P(BundleArchiveLie, IsRefused) {
  auto files = files_of({{"after", bytes_of("1")}, {"before", bytes_of("2")}});
  GetParam().tell(files);
  const auto zip = made_up_zip(files);
  EXPECT_FALSE(unpack(as_bytes(zip)));
  EXPECT_THAT(refusal(zip), testing::HasSubstr(GetParam().why));
}

using Files = std::vector<MadeUpFile>;

// Under another name in the archive, and in MANIFEST.
auto rename_to(const std::string& path) {
  return [path](Files& files) {
    files[1].path = files[1].local_path = path;
    files[0].content = manifest_of({{path, bytes_of("1")}, {"before", bytes_of("2")}});
  };
}

const std::string no_path = "a file whose path is none of a bundle's";
const LieCase lies[] = {
    {"climbs", rename_to("../after"), no_path},
    {"is_absolute", rename_to("/after"), no_path},
    {"has_a_backslash", rename_to("a\\fter"), no_path},
    {"is_a_folder", rename_to("after/"), no_path},
    {"is_no_path_of_a_bundle", rename_to("after2"), no_path},
    {"has_no_path", rename_to(""), ""},
    {"ends_in_zero", [](Files& files) { files[1].path = std::string("after\0", 6); }, ""},
    {"has_another_path_in_its_header",
     [](Files& files) { files[1].local_path = "aftre"; },
     "no zip"},
    {"is_hidden", [](Files& files) { files[1].listed = false; }, "there is more in it"},
    {"is_there_twice", [](Files& files) { files.push_back(files[2]); }, "no zip"},
    {"is_out_of_order",
     [](Files& files) { std::swap(files[1], files[2]); },
     "after is not in the order"},
    {"is_said_to_be_compressed", [](Files& files) { files[1].method = 8; }, "after is compressed"},
    {"is_said_to_be_encrypted", [](Files& files) { files[1].flags = 1; }, "after is encrypted"},
    {"is_a_link", [](Files& files) { files[1].mode = 0120777; }, "after is no plain file"},
    {"can_be_run", [](Files& files) { files[1].mode = 0100755; }, "after is no plain file"},
    {"manifest_is_not_there", [](Files& files) { files.erase(files.begin()); }, "no MANIFEST"},
    {"manifest_lacks_a_file",
     [](Files& files) { files[0].content.resize(72); },
     "MANIFEST does not"},
    {"manifest_has_a_file_more", [](Files& files) { files.pop_back(); }, "MANIFEST does not"},
    {"manifest_has_an_empty_line",
     [](Files& files) { files[0].content += "\n"; },
     "MANIFEST does not"},
    {"content_is_another", [](Files& files) { files[1].content = "3"; }, "MANIFEST does not"},
};

INSTANTIATE_TEST_SUITE_P(Each, BundleArchiveLie, testing::ValuesIn(lies), [](const auto& lie) {
  return lie.param.name;
});

TEST(BundleArchive, NamesNoFileThatItRefuses) {
  EXPECT_EQ(refusal(made_up_zip({{.path = "\x1b[2J"}})), no_path);
  EXPECT_EQ(pack({{"../x", {}}}).error().text, "../x is no path of a bundle");
}

TEST(BundleArchive, HasLimits) {
  const auto zip = pack(a_few()).value();
  const auto files = a_few().size() + 1;
  const auto text = as_text(zip);
  EXPECT_EQ(refusal(text, {.files_max = files, .bytes_max = zip.size()}), "taken");
  EXPECT_EQ(refusal(text, {.files_max = files - 1}), "more than 7 files");
  EXPECT_EQ(refusal(text, {.bytes_max = 100}), "more than 100 bytes");
  EXPECT_TRUE(pack(a_few(), {.files_max = files, .bytes_max = zip.size()}));
  EXPECT_FALSE(pack(a_few(), {.files_max = files - 1}));
  EXPECT_FALSE(pack(a_few(), {.bytes_max = zip.size() - 1}));
}

// Sixteen bits count up to 65,535 files: as many with MANIFEST, then one more.
TEST(BundleArchive, HoldsMoreFilesThanSixteenBitsCount) {
  Contents contents;
  for (std::uint64_t i = 0; i < 65'533; ++i) contents.emplace(entry_path(i), Bytes{});
  for (std::uint64_t i = 65'533; i < 65'535; ++i) {
    contents.emplace(entry_path(i), Bytes{1});
    const auto zip = pack(contents);
    ASSERT_TRUE(zip) << zip.error().text;
    const auto again = unpack(*zip);
    ASSERT_TRUE(again) << again.error().text;
    EXPECT_EQ(again->size(), i + 1);
  }
}

}  // namespace
}  // namespace tocsin::bundle
