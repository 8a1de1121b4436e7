#include "core/assess/measurement_line.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/assess/json_scanner.h"
#include "core/dns/codes.h"

namespace tocsin::assess {
namespace {

using record::Outcome;
using record::Transport;

template <class Number>
std::optional<Number> number_from(const JsonMember& member) {
  Number number{};
  const auto text = member.value;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = wrong == std::errc{} && end == text.data() + text.size();
  return member.kind == JsonKind::number && whole ? std::optional(number) : std::nullopt;
}

std::optional<int> two_digits(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != 2 || !digit(text[0]) || !digit(text[1])) return std::nullopt;
  return 10 * (text[0] - '0') + (text[1] - '0');
}

// RFC 3339, with "Z" or an offset from UTC.
std::optional<WallTime> time_from(std::string_view text) {
  constexpr std::size_t offset_size = 6;
  if (text.ends_with('Z') || text.size() < offset_size) return from_rfc3339(text);
  const auto offset = text.substr(text.size() - offset_size);
  const auto hours = two_digits(offset.substr(1, 2));
  const auto minutes = two_digits(offset.substr(4));
  const bool known = (offset[0] == '+' || offset[0] == '-') && offset[3] == ':';
  if (!known || !hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const auto local = from_rfc3339(std::string(text.substr(0, text.size() - offset_size)) + "Z");
  if (!local) return std::nullopt;
  const Duration east = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  return offset[0] == '+' ? *local - east : *local + east;
}

std::optional<std::uint16_t> rcode_from(const JsonMember& member) {
  if (member.kind != JsonKind::text) {
    const auto number = number_from<std::uint16_t>(member);
    return number && *number <= 4'095 ? number : std::nullopt;
  }
  for (std::uint16_t i = 0; i < 32; ++i) {
    if (dns::to_text(static_cast<dns::Rcode>(i)) == member.value) return i;
  }
  return std::nullopt;
}

// Puts one member's value into the measurement, or says what it should have been.
using Take = const char* (*)(const JsonMember&, Measurement&);

struct Field {
  std::string_view name;
  enum class Presence : std::uint8_t { required, optional } presence;
  Take take;
};

template <class Value>
const char* take_into(std::optional<Value> value, auto& target, const char* otherwise) {
  if (!value) return otherwise;
  target = *value;
  return nullptr;
}

const char* take_t(const JsonMember& member, Measurement& to) {
  const auto time = member.kind == JsonKind::text ? time_from(member.value) : std::nullopt;
  return take_into(time, to.t, "a time such as \"2026-11-01T00:00:00Z\"");
}

const char* take_vp(const JsonMember& member, Measurement& to) {
  const auto size = member.value.size();
  const bool good = member.kind == JsonKind::text && size > 0 && size <= vantage_point_octets_max;
  if (good) to.vp = member.value;
  return good ? nullptr : "a text of 1 to 64 octets";
}

template <std::string_view Measurement::* member_of>
const char* take_text(const JsonMember& member, Measurement& to) {
  to.*member_of = member.value;
  return member.kind == JsonKind::text ? nullptr : "a text";
}

const char* take_region(const JsonMember& member, Measurement&) {
  return member.kind == JsonKind::text ? nullptr : "a text";
}

const char* take_rsi(const JsonMember& member, Measurement& to) {
  const bool good = member.kind == JsonKind::text && member.value.size() == 1 &&
                    member.value[0] >= 'a' && member.value[0] <= 'z';
  if (good) to.rsi = member.value[0];
  return good ? nullptr : "one letter, such as \"k\"";
}

const char* take_family(const JsonMember& member, Measurement& to) {
  const auto number = number_from<std::uint8_t>(member);
  if (number != 4 && number != 6) return "4 or 6";
  to.family = *number == 4 ? plan::Family::v4 : plan::Family::v6;
  return nullptr;
}

const char* take_transport(const JsonMember& member, Measurement& to) {
  const bool udp = member.value == "udp";
  if (member.kind != JsonKind::text || (!udp && member.value != "tcp")) return "\"udp\" or \"tcp\"";
  to.transport = udp ? Transport::udp : Transport::tcp;
  return nullptr;
}

const char* take_kind(const JsonMember& member, Measurement& to) {
  const bool soa = member.value == "soa";
  const bool good = member.kind == JsonKind::text && (soa || member.value == "correctness");
  to.kind = soa ? MeasurementKind::soa : MeasurementKind::correctness;
  return good ? nullptr : "\"soa\" or \"correctness\"";
}

const char* take_outcome(const JsonMember& member, Measurement& to) {
  const auto found = std::ranges::find(record::outcome_names, member.value);
  if (member.kind != JsonKind::text || found == record::outcome_names.end()) {
    return "an outcome such as \"answered\" or \"timeout\"";
  }
  to.outcome = static_cast<Outcome>(found - record::outcome_names.begin());
  return nullptr;
}

const char* take_rcode(const JsonMember& member, Measurement& to) {
  return take_into(rcode_from(member), to.rcode, "an RCODE, as a number or by its name");
}

const char* take_rtt(const JsonMember& member, Measurement& to) {
  const auto number = number_from<std::int64_t>(member);
  if (!number || *number < 0) return "whole nanoseconds";
  to.rtt = Duration(*number);
  return nullptr;
}

const char* take_serial(const JsonMember& member, Measurement& to) {
  return take_into(number_from<std::uint32_t>(member), to.serial, "a number of 32 bits");
}

const char* take_correct(const JsonMember& member, Measurement& to) {
  if (member.kind != JsonKind::boolean) return "true or false";
  to.correct = member.value == "true";
  return nullptr;
}

constexpr std::array fields{
    Field{"t", Field::Presence::required, take_t},
    Field{"vp", Field::Presence::required, take_vp},
    Field{"rsi", Field::Presence::required, take_rsi},
    Field{"family", Field::Presence::required, take_family},
    Field{"transport", Field::Presence::required, take_transport},
    Field{"kind", Field::Presence::required, take_kind},
    Field{"outcome", Field::Presence::required, take_outcome},
    Field{"rcode", Field::Presence::optional, take_rcode},
    Field{"rtt_ns", Field::Presence::optional, take_rtt},
    Field{"serial", Field::Presence::optional, take_serial},
    Field{"correct", Field::Presence::optional, take_correct},
    Field{"country", Field::Presence::optional, take_text<&Measurement::country>},
    Field{"region", Field::Presence::optional, take_region},
    Field{"instance", Field::Presence::optional, take_text<&Measurement::instance>},
    Field{"site", Field::Presence::optional, take_text<&Measurement::site>}};

// What the scanner gives of these lives only until the next member.
constexpr std::array texts{
    &Measurement::vp, &Measurement::country, &Measurement::instance, &Measurement::site};
using Texts = std::array<std::string, texts.size()>;

class LineReader {
 public:
  LineReader(std::string_view line, Texts& kept) : scanner_(line), kept_(kept) {}

  Result<Measurement> read() {
    for (;;) {
      const auto member = scanner_.next();
      if (!member) return tl::unexpected(member.error());
      if (!*member) return finish();
      if (auto taken = take(**member); !taken) return tl::unexpected(std::move(taken.error()));
    }
  }

 private:
  // What is not known is left for those who know it.
  Status<> take(const JsonMember& member) {
    const auto* field = std::ranges::find(fields, member.name, &Field::name);
    if (field == fields.end()) return {};
    const auto bit = 1U << (field - fields.begin());
    if ((seen_ & bit) != 0) return fail(std::string(field->name) + " is there twice");
    seen_ |= bit;
    if (member.kind == JsonKind::null && field->presence == Field::Presence::optional) return {};
    if (const auto* wanted = field->take(member, measurement_)) {
      return fail(std::string(field->name) + " must be " + wanted);
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
      auto& text = measurement_.*texts[i];
      if (text.data() == member.value.data()) text = kept_[i] = member.value;
    }
    return {};
  }

  Result<Measurement> finish() const {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const bool required = fields[i].presence == Field::Presence::required;
      if (required && (seen_ & 1U << i) == 0)
        return fail(std::string(fields[i].name) + " is missing");
    }
    const bool must_say =
        measurement_.outcome == Outcome::answered && measurement_.kind == MeasurementKind::soa;
    if (must_say && !measurement_.rcode) return fail("rcode is missing: there was an answer");
    if (must_say && !measurement_.rtt) return fail("rtt_ns is missing: there was an answer");
    return measurement_;
  }

  JsonScanner scanner_;
  Texts& kept_;
  Measurement measurement_;
  unsigned seen_ = 0;
};

}  // namespace

Result<Measurement> MeasurementReader::read(std::string_view line) {
  if (line.size() > measurement_line_octets_max) return fail("the line is too long");
  return LineReader(line, texts_).read();
}

}  // namespace tocsin::assess
