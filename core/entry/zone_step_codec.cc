#include "core/entry/zone_step_codec.h"

#include "core/record/layout.h"
#include "core/record/limits.h"

namespace tocsin::entry {
namespace {

using namespace record;

// More than any root zone has.
constexpr std::size_t changes_max = 65'536;
constexpr std::size_t of_one_tld_max = 1'024;
constexpr std::size_t ds_digest_bytes_max = 64;
constexpr std::size_t alarms_max = 3;

constexpr auto servers_layout = [](auto& row, auto& delta) {
  row.list(delta.removed, of_one_tld_max, name_bytes_max);
  row.list(delta.added, of_one_tld_max, name_bytes_max);
};

constexpr auto signers_layout = [](auto& row, auto& delta) {
  const auto each = [](auto& signer_row, auto& signer) {
    signer_row(signer.key_tag);
    signer_row(signer.algorithm);
    signer_row(signer.digest_type);
    signer_row(signer.digest, ds_digest_bytes_max);
  };
  row.rows(delta.removed, of_one_tld_max, each);
  row.rows(delta.added, of_one_tld_max, each);
};

constexpr auto glue_layout = [](auto& row, auto& delta) {
  const auto each = [](auto& glue_row, auto& glue) {
    glue_row(glue.server, name_bytes_max);
    glue_row(glue.address);
  };
  row.rows(delta.removed, of_one_tld_max, each);
  row.rows(delta.added, of_one_tld_max, each);
};

constexpr auto change_layout = [](auto& row, auto& change) {
  row(change.zone, name_bytes_max);
  row(change.fate, zone::Fate::changed);
  row.row(change.servers, servers_layout);
  row.row(change.signers, signers_layout);
  row.row(change.glue, glue_layout);
  row.list(change.alarms, alarms_max, zone::Alarm::most_servers_removed);
};

constexpr auto layout = [](auto& map, auto& step) {
  map(step.before);
  map(step.after);
  map(step.first_seen);
  map.rows(step.changes, changes_max, change_layout);
};

}  // namespace

Bytes encode(const zone::ZoneStep& step) {
  return encode_map(step, layout);
}

Result<zone::ZoneStep, cbor::DecodeError> decode_zone_step(ByteView bytes) {
  return decode_map<zone::ZoneStep>(bytes, layout);
}

}  // namespace tocsin::entry
