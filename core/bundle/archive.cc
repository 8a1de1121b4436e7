#include "core/bundle/archive.h"

#include <zip.h>

#include <memory>
#include <optional>

#include "core/base/check.h"

namespace tocsin::bundle {
namespace {

// APPNOTE.TXT sections 4.3.7, 4.3.12 and 4.3.14 to 4.3.16: what stands in a zip file beside paths
// and contents, where there are no comments and no extra fields.
constexpr std::size_t local_header_bytes = 30;
constexpr std::size_t directory_header_bytes = 46;
constexpr std::size_t end_bytes = 22;
constexpr std::size_t many_files = 0x10000;  // as many do not fit the end's 16 bits:
constexpr std::size_t many_files_end_bytes = 56 + 20;

constexpr std::uint16_t midnight = 0;
constexpr std::uint16_t first_of_january_1980 = 1 << 5 | 1;

std::size_t zip_bytes(std::size_t path_bytes, std::size_t content_bytes, std::size_t files) {
  return files * (local_header_bytes + directory_header_bytes) + 2 * path_bytes + content_bytes +
         end_bytes + (files < many_files ? 0 : many_files_end_bytes);
}

// A regular file that its owner may write and all may read; the script may be run.
std::uint32_t attributes_of(std::string_view path) {
  return (path == verify_path ? 0100755U : 0100644U) << 16;
}

// libzip says with what it ended; an archive that is not closed is discarded.
class ZipError {
 public:
  ZipError() { zip_error_init(&error_); }
  ~ZipError() { zip_error_fini(&error_); }
  ZipError(const ZipError&) = delete;
  ZipError& operator=(const ZipError&) = delete;

  zip_error_t* get() { return &error_; }
  std::string text() { return zip_error_strerror(&error_); }

 private:
  zip_error_t error_;
};

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using OpenFile = std::unique_ptr<zip_file_t, CloseFile>;
using Source = std::unique_ptr<zip_source_t, FreeSource>;

// A view of the bytes, which must outlive it.
Source source_of(ByteView bytes, ZipError& error) {
  return Source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, error.get()));
}

// The archive holds on to the source.
Archive open(const Source& source, int flags, ZipError& error) {
  Archive archive(zip_open_from_source(source.get(), flags, error.get()));
  if (archive) zip_source_keep(source.get());
  return archive;
}

bool add_file(zip_t* archive, const std::string& path, ByteView content) {
  ZipError error;
  auto source = source_of(content, error);
  if (!source) return false;
  const auto added = zip_file_add(archive, path.c_str(), source.get(), ZIP_FL_ENC_UTF_8);
  if (added < 0) return false;
  source.release();  // the archive's from here on
  const auto place = static_cast<zip_uint64_t>(added);
  return zip_set_file_compression(archive, place, ZIP_CM_STORE, 0) == 0 &&
         zip_file_set_dostime(archive, place, midnight, first_of_january_1980, 0) == 0 &&
         zip_file_set_external_attributes(archive, place, 0, ZIP_OPSYS_UNIX, attributes_of(path)) ==
             0;
}

std::optional<Bytes> read_all(zip_source_t* source) {
  zip_stat_t stat;
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) return std::nullopt;
  Bytes bytes(stat.size);
  const auto count = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (count != static_cast<zip_int64_t>(bytes.size())) return std::nullopt;
  return bytes;
}

std::size_t zip_bytes_of(const Contents& contents, std::string_view manifest) {
  auto paths = manifest_path.size();
  auto bytes = manifest.size();
  for (const auto& [path, content] : contents) {
    paths += path.size();
    bytes += content.size();
  }
  return zip_bytes(paths, bytes, contents.size() + 1);
}

// One entry of a foreign archive.
struct Stored {
  std::string path;
  std::size_t bytes = 0;
};

Result<Stored> stored_at(zip_t* archive, zip_uint64_t place) {
  constexpr zip_uint64_t needed =
      ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
  zip_stat_t stat;
  if (zip_stat_index(archive, place, ZIP_FL_ENC_RAW, &stat) != 0) return fail("no such file");
  if ((stat.valid & needed) != needed) return fail("a file without a name or size");
  std::string path = stat.name;
  if (path != manifest_path && !is_bundle_path(path)) {
    return fail("a file whose path is none of a bundle's");
  }
  if (stat.encryption_method != ZIP_EM_NONE) return fail(path + " is encrypted");
  if (stat.comp_method != ZIP_CM_STORE) return fail(path + " is compressed");
  std::uint8_t system = 0;
  std::uint32_t attributes = 0;
  zip_file_get_external_attributes(archive, place, 0, &system, &attributes);
  if (system != ZIP_OPSYS_UNIX || attributes != attributes_of(path)) {
    return fail(path + " is no plain file");
  }
  return Stored{std::move(path), stat.size};
}

// Every entry, in the archive's order; together they are the whole of the file.
Result<std::vector<Stored>> stored_in(zip_t* archive, std::size_t size, const Limits& limits) {
  const auto count = static_cast<std::size_t>(zip_get_num_entries(archive, 0));
  if (count > limits.files_max)
    return fail("more than " + std::to_string(limits.files_max) + " files");
  std::vector<Stored> files;
  std::size_t paths = 0;
  std::size_t bytes = 0;
  for (std::size_t place = 0; place < count; ++place) {
    auto file = stored_at(archive, place);
    if (!file) return tl::unexpected(file.error());
    if (!files.empty() && file->path <= files.back().path) {
      return fail(file->path + " is not in the order of the paths");
    }
    paths += file->path.size();
    if (file->bytes > size - bytes) return fail(file->path + " is longer than the zip file");
    bytes += file->bytes;
    files.push_back(std::move(*file));
  }
  if (zip_bytes(paths, bytes, count) != size) return fail("there is more in it than its files");
  return files;
}

Result<Bytes> content_of(zip_t* archive, std::size_t place, const Stored& file) {
  const OpenFile open(zip_fopen_index(archive, place, 0));
  if (!open) return fail(file.path + ": " + zip_strerror(archive));
  Bytes bytes(file.bytes);
  const auto count = zip_fread(open.get(), bytes.data(), bytes.size());
  std::uint8_t behind = 0;  // its checksum is compared where its end is read
  if (count != static_cast<zip_int64_t>(bytes.size()) || zip_fread(open.get(), &behind, 1) != 0) {
    return fail(file.path + " is damaged");
  }
  return bytes;
}

Result<Contents> contents_in(zip_t* archive, const std::vector<Stored>& files) {
  Contents contents;
  for (std::size_t place = 0; place < files.size(); ++place) {
    auto bytes = content_of(archive, place, files[place]);
    if (!bytes) return tl::unexpected(bytes.error());
    contents.emplace_hint(contents.end(), files[place].path, std::move(*bytes));
  }
  return contents;
}

}  // namespace

Result<Bytes> pack(const Contents& contents, const Limits& limits) {
  for (const auto& [path, bytes] : contents) {
    if (!is_bundle_path(path)) return fail(path + " is no path of a bundle");
  }
  const auto manifest = manifest_of(contents);
  if (contents.size() >= limits.files_max || zip_bytes_of(contents, manifest) > limits.bytes_max) {
    return fail("too much for one bundle");
  }
  ZipError error;
  const auto out = source_of({}, error);
  auto archive = out ? open(out, ZIP_CREATE | ZIP_TRUNCATE, error) : nullptr;
  if (!archive) return fail("zip: " + error.text());
  bool added = add_file(archive.get(), std::string(manifest_path), as_bytes(manifest));
  for (const auto& [path, bytes] : contents) added = added && add_file(archive.get(), path, bytes);
  if (!added || zip_close(archive.get()) != 0) {
    return fail("zip: " + std::string(zip_strerror(archive.get())));
  }
  (void)archive.release();  // closing it has freed it
  auto zip = read_all(out.get());
  if (!zip) return fail("zip: it cannot be read back");
  check(zip->size() == zip_bytes_of(contents, manifest), "nothing in a bundle but its files");
  return std::move(*zip);
}

Result<Contents> unpack(ByteView zip, const Limits& limits) {
  if (zip.size() > limits.bytes_max) {
    return fail("more than " + std::to_string(limits.bytes_max) + " bytes");
  }
  ZipError error;
  const auto source = source_of(zip, error);
  const auto archive = source ? open(source, ZIP_RDONLY | ZIP_CHECKCONS, error) : nullptr;
  if (!archive) return fail("no zip file: " + error.text());
  const auto files = stored_in(archive.get(), zip.size(), limits);
  if (!files) return tl::unexpected(files.error());
  auto contents = contents_in(archive.get(), *files);
  if (!contents) return contents;
  const auto manifest = contents->extract(std::string(manifest_path));
  if (manifest.empty()) return fail("no MANIFEST");
  if (as_text(manifest.mapped()) != manifest_of(*contents)) {
    return fail("MANIFEST does not name exactly what is there");
  }
  return contents;
}

}  // namespace tocsin::bundle
