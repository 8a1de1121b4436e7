#include "daemon/ledger/log_rebuild.h"

#include <algorithm>

#include "daemon/ledger/log_check.h"

namespace tocsin::collector {
namespace {

using durable::FileSystem;

FileSystem::Path beside(const FileSystem::Path& path, const std::string& ending) {
  return path.parent_path() / (path.filename().string() + ending);
}

Status<> as_status(const durable::FileStatus& status) {
  if (!status) return durable::fail(status.error());
  return {};
}

// A file, or a folder with all that is in it: a name that can be listed is a folder.
durable::FileStatus remove_all(FileSystem& files, const FileSystem::Path& path) {
  if (!files.exists(path)) return {};
  const auto names = files.list(path);
  if (!names) return files.remove(path);
  for (const auto& name : *names) {
    if (auto removed = remove_all(files, path / name); !removed) return removed;
  }
  return files.remove_directory(path);
}

// A half-made one of an earlier attempt is begun anew.
Result<LedgerPlaces> clean_places(FileSystem& files, const LedgerPlaces& places) {
  LedgerPlaces fresh{
      places.journal, beside(places.committed, ".rebuilt"), beside(places.log, ".rebuilt")};
  for (const auto& path : {fresh.committed, fresh.log}) {
    if (auto removed = remove_all(files, path); !removed) return durable::fail(removed.error());
  }
  return fresh;
}

Status<> replace(FileSystem& files, const LedgerPlaces& places, const LedgerPlaces& fresh) {
  const auto replaced = beside(places.log, ".replaced");
  if (files.exists(places.log)) {
    if (auto done = remove_all(files, replaced); !done) return as_status(done);
    if (auto done = files.rename(places.log, replaced); !done) return as_status(done);
  }
  if (auto done = files.rename(fresh.log, places.log); !done) return as_status(done);
  if (auto done = files.sync_directory(places.log.parent_path()); !done) return as_status(done);
  return as_status(files.remove(fresh.committed));
}

}  // namespace

Status<> rebuild_log(FileSystem& files,
                     const LedgerPlaces& places,
                     const std::string& origin,
                     const crypto::SigningKey& key) {
  const auto found = check_log(files, places, origin, key.public_key());
  if (!found) return tl::unexpected(found.error());
  if (!found->journal_is_signed) {
    return fail(places.journal.string() +
                " is not what was signed: the journal is damaged, restore it from a copy");
  }
  const auto fresh = clean_places(files, places);
  if (!fresh) return tl::unexpected(fresh.error());
  Ledger ledger(files, *fresh, origin, key);
  if (auto made = ledger.open(found->signed_tree.size); !made) return made;
  if (ledger.head() != found->signed_tree) return fail("the log came out otherwise than signed");
  const auto cosigned = LogFolder(files, places.log).cosigned();
  const bool holds = std::ranges::find(found->wrong_files, "cosigned") == found->wrong_files.end();
  if (cosigned && holds) {
    if (auto kept = LogFolder(files, fresh->log).publish_cosigned(*cosigned); !kept) return kept;
  }
  return replace(files, places, *fresh);
}

}  // namespace tocsin::collector
