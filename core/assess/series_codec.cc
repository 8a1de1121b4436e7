#include "core/assess/series_codec.h"

#include <algorithm>

namespace tocsin::assess {
namespace {

constexpr std::size_t planes = 4;
constexpr std::uint32_t rtt_max = 4'000'000'000;  // nanoseconds: the timeout [ywz]

void append_planes(Bytes& out, const std::vector<std::uint32_t>& numbers) {
  for (std::size_t plane = 0; plane < planes; ++plane) {
    const auto shift = 8 * (planes - 1 - plane);
    for (const auto number : numbers) out.push_back(static_cast<std::uint8_t>(number >> shift));
  }
}

// As many numbers as their planes have octets for.
std::vector<std::uint32_t> numbers_of(ByteView octets) {
  std::vector<std::uint32_t> numbers(octets.size() / planes);
  for (std::size_t plane = 0; plane < planes; ++plane) {
    const auto of_plane = octets.subspan(plane * numbers.size(), numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = numbers[i] << 8 | of_plane[i];
  }
  return numbers;
}

std::string at_cell(std::size_t interval) {
  return "cell " + std::to_string(interval) + " ";
}

// The cells, of which none is greater than `last` and not all are zero.
Result<ByteView> cells_of(Cursor& in, std::size_t intervals, std::uint8_t last) {
  const auto cells = in.take(intervals);
  if (!cells) return fail("the row is cut short in its cells");
  for (std::size_t i = 0; i < intervals; ++i) {
    if ((*cells)[i] > last) return fail(at_cell(i) + "is of no kind that there is");
  }
  if (std::ranges::all_of(*cells, [](auto cell) { return cell == 0; })) {
    return fail("a row in which nothing was measured");
  }
  return *cells;
}

bool has_rtt(std::uint8_t cell) {
  return cell >= static_cast<std::uint8_t>(SoaCell::available);
}

bool has_serial(std::uint8_t cell) {
  return cell == static_cast<std::uint8_t>(SoaCell::available_with_serial);
}

SoaState state_of(std::uint8_t cell) {
  if (has_rtt(cell)) return SoaState::available;
  const bool unavailable = cell == static_cast<std::uint8_t>(SoaCell::unavailable);
  return unavailable ? SoaState::unavailable : SoaState::missing;
}

Result<std::vector<std::uint32_t>> numbers_from(Cursor& in, std::ptrdiff_t count) {
  const auto octets = in.take(planes * static_cast<std::size_t>(count));
  if (!octets) return fail("the row is cut short in its numbers");
  return numbers_of(*octets);
}

void put_cells(SoaSeries& row, ByteView cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    row.sent_at.push_back(cells[i] == 0 ? never_sent : 0);
    row.state.push_back(state_of(cells[i]));
    row.has_serial.push_back(has_serial(cells[i]) ? 1 : 0);
  }
  row.rtt.resize(cells.size());
  row.serial.resize(cells.size());
}

Status<> put_rtts(SoaSeries& row, ByteView cells, const std::vector<std::uint32_t>& rtts) {
  auto rtt = rtts.begin();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!has_rtt(cells[i])) continue;
    if (*rtt > rtt_max) return fail(at_cell(i) + "took longer than the timeout");
    row.rtt[i] = *rtt++;
  }
  return {};
}

void put_serials(SoaSeries& row, const std::vector<std::uint32_t>& steps) {
  auto step = steps.begin();
  std::uint32_t serial = 0;
  for (std::size_t i = 0; i < row.serial.size(); ++i) {
    if (row.has_serial[i] != 0) row.serial[i] = serial += *step++;
  }
}

}  // namespace

SoaCell cell_of(const SoaSeries& row, std::size_t interval) {
  if (row.sent_at[interval] == never_sent) return SoaCell::nothing;
  if (row.state[interval] == SoaState::missing) return SoaCell::intercepted;
  if (row.state[interval] == SoaState::unavailable) return SoaCell::unavailable;
  return row.has_serial[interval] != 0 ? SoaCell::available_with_serial : SoaCell::available;
}

CorrectnessCell cell_of(const CorrectnessSeries& row, std::size_t interval) {
  if (row.sent_at[interval] == never_sent) return CorrectnessCell::nothing;
  const auto state = static_cast<std::uint8_t>(row.state[interval]);
  return static_cast<CorrectnessCell>(state + 1);
}

std::size_t soa_octets_max(std::size_t intervals) {
  return intervals * (1 + 2 * planes);
}

Bytes encode_row(const SoaSeries& row) {
  Bytes out;
  std::vector<std::uint32_t> rtts;
  std::vector<std::uint32_t> steps;
  std::uint32_t serial = 0;
  for (std::size_t i = 0; i < row.state.size(); ++i) {
    const auto cell = static_cast<std::uint8_t>(cell_of(row, i));
    out.push_back(cell);
    if (has_rtt(cell)) rtts.push_back(row.rtt[i]);
    if (!has_serial(cell)) continue;
    steps.push_back(row.serial[i] - serial);
    serial = row.serial[i];
  }
  append_planes(out, rtts);
  append_planes(out, steps);
  return out;
}

Bytes encode_row(const CorrectnessSeries& row) {
  Bytes out;
  for (std::size_t i = 0; i < row.state.size(); ++i) {
    out.push_back(static_cast<std::uint8_t>(cell_of(row, i)));
  }
  return out;
}

Result<SoaSeries> soa_row_from(ByteView octets, std::size_t intervals) {
  Cursor in(octets);
  const auto last = static_cast<std::uint8_t>(SoaCell::available_with_serial);
  const auto cells = cells_of(in, intervals, last);
  if (!cells) return tl::unexpected(cells.error());
  const auto rtts = numbers_from(in, std::ranges::count_if(*cells, has_rtt));
  if (!rtts) return tl::unexpected(rtts.error());
  const auto steps = numbers_from(in, std::ranges::count_if(*cells, has_serial));
  if (!steps) return tl::unexpected(steps.error());
  if (!in.at_end()) return fail("the row goes on behind its end");
  SoaSeries row;
  put_cells(row, *cells);
  if (auto put = put_rtts(row, *cells, *rtts); !put) return tl::unexpected(put.error());
  put_serials(row, *steps);
  return row;
}

Result<CorrectnessSeries> correctness_row_from(ByteView octets, std::size_t intervals) {
  Cursor in(octets);
  const auto last = static_cast<std::uint8_t>(CorrectnessCell::correct);
  const auto cells = cells_of(in, intervals, last);
  if (!cells) return tl::unexpected(cells.error());
  if (!in.at_end()) return fail("the row goes on behind its end");
  CorrectnessSeries row;
  for (const auto cell : *cells) {
    row.sent_at.push_back(cell == 0 ? never_sent : 0);
    row.state.push_back(cell == 0 ? CorrectnessState::missing
                                  : static_cast<CorrectnessState>(cell - 1));
  }
  return row;
}

}  // namespace tocsin::assess
