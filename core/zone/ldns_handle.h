// ldns' objects with an owner. On its own ldns/common.h makes macros of bool, true and false, which
// no header of the standard library survives behind it: stdbool.h keeps it from that.
#pragma once

// clang-format off
#include <stdbool.h>
#include <ldns/ldns.h>
// clang-format on

#include <memory>

namespace tocsin::zone {

struct FreeRecord {
  void operator()(ldns_rr* record) const { ldns_rr_free(record); }
};
using RecordHandle = std::unique_ptr<ldns_rr, FreeRecord>;

// A list that does not own its records.
struct FreeList {
  void operator()(ldns_rr_list* list) const { ldns_rr_list_free(list); }
};
using ListHandle = std::unique_ptr<ldns_rr_list, FreeList>;

struct FreeData {
  void operator()(ldns_rdf* data) const { ldns_rdf_deep_free(data); }
};
using DataHandle = std::unique_ptr<ldns_rdf, FreeData>;

}  // namespace tocsin::zone
