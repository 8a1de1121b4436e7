#include "core/entry/journal_record.h"

#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "core/record/limits.h"

namespace tocsin::entry {

Bytes encode_journal_record(const JournalRecord& record) {
  const auto entry = encode(record.entry);
  cbor::Encoder out;
  out.array(3).bytes(entry).bytes(record.payload).bytes(record.acknowledgement);
  return std::move(out).finish();
}

Result<JournalRecord, cbor::DecodeError> decode_journal_record(ByteView bytes) {
  JournalRecord record;
  cbor::Decoder in(bytes);
  in.enter_array_of(3);
  const auto entry_bytes = in.take_bytes(entry_bytes_max);
  record.payload = in.take_bytes(record::payload_bytes_max);
  record.acknowledgement = in.take_bytes(record::statement_bytes_max);
  in.leave();
  if (const auto done = in.finish(); !done) return tl::unexpected(done.error());
  const auto entry = decode(entry_bytes);
  if (!entry) return tl::unexpected(entry.error());
  record.entry = *entry;
  return record;
}

}  // namespace tocsin::entry
