#include "daemon/segments/summary_codec.h"

#include <algorithm>

#include "core/entry/entry.h"
#include "core/record/layout.h"
#include "core/record/limits.h"

namespace tocsin::collector {
namespace {

constexpr std::size_t items_max = std::size_t{1} << 24U;  // of any list: no segment has as many
constexpr std::size_t link_bytes = 49;

constexpr auto span_layout = [](auto& row, auto& span) {
  row(span.first);
  row(span.last);
  row(span.previous);
  row(span.digest);
};

constexpr auto chain_layout = [](auto& row, auto& chain) {
  row(chain.probe);
  row(chain.incarnation);
  row.rows(chain.spans, items_max, span_layout);
};

constexpr auto targets_layout = [](auto& row, auto& targets) {
  row(targets.set);
  row(targets.brought_at);
};

constexpr auto said_layout = [](auto& row, auto& said) {
  row(said.index);
  row(said.offset);
  row(said.entry, entry::entry_bytes_max);
};

constexpr auto tree_layout = [](auto& row, auto& tree) {
  row(tree.index);
  row(tree.size);
};

constexpr auto payloads_layout = [](auto& row, auto& of_plan) {
  row(of_plan.plan, record::plan_name_bytes_max);
  row(of_plan.held);
  row(of_plan.gone);
  row(of_plan.taken);
};

constexpr auto front_layout = [](auto& row, auto& summary) {
  row(summary.batches);
  row(summary.evidence);
  row.rows(summary.chains, items_max, chain_layout);
  row.rows(summary.target_sets, items_max, targets_layout);
  row.rows(summary.said, items_max, said_layout);
  row.rows(summary.recorded, items_max, tree_layout);
  row.rows(summary.payloads, items_max, payloads_layout);
  row(summary.agreed);
};

Bytes encode_links(const SegmentSummary& summary) {
  std::size_t links = 0;
  for (const auto& chain : summary.chains) links += chain.links.size();
  Bytes out;
  out.reserve(links * link_bytes);
  for (const auto& chain : summary.chains) {
    for (const auto& known : chain.links) {
      append(out, known.digest);
      append_be64(out, static_cast<std::uint64_t>(known.receipt.at.since_epoch.count()));
      out.push_back(static_cast<std::uint8_t>(known.receipt.admission));
      append_be64(out, known.leaf);
    }
  }
  return out;
}

Bytes encode_objects(const std::vector<ObjectPlace>& objects) {
  Bytes out;
  out.reserve(object_counts_bytes + objects.size() * object_line_bytes);
  auto place = objects.begin();
  for (std::uint64_t byte = 0; byte < 256; ++byte) {
    while (place != objects.end() && place->front >> 56U == byte) ++place;
    append_be32(out, static_cast<std::uint32_t>(place - objects.begin()));
  }
  for (const auto& [front, offset] : objects) {
    append_be64(out, front);
    append_be64(out, offset);
  }
  return out;
}

KnownEnvelope take_link(Cursor& in) {
  KnownEnvelope known;
  std::ranges::copy(*in.take(known.digest.size()), known.digest.begin());
  known.receipt.at = WallTime{Duration(static_cast<std::int64_t>(*in.take_be64()))};
  known.receipt.admission = static_cast<record::Admission>(*in.take_u8());
  known.leaf = *in.take_be64();
  return known;
}

}  // namespace

durable::SidecarParts encode(const SegmentSummary& summary) {
  return {record::encode_row(summary, front_layout),
          encode_links(summary),
          encode_objects(summary.objects)};
}

std::optional<SegmentSummary> decode_front(ByteView front) {
  auto summary = record::decode_row<SegmentSummary>(front, front_layout);
  if (!summary) return std::nullopt;
  return *std::move(summary);
}

bool decode_links(ByteView links, SegmentSummary& summary) {
  Cursor in(links);
  std::uint64_t taken = 0;
  for (auto& chain : summary.chains) {
    for (const auto& span : chain.spans) {
      const auto there = in.remaining() / link_bytes;
      if (span.last < span.first || span.last - span.first >= there) return false;
      const auto count = span.last - span.first + 1;
      taken += count;
      for (std::uint64_t i = 0; i < count; ++i) {
        chain.links.push_back(take_link(in));
        if (chain.links.back().receipt.admission > record::Admission::time_not_trusted) {
          return false;
        }
      }
    }
  }
  return in.at_end() && taken == summary.batches;
}

ObjectLines object_lines(ByteView counts, std::uint8_t n) {
  ObjectLines lines;
  Cursor in(counts);
  if (n > 0 && in.skip((n - 1U) * 4U)) lines.begin = in.take_be32().value_or(0);
  lines.end = in.take_be32().value_or(0);
  return lines;
}

std::vector<ObjectPlace> decode_object_lines(ByteView lines) {
  std::vector<ObjectPlace> places;
  Cursor in(lines);
  while (in.remaining() >= object_line_bytes) {
    places.push_back({.front = *in.take_be64(), .offset = *in.take_be64()});
  }
  return places;
}

}  // namespace tocsin::collector
