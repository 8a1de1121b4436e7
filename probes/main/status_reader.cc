#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "core/base/hex.h"
#include "probes/main/status_json.h"
#include "probes/main/status_words.h"

namespace tocsin::probe {
namespace {

using Json = nlohmann::json;

// More of anything than a probe can have.
constexpr std::size_t list_max = 1000;

// Takes fields out of an object. The first that is missing or of another kind is the error of all;
// from then on what is taken is only filled in.
class Fields {
 public:
  Fields(const Json& json, std::string path, std::optional<std::string>& problem)
      : json_(json), path_(std::move(path)), problem_(problem) {
    if (!json_.is_object()) complain("");
  }

  Fields within(const char* name) const { return {at(name), path_ + name + ".", problem_}; }

  bool has(const char* name) const { return !at(name).is_discarded(); }
  bool is_null(const char* name) const { return at(name).is_null(); }

  std::uint64_t number(const char* name) const {
    const auto& value = at(name);
    if (!value.is_number_unsigned()) return complain(name), 0;
    return value.get<std::uint64_t>();
  }

  std::uint32_t small(const char* name) const {
    const auto value = number(name);
    if (value > UINT32_MAX) complain(name);
    return static_cast<std::uint32_t>(value);
  }

  bool flag(const char* name) const {
    const auto& value = at(name);
    if (!value.is_boolean()) return complain(name), false;
    return value.get<bool>();
  }

  std::string text(const char* name) const {
    const auto& value = at(name);
    if (!value.is_string()) return complain(name), "";
    return value.get<std::string>();
  }

  Duration duration(const char* name) const {
    const auto count = number(name);
    if (count > static_cast<std::uint64_t>(Duration::max().count()))
      return complain(name), Duration{};
    return Duration(static_cast<Duration::rep>(count));
  }

  WallTime time(const char* name) const {
    const auto time = from_rfc3339(text(name));
    // Before 1970 no probe ran, and differences of what is left fit.
    if (!time || time->since_epoch < Duration::zero()) return complain(name), WallTime{};
    return *time;
  }

  template <std::size_t N>
  ByteArray<N> bytes(const char* name) const {
    ByteArray<N> array{};
    const auto given = from_hex(text(name));
    if (!given || given->size() != N) return complain(name), array;
    std::ranges::copy(*given, array.begin());
    return array;
  }

  // Which of the names it is.
  template <std::size_t N>
  std::size_t choice(const char* name, const std::array<std::string_view, N>& names) const {
    const auto found = std::ranges::find(names, text(name));
    if (found == names.end()) return complain(name), 0;
    return static_cast<std::size_t>(found - names.begin());
  }

  // Nothing for null.
  template <class Take>
  auto maybe(const char* name, const Take& take) const -> std::optional<decltype(take(name))> {
    if (is_null(name)) return std::nullopt;
    return take(name);
  }

  template <class Read>
  auto list(const char* name, const Read& read) const {
    std::vector<decltype(read(*this))> all;
    const auto& value = at(name);
    if (!value.is_array() || value.size() > list_max) return complain(name), all;
    for (const auto& each : value) {
      all.push_back(
          read(Fields(each, path_ + name + "[" + std::to_string(all.size()) + "].", problem_)));
    }
    return all;
  }

  void complain(const std::string& name) const {
    if (problem_) return;
    auto what = path_ + name;
    if (name.empty() && !what.empty()) what.pop_back();
    problem_ = (what.empty() ? "it" : what) + " is not as it should be";
  }

 private:
  const Json& at(const char* name) const {
    static const Json nothing = Json::value_t::discarded;
    if (!json_.is_object()) return nothing;
    const auto found = json_.find(name);
    return found == json_.end() ? nothing : *found;
  }

  const Json& json_;
  std::string path_;
  std::optional<std::string>& problem_;
};

std::array<record::RingCount, 3> rings_in(const Fields& fields) {
  std::array<record::RingCount, 3> rings;
  for (std::size_t i = 0; i < rings.size(); ++i) {
    const auto ring = fields.within(ring_names[i].data());
    rings[i] = {.asked = ring.small("asked"), .answered = ring.small("answered")};
  }
  return rings;
}

PlanStatus plan_in(const Fields& fields) {
  PlanStatus plan{.name = fields.text("name"), .last_batch = {}, .left_out = {}};
  if (!fields.is_null("last_batch")) {
    const auto batch = fields.within("last_batch");
    plan.last_batch = BatchStatus{.sequence = batch.number("sequence"),
                                  .closed_at = batch.time("closed_at"),
                                  .measured = batch.number("measured"),
                                  .not_measured = batch.number("not_measured")};
  }
  const auto left_out = fields.within("left_out");
  for (std::size_t i = 0; i < plan::not_measured_count; ++i) {
    const std::string reason(plan::name_of(static_cast<plan::NotMeasured>(i)));
    if (left_out.has(reason.c_str())) plan.left_out.by_reason[i] = left_out.number(reason.c_str());
  }
  return plan;
}

LetterStatus letter_in(const Fields& fields) {
  constexpr std::array<std::string_view, 2> transports{"udp", "tcp"};
  const auto name = fields.text("letter");
  const bool is_letter = name.size() == 1 && name[0] >= 'a' && name[0] <= 'm';
  if (!is_letter) fields.complain("letter");
  return {
      .letter = is_letter ? name[0] : 'a',
      .family = fields.choice("family", family_names) == 0 ? plan::Family::v4 : plan::Family::v6,
      .transport = static_cast<record::Transport>(fields.choice("transport", transports)),
      .outcome = static_cast<record::Outcome>(fields.choice("outcome", record::outcome_names)),
      .rtt = fields.maybe("rtt_ns", [&](auto key) { return fields.duration(key); }),
      .sent_at = fields.time("sent_at")};
}

SpoolStatus spool_in(const Fields& fields) {
  return {.batches = fields.number("batches"),
          .bytes = fields.number("bytes"),
          .bytes_max = fields.number("bytes_max"),
          .oldest = fields.maybe("oldest", [&](auto key) { return fields.number(key); }),
          .oldest_closed_at =
              fields.maybe("oldest_closed_at", [&](auto key) { return fields.time(key); }),
          .lost = fields.number("lost")};
}

CollectorStatus collector_in(const Fields& fields) {
  CollectorStatus collector;
  collector.name = fields.text("name");
  collector.certificate_ends =
      fields.maybe("certificate_ends", [&](auto key) { return fields.time(key); });
  using Way = CollectorStatus::Way;
  const auto delivers = fields.maybe("delivering", [&](auto key) { return fields.flag(key); });
  if (delivers) collector.way = *delivers ? Way::open : Way::failing;
  collector.turned_away = fields.maybe("turned_away", [&](auto key) { return fields.text(key); });
  collector.waiting = fields.number("waiting");
  if (!fields.is_null("last_acknowledged")) {
    const auto last = fields.within("last_acknowledged");
    collector.last = LastDelivery{.sequence = last.number("sequence"), .at = last.time("at")};
  }
  collector.acknowledged = fields.number("acknowledged");
  collector.refused = fields.number("refused");
  collector.failed = fields.number("failed");
  const auto in_log = fields.within("in_log");
  collector.in_log = {.proven = in_log.number("proven"),
                      .unwitnessed = in_log.number("unwitnessed"),
                      .unchecked = in_log.number("unchecked"),
                      .dropped = in_log.number("dropped")};
  return collector;
}

std::optional<ZoneStatus> zone_in(const Fields& fields) {
  if (fields.is_null("zone")) return std::nullopt;
  const auto zone = fields.within("zone");
  return ZoneStatus{.serial = zone.small("serial"),
                    .in_force_since = zone.time("in_force_since"),
                    .verified_at = zone.time("verified_at"),
                    .good_until = zone.time("good_until")};
}

std::uint64_t incarnation_in(const Fields& fields) {
  const auto text = fields.text("incarnation");
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  if (!whole) fields.complain("incarnation");
  return number;
}

ProbeStatus status_in(const Fields& fields) {
  ProbeStatus status;
  if (fields.number("version") != status_version) fields.complain("version");
  status.written_at = fields.time("written_at");
  status.written_at_monotonic = {fields.duration("written_at_monotonic_ns")};
  status.boot_id = fields.bytes<16>("boot_id");
  using Phase = ProbeStatus::Phase;
  status.phase = fields.flag("stopped") ? Phase::stopped : Phase::running;
  status.started_at = fields.time("started_at");
  status.version = fields.text("software");
  status.probe = fields.bytes<16>("probe");
  status.incarnation = incarnation_in(fields);
  const auto clock = fields.within("clock");
  status.clock_bound = clock.maybe("bound_ns", [&](auto key) { return clock.duration(key); });
  const auto source = clock.choice("source", clock_source_names);
  status.clock_source = static_cast<record::ClockSource>(source);
  const auto references = fields.within("references");
  status.references = {.v4 = rings_in(references.within("ipv4")),
                       .v6 = rings_in(references.within("ipv6"))};
  status.plans = fields.list("plans", plan_in);
  status.letters = fields.list("letters", letter_in);
  status.spool = spool_in(fields.within("spool"));
  status.collectors = fields.list("collectors", collector_in);
  using Zone = ProbeStatus::Zone;
  status.zone_is = fields.flag("zone_needed") ? Zone::needed : Zone::not_needed;
  status.zone = zone_in(fields);
  return status;
}

}  // namespace

Result<ProbeStatus> decode_status(std::string_view text) {
  if (text.size() > status_bytes_max) return fail("it is too large");
  const auto json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return fail("it is not JSON");
  std::optional<std::string> problem;
  auto status = status_in(Fields(json, "", problem));
  if (problem) return fail(*problem);
  return status;
}

}  // namespace tocsin::probe
