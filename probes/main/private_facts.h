// What is private about a vantage point, said as salted commitments: the addresses that it measures
// from. The openings stay in the state directory (state_layout.h); with them its own country can
// later prove which network a batch came from, and nobody else can find out.
//
// An opening is on disk before its commitment is signed, and the same value keeps its salt, so that
// equal commitments mean an unchanged vantage point. One thread.
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
  // Reads the openings made so far; a file that is missing or damaged is begun anew. What is
  // referred to outlives this.
  PrivateFacts(durable::FileSystem& files, std::filesystem::path openings, Entropy& entropy);

  // One commitment a fact. A fact whose opening cannot be kept is left out: nobody could open it.
  std::vector<record::Commitment> commit(const std::vector<PrivateFact>& facts);

 private:
  const record::Opening* known(const PrivateFact& fact) const;
  bool make(const PrivateFact& fact);

  durable::FileSystem& files_;
  std::filesystem::path path_;
  Entropy& entropy_;
  std::vector<record::Opening> openings_;
};

}  // namespace tocsin::probe
