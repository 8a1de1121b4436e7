// A public log that is made entry by entry and kept whole, with what a collector and witnesses sign
// of it. Its files are computed anew from the entries, for any size.
#pragma once

#include <string>
#include <vector>

#include "core/crypto/ed25519.h"
#include "core/entry/entry.h"
#include "core/tlog/note_check.h"
#include "core/tlog/tile_files.h"

namespace tocsin::tlog {

struct NamedKey {
  std::string name;
  crypto::SigningKey key;
};

class LogInMemory {
 public:
  explicit LogInMemory(NamedKey log) : log_(std::move(log)) {}

  // Gives its index.
  std::uint64_t add(entry::Kind kind, ByteView body);
  std::uint64_t size() const { return entries_.size(); }
  const std::string& origin() const { return log_.name; }
  VerifierKey key() const;

  // Of the first so many entries, with the cosignatures of these witnesses as of then.
  std::string checkpoint(std::uint64_t size) const;
  std::string cosigned(std::uint64_t size,
                       const std::vector<NamedKey>& witnesses,
                       WallTime at) const;

  // Every tile and bundle that this log has or had; the log outlives it.
  FileSource files() const;

 private:
  Note note(std::uint64_t size) const;
  std::optional<Bytes> file(const std::string& path) const;
  std::vector<Digest> hashes(unsigned level, std::uint64_t first, std::uint64_t count) const;

  NamedKey log_;
  std::vector<Bytes> entries_;
  std::vector<Digest> leaves_;
};

}  // namespace tocsin::tlog
