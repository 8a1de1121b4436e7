#include "audit/columns_file.h"

#include <algorithm>

#include "audit/columns_head.h"
#include "core/assess/series_codec.h"
#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "core/crypto/sha256.h"
#include "core/record/zstd_frame.h"
#include "core/tlog/note.h"

namespace tocsin::audit {
namespace {

using assess::MonthColumns;
using assess::path_count;
using assess::rsi_max;

// The last character is the version: other contents are another one.
constexpr std::string_view magic = "TOCSINV1";

ColumnsRows rows_of(const MonthColumns& columns, std::size_t vantage_point) {
  ColumnsRows rows{.vp = columns.name(vantage_point), .soa = {}, .correctness = {}};
  for (const char rsi : columns.rsis()) {
    const auto letter = static_cast<std::uint32_t>(rsi - 'a');
    for (std::uint32_t path = 0; path < path_count; ++path) {
      if (columns.soa(vantage_point, rsi, path) == nullptr) continue;
      rows.soa.push_back(letter * path_count + path);
    }
    if (columns.correctness(vantage_point, rsi) != nullptr) rows.correctness.push_back(letter);
  }
  return rows;
}

char letter_at(std::uint32_t number) {
  return static_cast<char>('a' + number);
}

void append_piece(Bytes& out, ByteView piece) {
  append_be32(out, static_cast<std::uint32_t>(piece.size()));
  append(out, piece);
}

void append_rows(Bytes& out, const MonthColumns& columns, const ColumnsRows& rows) {
  const auto at = *columns.find(rows.vp);
  for (const auto number : rows.soa) {
    const auto* row = columns.soa(at, letter_at(number / path_count), number % path_count);
    append_piece(out, record::compress(assess::encode_row(*row)));
  }
  for (const auto letter : rows.correctness) {
    const auto* row = columns.correctness(at, letter_at(letter));
    append_piece(out, record::compress(assess::encode_row(*row)));
  }
}

Bytes encode_entries(const std::vector<Bytes>& entries) {
  cbor::Encoder out;
  out.array(entries.size());
  for (const auto& entry : entries) out.bytes(entry);
  return std::move(out).finish();
}

Result<std::vector<Bytes>> decode_entries(ByteView bytes) {
  cbor::Decoder in(bytes);
  std::vector<Bytes> entries;
  for (auto left = in.enter_array(columns_entries_max); left > 0 && !in.failed(); --left) {
    const auto entry = in.take_bytes(entry::entry_bytes_max);
    entries.emplace_back(entry.begin(), entry.end());
  }
  in.leave();
  if (auto done = in.finish(); !done) {
    return tl::unexpected(cbor::to_error("entries", done.error()));
  }
  return entries;
}

// Takes a file apart from front to back.
class Reader {
 public:
  explicit Reader(ByteView bytes) : in_(bytes) {}

  Result<ColumnsFile> read() {
    auto head = read_head();
    if (!head) return tl::unexpected(head.error());
    const auto month = assess::Month::from_text(head->month);
    if (!month) return fail("head: no month");
    ColumnsFile file{std::move(head->origin), MonthColumns(*month)};
    if (auto known = read_origin(file.origin); !known) return tl::unexpected(known.error());
    for (const auto& rows : head->rows) {
      if (auto put = read_rows(rows, file.columns); !put) return tl::unexpected(put.error());
    }
    if (!in_.at_end()) return fail("it goes on behind its last row");
    if (auto counted = count(head->counts, file.columns); !counted) {
      return tl::unexpected(counted.error());
    }
    return file;
  }

 private:
  Result<ByteView> take_piece() {
    const auto size = in_.take_be32();
    const auto piece = size ? in_.take(*size) : std::nullopt;
    if (!piece) return fail("it is cut short");
    return *piece;
  }

  Result<ColumnsHead> read_head() {
    const auto bytes = take_piece();
    if (!bytes) return tl::unexpected(bytes.error());
    auto head = decode_columns_head(*bytes);
    if (!head) return tl::unexpected(cbor::to_error("head", head.error()));
    return *std::move(head);
  }

  Status<> read_origin(LogOrigin& origin) {
    const auto note = tlog::parse_note(origin.note);
    if (!note) return tl::unexpected(note.error());
    auto checkpoint = tlog::parse_checkpoint(note->text);
    if (!checkpoint) return tl::unexpected(checkpoint.error());
    origin.checkpoint = *std::move(checkpoint);
    const auto plain = take_plain(columns_entry_octets_max);
    if (!plain) return tl::unexpected(plain.error());
    auto entries = decode_entries(*plain);
    if (!entries) return tl::unexpected(entries.error());
    origin.entries = *std::move(entries);
    return {};
  }

  Result<Bytes> take_plain(std::size_t octets_max) {
    const auto piece = take_piece();
    if (!piece) return tl::unexpected(piece.error());
    auto plain = record::decompress_at_most(*piece, octets_max);
    if (!plain) return fail("a piece is no zstd frame of a size that it may have");
    return *std::move(plain);
  }

  Status<> read_rows(const ColumnsRows& rows, MonthColumns& columns) {
    const auto intervals = columns.month().intervals();
    for (const auto number : rows.soa) {
      const auto plain = take_plain(assess::soa_octets_max(intervals));
      if (!plain) return tl::unexpected(plain.error());
      auto row = assess::soa_row_from(*plain, intervals);
      if (!row) return tl::unexpected(row.error());
      const auto letter = letter_at(number / path_count);
      measured_ += measured_in(*row);
      auto put = columns.put(rows.vp, letter, number % path_count, *std::move(row));
      if (!put) return put;
    }
    for (const auto letter : rows.correctness) {
      const auto plain = take_plain(intervals);
      if (!plain) return tl::unexpected(plain.error());
      auto row = assess::correctness_row_from(*plain, intervals);
      if (!row) return tl::unexpected(row.error());
      measured_ += measured_in(*row);
      auto put = columns.put(rows.vp, letter_at(letter), *std::move(row));
      if (!put) return put;
    }
    return {};
  }

  template <class Series>
  static std::uint64_t measured_in(const Series& row) {
    const auto there = [](auto sent_at) { return sent_at != assess::never_sent; };
    return static_cast<std::uint64_t>(std::ranges::count_if(row.sent_at, there));
  }

  // Each was measured once in its cell, or is one of those repeated.
  Status<> count(const assess::ColumnCounts& counts, MonthColumns& columns) const {
    const bool fits = counts.repeated <= counts.soa + counts.correctness &&
                      counts.soa + counts.correctness - counts.repeated == measured_;
    if (!fits) return fail("its counts are not those of its rows");
    columns.put(counts);
    return {};
  }

  Cursor in_;
  std::uint64_t measured_ = 0;
};

}  // namespace

Result<Bytes> encode_columns(const LogOrigin& origin, const MonthColumns& columns) {
  const auto entries = encode_entries(origin.entries);
  const bool fits =
      origin.entries.size() <= columns_entries_max && entries.size() <= columns_entry_octets_max;
  if (!fits) return fail("the log has said more of probes and measurements than a file takes");
  ColumnsHead head{
      .month = columns.month().to_text(), .counts = columns.counts(), .rows = {}, .origin = origin};
  for (const auto i : columns.by_name()) head.rows.push_back(rows_of(columns, i));
  Bytes out;
  append(out, as_bytes(magic));
  append_piece(out, encode_columns_head(head));
  append_piece(out, record::compress(entries));
  for (const auto& rows : head.rows) append_rows(out, columns, rows);
  append(out, crypto::sha256(out));
  return out;
}

Result<ColumnsFile> decode_columns(ByteView bytes) {
  constexpr std::size_t digest_octets = 32;
  if (bytes.size() < magic.size() + digest_octets || as_text(bytes.first(magic.size())) != magic) {
    return fail("it is no file of verdict columns of version 1");
  }
  const auto body = bytes.first(bytes.size() - digest_octets);
  if (!equal(crypto::sha256(body), bytes.last(digest_octets))) {
    return fail("it is damaged or cut short: its digest is another");
  }
  return decode_columns_body(body.subspan(magic.size()));
}

Result<ColumnsFile> decode_columns_body(ByteView body) {
  return Reader(body).read();
}

}  // namespace tocsin::audit
