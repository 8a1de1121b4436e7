#include "core/record/trace_codec.h"

#include <map>

#include "core/base/check.h"
#include "core/record/address_codec.h"
#include "core/record/columns.h"

namespace tocsin::record {
namespace {

using cbor::Decoder;
using cbor::Encoder;
using cbor::Fault;

constexpr std::size_t hops_max = 255;  // an octet of the IP header
constexpr std::size_t columns = 10;

// A trace as a row of its own table.
struct Traced {
  std::uint64_t row = 0;
  TraceEnd end = TraceEnd::hops;
  std::size_t hops = 0;
  std::uint8_t per_hop = 1;
};

// A query as a row.
struct Flat {
  HopQuery query;
  std::optional<std::uint32_t> router;  // index into the routers
  std::optional<std::uint16_t> icmp;    // type and code
};

// Each router once, in the order in which they first spoke.
class Routers {
 public:
  std::uint32_t place(const Router& router) {
    const auto [at, added] = places_.emplace(router, static_cast<std::uint32_t>(all_.size()));
    if (added) all_.push_back(router);
    return at->second;
  }
  const std::vector<Router>& all() const { return all_; }

 private:
  std::map<Router, std::uint32_t> places_;
  std::vector<Router> all_;
};

void put(Encoder& out, const Router& router) {
  if (const auto* own = std::get_if<OwnRouter>(&router)) {
    out.bytes(ByteView(&own->number, 1));
    return;
  }
  out.bytes(bytes_of(std::get<plan::Address>(router)));
}

Router take_router(Decoder& in) {
  const auto bytes = in.take_bytes(sizeof(plan::Address::bytes));
  if (bytes.size() == 1) return OwnRouter{bytes.front()};
  const auto address = address_of(bytes);
  if (!address) in.refuse(Fault::out_of_range);
  return address.value_or(plan::Address{});
}

Flat flat(const HopQuery& query, Routers& routers) {
  Flat row;
  row.query = query;
  if (!query.notice) return row;
  row.icmp = static_cast<std::uint16_t>(query.notice->type * 256 + query.notice->code);
  if (query.notice->from) row.router = routers.place(*query.notice->from);
  return row;
}

std::optional<Duration> notice_time(const Flat& row) {
  return row.query.notice ? std::optional(row.query.notice->rtt) : std::nullopt;
}

std::optional<Duration> reply_time(const Flat& row) {
  return row.query.reply ? std::optional(row.query.reply->rtt) : std::nullopt;
}

std::optional<std::uint8_t> reply_hop_limit(const Flat& row) {
  return row.query.reply ? row.query.reply->hop_limit : std::nullopt;
}

void put_queries(Encoder& out, const std::vector<Flat>& queries, Duration resolution) {
  put_optional_column(out, queries, [](const Flat& row) { return row.icmp; });
  put_optional_column(out, queries, [](const Flat& row) { return row.router; });
  put_optional_column(
      out, queries, [&](const Flat& row) { return in_steps(notice_time(row), resolution); });
  put_optional_column(
      out, queries, [&](const Flat& row) { return in_steps(reply_time(row), resolution); });
  put_optional_column(out, queries, reply_hop_limit);
}

std::vector<Traced> take_traced(Decoder& in, std::size_t rows) {
  std::vector<Traced> traced(in.enter_array(rows));
  std::uint64_t next = 0;  // rows ascend, each once
  for (auto& trace : traced) {
    trace.row = in.take_uint();
    if (trace.row < next || trace.row >= rows) in.refuse(Fault::out_of_range);
    next = trace.row + 1;
  }
  in.leave();
  take_column(in, traced, [&](Traced& trace) { trace.end = in.take_enum(TraceEnd::hops); });
  take_column(in, traced, [&](Traced& trace) { trace.hops = in.take_uint(hops_max); });
  take_column(in, traced, [&](Traced& trace) {
    trace.per_hop = static_cast<std::uint8_t>(in.take_uint(per_hop_max));
    if (trace.hops == 0 || trace.per_hop == 0) in.refuse(Fault::out_of_range);
  });
  return traced;
}

// Nothing where it is more than a payload may hold, or nobody knows how many.
std::size_t queries_of(Decoder& in, const std::vector<Traced>& traced) {
  std::size_t count = 0;
  for (const auto& trace : traced) count += trace.hops * trace.per_hop;
  if (count > trace_queries_max) in.refuse(Fault::too_long);
  return in.failed() ? 0 : count;
}

std::vector<Router> take_routers(Decoder& in) {
  std::vector<Router> routers(in.enter_array(trace_queries_max));
  for (auto& router : routers) {
    if (in.failed()) break;
    router = take_router(in);
  }
  in.leave();
  return routers;
}

void take_notices(Decoder& in,
                  std::vector<Flat>& queries,
                  const std::vector<Router>& routers,
                  Duration resolution) {
  take_column(in, queries, [&](Flat& row) {
    row.icmp = take_optional<std::uint16_t>(in);
    if (!row.icmp) return;
    row.query.notice.emplace();
    row.query.notice->type = static_cast<std::uint8_t>(*row.icmp / 256);
    row.query.notice->code = static_cast<std::uint8_t>(*row.icmp % 256);
  });
  take_column(in, queries, [&](Flat& row) {
    row.router = take_optional<std::uint32_t>(in);
    if (!row.router || in.failed()) return;
    if (*row.router >= routers.size()) return in.refuse(Fault::out_of_range);
    if (!row.query.notice) return in.refuse(Fault::unacceptable);
    row.query.notice->from = routers[*row.router];
  });
  take_column(in, queries, [&](Flat& row) {
    const auto rtt = take_time(in, resolution);
    if (rtt.has_value() != row.query.notice.has_value()) return in.refuse(Fault::unacceptable);
    if (rtt) row.query.notice->rtt = *rtt;
  });
}

void take_replies(Decoder& in, std::vector<Flat>& queries, Duration resolution) {
  take_column(in, queries, [&](Flat& row) {
    if (const auto rtt = take_time(in, resolution)) row.query.reply = HopReply{*rtt, {}};
  });
  take_column(in, queries, [&](Flat& row) {
    const auto hop_limit = take_optional<std::uint8_t>(in);
    if (!hop_limit) return;
    if (!row.query.reply) return in.refuse(Fault::unacceptable);
    row.query.reply->hop_limit = hop_limit;
  });
}

}  // namespace

bool has_trace(const Measurement& row) {
  return row.trace.has_value();
}

void put_traces(Encoder& out, const std::vector<Measurement>& rows, Duration resolution) {
  std::vector<Traced> traced;
  std::vector<Flat> queries;
  Routers routers;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].trace) continue;
    const auto& trace = *rows[i].trace;
    check(trace.per_hop > 0 && trace.queries.size() % trace.per_hop == 0, "hops are whole");
    traced.push_back({i, trace.end, trace.hops(), trace.per_hop});
    for (const auto& query : trace.queries) queries.push_back(flat(query, routers));
  }
  out.array(columns);
  put_column(out, traced, [](const Traced& trace) { return trace.row; });
  put_column(out, traced, [](const Traced& trace) { return trace.end; });
  put_column(out, traced, [](const Traced& trace) { return trace.hops; });
  put_column(out, traced, [](const Traced& trace) { return trace.per_hop; });
  out.array(routers.all().size());
  for (const auto& router : routers.all()) put(out, router);
  put_queries(out, queries, resolution);
}

void take_traces(Decoder& in, std::vector<Measurement>& rows, Duration resolution) {
  in.enter_array_of(columns);
  const auto traced = take_traced(in, rows.size());
  std::vector<Flat> queries(queries_of(in, traced));
  const auto routers = take_routers(in);
  take_notices(in, queries, routers, resolution);
  take_replies(in, queries, resolution);
  in.leave();
  if (in.failed()) return;
  auto next = queries.begin();
  for (const auto& [row, end, hops, per_hop] : traced) {
    auto& trace = rows[row].trace.emplace();
    trace.end = end;
    trace.per_hop = per_hop;
    for (std::size_t i = 0; i < hops * per_hop; ++i) trace.queries.push_back((next++)->query);
  }
}

}  // namespace tocsin::record
