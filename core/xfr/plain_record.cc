#include "core/xfr/plain_record.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/dns/message_name.h"

namespace tocsin::xfr {
namespace {

// How the data of a type that may be compressed is made: octets, names, octets.
struct Shape {
  std::uint16_t type;
  std::size_t before;
  std::size_t names;
  std::size_t after;
};

constexpr std::array<Shape, 5> shapes{{
    {.type = 2, .before = 0, .names = 1, .after = 0},   // NS
    {.type = 5, .before = 0, .names = 1, .after = 0},   // CNAME
    {.type = 6, .before = 0, .names = 2, .after = 20},  // SOA
    {.type = 12, .before = 0, .names = 1, .after = 0},  // PTR
    {.type = 15, .before = 2, .names = 1, .after = 0},  // MX
}};

// MD, MF, MB, MG, MR, MINFO (RFC 1035); RP, AFSDB, RT, SIG, PX, NXT, SRV, NAPTR (RFC 3597 section
// 4: a receiver must expect names in them to be compressed).
constexpr std::array<std::uint16_t, 14> refused{3, 4, 7, 8, 9, 14, 17, 18, 21, 24, 26, 30, 33, 35};

// Nothing where the data is not of this shape.
std::optional<Bytes> expanded(const dns::Record& record, const Shape& shape) {
  if (record.rdata.size() < shape.before) return std::nullopt;
  Bytes data;
  append(data, record.rdata.first(shape.before));
  auto at = record.rdata_at + shape.before;
  for (std::size_t i = 0; i < shape.names; ++i) {
    const auto name = dns::read_name(record.message, at);
    if (!name) return std::nullopt;
    append(data, name->wire());
    at = *dns::name_end(record.message, at);
  }
  if (at + shape.after != record.end()) return std::nullopt;
  append(data, record.message.subspan(at, shape.after));
  return data;
}

}  // namespace

Status<Fault> append_plain(Bytes& out, const dns::Record& record) {
  const auto type = static_cast<std::uint16_t>(record.type);
  if (std::ranges::find(refused, type) != refused.end()) {
    return faulty(FaultKind::foreign_type, to_text(record.type));
  }
  std::optional<Bytes> data(std::in_place, record.rdata.begin(), record.rdata.end());
  const auto shape = std::ranges::find(shapes, type, &Shape::type);
  if (shape != shapes.end()) data = expanded(record, *shape);
  if (!data) return faulty(FaultKind::malformed, to_text(record.type) + " record");
  append(out, record.owner().wire());
  append_be16(out, type);
  append_be16(out, static_cast<std::uint16_t>(record.klass));
  append_be32(out, record.ttl);
  append_be16(out, static_cast<std::uint16_t>(data->size()));
  append(out, *data);
  return {};
}

}  // namespace tocsin::xfr
