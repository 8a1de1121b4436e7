#include "audit/stored_columns.h"

#include <span>

#include "core/tlog/note.h"
#include "core/tlog/note_check.h"

namespace tocsin::audit {
namespace {

Status<> check_note(const LogOrigin& origin, const crypto::PublicKey& key) {
  const auto note = tlog::parse_note(origin.note);
  if (!note) return tl::unexpected(note.error());
  const auto named = tlog::verifier_key(origin.checkpoint.origin, tlog::Algorithm::ed25519, key);
  const auto checked = tlog::check_note(*note, std::span(&named, 1));
  return checked ? Status<>() : tl::unexpected(checked.error());
}

Status<> check_file(const ColumnsFile& file, const LogOptions& said, const assess::Month& month) {
  if (file.columns.month() != month) return fail("it has " + file.columns.month().to_text());
  const auto& origin = file.origin;
  if (said.key) {
    if (auto signed_by = check_note(origin, *said.key); !signed_by) return signed_by;
  }
  const bool same = said.countries.empty() || said.countries == origin.countries;
  return same ? Status<>() : fail("it was made by the word of other countries");
}

}  // namespace

Status<> write_columns(durable::FileSystem& files,
                       const std::string& path,
                       const LogOrigin& origin,
                       const assess::MonthColumns& columns) {
  if (files.exists(path)) return fail(path + " is there: --rejudge compares with it");
  const auto bytes = encode_columns(origin, columns);
  if (!bytes) return fail(path + ": " + bytes.error().text);
  const auto written = durable::write_atomically(files, path, *bytes, durable::Privacy::shared);
  return written ? Status<>() : durable::fail(written.error());
}

Result<ColumnsFile> read_columns(durable::FileSystem& files,
                                 const std::string& path,
                                 const LogOptions& said,
                                 const assess::Month& month) {
  const auto bytes = durable::read_whole(files, path, columns_octets_max);
  if (!bytes) return durable::fail(bytes.error());
  auto file = decode_columns(*bytes);
  if (!file) return fail(path + ": " + file.error().text);
  if (auto checked = check_file(*file, said, month); !checked) {
    return fail(path + ": " + checked.error().text);
  }
  return file;
}

Result<LogReading> reading_of(const LogOrigin& origin) {
  LogMeasurements log({.plan = {}, .countries = origin.countries}, nullptr);
  for (const auto& bytes : origin.entries) {
    const auto entry = entry::decode(bytes);
    if (!entry || !is_kept(entry->kind)) return fail("an entry that columns do not keep");
    if (auto learned = log.learn({.entry = *entry}); !learned) {
      return tl::unexpected(learned.error());
    }
  }
  return LogReading{origin, log.roster(), log.annotations()};
}

}  // namespace tocsin::audit
