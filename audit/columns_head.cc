#include "audit/columns_head.h"

#include <algorithm>
#include <array>

#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "core/record/limits.h"
#include "core/tlog/note.h"

namespace tocsin::audit {
namespace {

using assess::ColumnCounts;
using cbor::Fault;

constexpr std::size_t countries_max = 1'024;
constexpr std::size_t zones_max = 4'096;
constexpr std::size_t month_octets = 7;

enum Key : std::uint64_t {
  month_key,
  counts_key,
  rows_key,
  note_key,
  countries_key,
  zones_key,
  log_key
};
constexpr std::size_t key_count = 7;

constexpr std::array column_counts{&ColumnCounts::soa,
                                   &ColumnCounts::correctness,
                                   &ColumnCounts::repeated,
                                   &ColumnCounts::outside,
                                   &ColumnCounts::intercepted};

constexpr std::array log_counts{&LogCounts::batches,
                                &LogCounts::measurements,
                                &LogCounts::not_acknowledged,
                                &LogCounts::not_signed,
                                &LogCounts::unreadable,
                                &LogCounts::unknown_targets,
                                &LogCounts::not_attested,
                                &LogCounts::cut_off};

template <class Counts, std::size_t N>
void put_counts(cbor::Encoder& out,
                const Counts& counts,
                const std::array<std::uint64_t Counts::*, N>& members) {
  out.array(N);
  for (const auto member : members) out.uint(counts.*member);
}

template <class Counts, std::size_t N>
void take_counts(cbor::Decoder& in,
                 Counts& counts,
                 const std::array<std::uint64_t Counts::*, N>& members) {
  in.enter_array_of(N);
  for (const auto member : members) counts.*member = in.take_uint();
  in.leave();
}

template <class Value>
bool ascend(const std::vector<Value>& values) {
  return std::ranges::adjacent_find(values, std::ranges::greater_equal{}) == values.end();
}

void put_numbers(cbor::Encoder& out, const std::vector<std::uint32_t>& numbers) {
  out.array(numbers.size());
  for (const auto number : numbers) out.uint(number);
}

std::vector<std::uint32_t> take_numbers(cbor::Decoder& in, std::size_t below) {
  std::vector<std::uint32_t> numbers(in.enter_array(below));
  for (auto& number : numbers) number = static_cast<std::uint32_t>(in.take_uint(below - 1));
  if (!in.failed() && !ascend(numbers)) in.refuse(Fault::unacceptable);
  in.leave();
  return numbers;
}

void put_rows(cbor::Encoder& out, const std::vector<ColumnsRows>& all) {
  out.array(all.size());
  for (const auto& rows : all) {
    out.array(3).text(rows.vp);
    put_numbers(out, rows.soa);
    put_numbers(out, rows.correctness);
  }
}

std::vector<ColumnsRows> take_rows(cbor::Decoder& in) {
  std::vector<ColumnsRows> all(in.enter_array(assess::series_max));
  for (auto& rows : all) {
    in.enter_array_of(3);
    rows.vp = in.take_text(record::probe_name_bytes_max);
    rows.soa = take_numbers(in, assess::rsi_max * assess::path_count);
    rows.correctness = take_numbers(in, assess::rsi_max);
    in.leave();
    if (in.failed()) return {};
    if (rows.vp.empty() || (rows.soa.empty() && rows.correctness.empty())) {
      in.refuse(Fault::unacceptable);
    }
  }
  in.leave();
  const auto unordered =
      std::ranges::adjacent_find(all, [](const auto& a, const auto& b) { return a.vp >= b.vp; });
  if (!in.failed() && unordered != all.end()) in.refuse(Fault::unacceptable);
  return all;
}

void put_countries(cbor::Encoder& out, const CountryKeys& countries) {
  out.array(countries.size());
  for (const auto& [country, key] : countries) out.array(2).text(country).bytes(key);
}

CountryKeys take_countries(cbor::Decoder& in) {
  CountryKeys countries;
  for (auto left = in.enter_array(countries_max); left > 0 && !in.failed(); --left) {
    in.enter_array_of(2);
    const std::string country(in.take_text(2));
    const auto key = in.take_exactly<32>();
    in.leave();
    const bool in_order = countries.empty() || countries.rbegin()->first < country;
    const bool good = record::is_country_code(country) && in_order;
    if (!in.failed() && !good) in.refuse(Fault::unacceptable);
    countries.emplace(country, key);
  }
  in.leave();
  return countries;
}

void put_zones(cbor::Encoder& out, const std::vector<JudgedBy>& zones) {
  out.array(zones.size());
  for (const auto& zone : zones) {
    out.array(2).bytes(zone.digest).integer(zone.first_seen.since_epoch.count());
  }
}

std::vector<JudgedBy> take_zones(cbor::Decoder& in) {
  std::vector<JudgedBy> zones(in.enter_array(zones_max));
  for (auto& zone : zones) {
    in.enter_array_of(2);
    zone.digest = in.take_exactly<32>();
    zone.first_seen = {Duration(in.take_int())};
    in.leave();
  }
  if (!in.failed() && !ascend(zones)) in.refuse(Fault::unacceptable);
  in.leave();
  return zones;
}

}  // namespace

Bytes encode_columns_head(const ColumnsHead& head) {
  cbor::Encoder out;
  out.map(key_count).uint(month_key).text(head.month).uint(counts_key);
  put_counts(out, head.counts, column_counts);
  out.uint(rows_key);
  put_rows(out, head.rows);
  out.uint(note_key).text(head.origin.note).uint(countries_key);
  put_countries(out, head.origin.countries);
  out.uint(zones_key);
  put_zones(out, head.origin.zones);
  out.uint(log_key);
  put_counts(out, head.origin.counts, log_counts);
  return std::move(out).finish();
}

Result<ColumnsHead, cbor::DecodeError> decode_columns_head(ByteView bytes) {
  ColumnsHead head;
  cbor::Decoder in(bytes);
  in.enter_map();
  in.key(month_key);
  head.month = in.take_text(month_octets);
  in.key(counts_key);
  take_counts(in, head.counts, column_counts);
  in.key(rows_key);
  head.rows = take_rows(in);
  in.key(note_key);
  head.origin.note = in.take_text(tlog::note_bytes_max);
  in.key(countries_key);
  head.origin.countries = take_countries(in);
  in.key(zones_key);
  head.origin.zones = take_zones(in);
  in.key(log_key);
  take_counts(in, head.origin.counts, log_counts);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return head;
}

}  // namespace tocsin::audit
