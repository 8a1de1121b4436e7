#include "daemon/segments/summary_codec.h"

#include <algorithm>

#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "core/entry/entry.h"
#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::collector {
namespace {

constexpr std::size_t items_max = std::size_t{1} << 24U;  // of any list: no segment has as many
constexpr std::size_t link_bytes = 49;

void put(cbor::Encoder& out, const SummedChain& chain) {
  out.array(3).bytes(chain.probe).uint(chain.incarnation).array(chain.spans.size());
  for (const auto& span : chain.spans) {
    out.array(4).uint(span.first).uint(span.last).bytes(span.previous).bytes(span.digest);
  }
}

void put(cbor::Encoder& out, const UsedTargets& targets) {
  out.array(2).bytes(targets.set);
  if (targets.brought_at) {
    out.uint(*targets.brought_at);
  } else {
    out.null();
  }
}

void put(cbor::Encoder& out, const SaidEntry& said) {
  out.array(3).uint(said.index).uint(said.offset).bytes(said.entry);
}

void put(cbor::Encoder& out, const RecordedTree& tree) {
  out.array(2).uint(tree.index).uint(tree.size);
}

void put(cbor::Encoder& out, const HeldPayloads& of_plan) {
  out.array(4).text(of_plan.plan).uint(of_plan.held).uint(of_plan.gone);
  out.integer(of_plan.taken.since_epoch.count());
}

template <class Each>
void put_all(cbor::Encoder& out, const std::vector<Each>& all) {
  out.array(all.size());
  for (const auto& each : all) put(out, each);
}

void take(cbor::Decoder& in, LinkSpan& span);
void take(cbor::Decoder& in, SummedChain& chain);
void take(cbor::Decoder& in, UsedTargets& targets);
void take(cbor::Decoder& in, SaidEntry& said);
void take(cbor::Decoder& in, RecordedTree& tree);
void take(cbor::Decoder& in, HeldPayloads& of_plan);

// Items are added one by one, so that memory follows what is there and not what a count says.
template <class Each>
void take_all(cbor::Decoder& in, std::vector<Each>& all) {
  const auto count = in.enter_array(items_max);
  for (std::size_t i = 0; i < count && !in.failed(); ++i) take(in, all.emplace_back());
  in.leave();
}

void take(cbor::Decoder& in, LinkSpan& span) {
  in.enter_array_of(4);
  span.first = in.take<std::uint64_t>();
  span.last = in.take<std::uint64_t>();
  span.previous = in.take_exactly<32>();
  span.digest = in.take_exactly<32>();
  in.leave();
}

void take(cbor::Decoder& in, SummedChain& chain) {
  in.enter_array_of(3);
  chain.probe = in.take_exactly<16>();
  chain.incarnation = in.take<std::uint64_t>();
  take_all(in, chain.spans);
  in.leave();
}

void take(cbor::Decoder& in, UsedTargets& targets) {
  in.enter_array_of(2);
  targets.set = in.take_exactly<32>();
  if (!in.take_null()) targets.brought_at = in.take<std::uint64_t>();
  in.leave();
}

void take(cbor::Decoder& in, SaidEntry& said) {
  in.enter_array_of(3);
  said.index = in.take<std::uint64_t>();
  said.offset = in.take<std::uint64_t>();
  const auto entry = in.take_bytes(entry::entry_bytes_max);
  said.entry.assign(entry.begin(), entry.end());
  in.leave();
}

void take(cbor::Decoder& in, RecordedTree& tree) {
  in.enter_array_of(2);
  tree.index = in.take<std::uint64_t>();
  tree.size = in.take<std::uint64_t>();
  in.leave();
}

void take(cbor::Decoder& in, HeldPayloads& of_plan) {
  in.enter_array_of(4);
  of_plan.plan = in.take_text(record::plan_name_bytes_max);
  of_plan.held = in.take<std::uint64_t>();
  of_plan.gone = in.take<std::uint64_t>();
  of_plan.taken = record::take_wall(in);
  in.leave();
}

Bytes encode_front(const SegmentSummary& summary) {
  cbor::Encoder out;
  out.array(8).uint(summary.batches).uint(summary.evidence);
  put_all(out, summary.chains);
  put_all(out, summary.target_sets);
  put_all(out, summary.said);
  put_all(out, summary.recorded);
  put_all(out, summary.payloads);
  out.integer(summary.agreed.since_epoch.count());
  return std::move(out).finish();
}

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
  return {encode_front(summary), encode_links(summary), encode_objects(summary.objects)};
}

std::optional<SegmentSummary> decode_front(ByteView front) {
  SegmentSummary summary;
  cbor::Decoder in(front);
  in.enter_array_of(8);
  summary.batches = in.take<std::uint64_t>();
  summary.evidence = in.take<std::uint64_t>();
  take_all(in, summary.chains);
  take_all(in, summary.target_sets);
  take_all(in, summary.said);
  take_all(in, summary.recorded);
  take_all(in, summary.payloads);
  summary.agreed = record::take_wall(in);
  in.leave();
  if (!in.finish()) return std::nullopt;
  return summary;
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
