// What is private about a vantage point, said as salted commitments: the addresses that it measures
// from. The openings stay in the state directory (state_layout.h); with them its own country can
// later prove which network a batch came from, and nobody else can find out.
//
// An opening is on disk before its commitment is signed, and the same value keeps its salt, so that
// equal commitments mean an unchanged vantage point. Where there are too many openings, those go
// that were of use least recently. A file that cannot be read is never written over: it is kept
// beside the new one as `openings.1`, or the next number that is free, and the log says so. One
// thread.
#pragma once

#include <filesystem>
#include <vector>

#include "core/base/entropy.h"
#include "core/durable/file_system.h"
#include "core/record/commitment.h"

namespace tocsin::probe {

struct PrivateFact {
  record::PrivateField field = record::PrivateField::address_v4;
  Bytes value;

  bool operator==(const PrivateFact&) const = default;
};

class PrivateFacts {
 public:
  // Of the file: seven times 255 hops that came up one by one, or addresses that changed 80,000
  // times.
  static constexpr std::size_t openings_bytes_max = 8 * 1024 * 1024;

  // Reads the openings made so far, of a damaged file those that are whole. What is referred to
  // outlives this.
  PrivateFacts(durable::FileSystem& files, std::filesystem::path openings, Entropy& entropy);

  // One commitment a fact. A fact whose opening cannot be kept is left out: nobody could open it.
  std::vector<record::Commitment> commit(const std::vector<PrivateFact>& facts);

 private:
  const record::Opening* known(const PrivateFact& fact) const;
  bool make(const PrivateFact& fact, const std::vector<PrivateFact>& in_use);
  bool write(std::vector<record::Opening> openings);

  durable::FileSystem& files_;
  std::filesystem::path path_;
  Entropy& entropy_;
  std::vector<record::Opening> openings_;  // those that were of use last behind
  bool may_write_ = true;
};

}  // namespace tocsin::probe
