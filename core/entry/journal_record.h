// One record of the collector's journal: a log entry and what goes with it. Deterministic CBOR:
// [entry, payload, acknowledgement], byte strings, the last two empty where there is none; the
// payload of a plan or a zone is what its entry refers to. Journal order is the log's. A batch
// without an acknowledgement was refused because it contradicts another, and is kept as evidence.
//
// Records come back from our own disk with their checksums verified, so a reader checks their form
// and not their signatures again.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/cbor/fault.h"
#include "core/entry/entry.h"

namespace tocsin::entry {

// Views into whatever was decoded, or is to be encoded.
struct JournalRecord {
  EntryView entry;
  ByteView payload = {};
  ByteView acknowledgement = {};
};

Bytes encode_journal_record(const JournalRecord& record);
Result<JournalRecord, cbor::DecodeError> decode_journal_record(ByteView bytes);

}  // namespace tocsin::entry
