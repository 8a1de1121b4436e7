#include "core/zone/record_source.h"

#include <cstdio>

#include "core/dns/record_reader.h"
#include "core/zone/limits.h"

namespace tocsin::zone {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

struct TextState {
  std::uint32_t ttl = 3'600;
  ldns_rdf* origin = ldns_dname_new_frm_str(".");
  ldns_rdf* previous = nullptr;
  int line = 1;

  TextState() = default;
  TextState(const TextState&) = delete;
  TextState& operator=(const TextState&) = delete;
  ~TextState() {
    ldns_rdf_deep_free(origin);
    ldns_rdf_deep_free(previous);
  }
};

// A line that is a directive or nothing.
bool is_no_record(ldns_status status) {
  return status == LDNS_STATUS_SYNTAX_TTL || status == LDNS_STATUS_SYNTAX_ORIGIN ||
         status == LDNS_STATUS_SYNTAX_EMPTY;
}

}  // namespace

Result<std::vector<RecordHandle>, Fault> read_text(std::string_view text) {
  if (text.size() > zone_octets_max) return faulty(FaultKind::too_large, "octets of text");
  std::vector<RecordHandle> records;
  if (text.empty()) return records;
  std::string copy(text);  // what is read through a FILE must be writable, and is not written
  const std::unique_ptr<std::FILE, Close> file(fmemopen(copy.data(), copy.size(), "r"));
  TextState state;
  while (std::feof(file.get()) == 0) {
    const int line = state.line;
    ldns_rr* record = nullptr;
    const auto status = ldns_rr_new_frm_fp_l(
        &record, file.get(), &state.ttl, &state.origin, &state.previous, &state.line);
    if (is_no_record(status)) continue;
    if (status != LDNS_STATUS_OK) {
      const std::string why = ldns_get_errorstr_by_id(status);
      return faulty(FaultKind::unreadable, "line " + std::to_string(line) + ": " + why);
    }
    records.emplace_back(record);
    if (records.size() > zone_records_max) return faulty(FaultKind::too_large, "records");
  }
  return records;
}

Result<std::vector<RecordHandle>, Fault> read_records(ByteView bytes) {
  if (bytes.size() > zone_octets_max) return faulty(FaultKind::too_large, "octets of records");
  std::vector<RecordHandle> records;
  std::size_t at = 0;
  while (at < bytes.size()) {
    const auto where = [at] { return "at octet " + std::to_string(at); };
    // Each record is a message of its own to us, so that no name can point out of it.
    const auto window = bytes.subspan(at);
    const auto found = dns::read_record(window, 0);
    if (!found) return faulty(FaultKind::unreadable, where());
    ldns_rr* record = nullptr;
    std::size_t position = 0;
    const auto status =
        ldns_wire2rr(&record, window.data(), found->end(), &position, LDNS_SECTION_ANSWER);
    if (status != LDNS_STATUS_OK) return faulty(FaultKind::unreadable, where());
    records.emplace_back(record);
    if (position != found->end()) return faulty(FaultKind::unreadable, where());
    if (records.size() > zone_records_max) return faulty(FaultKind::too_large, "records");
    at += found->end();
  }
  return records;
}

}  // namespace tocsin::zone
