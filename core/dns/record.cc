#include "core/dns/record.h"

#include "core/base/check.h"
#include "core/dns/message_name.h"
#include "core/dns/record_reader.h"

namespace tocsin::dns {

Result<Record, ParseError> read_record(ByteView message, std::size_t at) {
  const auto owner_end = name_end(message, at);
  if (!owner_end) return fail_with(owner_end.error());
  Cursor cursor(message);
  cursor.skip(*owner_end);
  const auto type = cursor.take_be16();
  const auto klass = cursor.take_be16();
  const auto ttl = cursor.take_be32();
  const auto length = cursor.take_be16();
  if (!type || !klass || !ttl || !length) return fail_with(ParseError::record_beyond_end);
  const auto rdata_at = cursor.position();
  const auto rdata = cursor.take(*length);
  if (!rdata) return fail_with(ParseError::record_beyond_end);
  return Record{.message = message,
                .owner_at = at,
                .type = static_cast<Type>(*type),
                .klass = static_cast<Class>(*klass),
                .ttl = *ttl,
                .rdata = *rdata,
                .rdata_at = rdata_at};
}

Result<Record, ParseError> read_checked_record(ByteView message, std::size_t at) {
  if (const auto owner = read_name(message, at); !owner) return fail_with(owner.error());
  return read_record(message, at);
}

Name Record::owner() const {
  const auto name = read_name(message, owner_at);
  check(name.has_value(), "a parsed record has an owner");
  return *name;
}

Record Records::Iterator::operator*() const {
  const auto record = read_record(message_, at_);
  check(record.has_value(), "a parsed section holds its records");
  return *record;
}

Records::Iterator& Records::Iterator::operator++() {
  at_ = (**this).end();
  --left_;
  return *this;
}

}  // namespace tocsin::dns
