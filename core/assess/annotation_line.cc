#include "core/assess/annotation_line.h"

#include <algorithm>
#include <array>

#include "core/assess/json_scanner.h"
#include "core/base/utf8.h"
#include "core/record/limits.h"

namespace tocsin::assess {
namespace {

using Take = const char* (*)(std::string_view text, Annotation& to);  // what it should have been

struct Field {
  std::string_view name;
  enum class Presence : std::uint8_t { required, optional } presence;
  Take take;
};

const char* take_effect(std::string_view text, Annotation& to) {
  const auto* found = std::ranges::find(record::effect_names, text);
  if (found == record::effect_names.end()) return "\"exclusion\" or \"remark\"";
  to.effect = static_cast<record::Effect>(found - record::effect_names.begin());
  return nullptr;
}

const char* take_line(std::string_view text, std::size_t octets_max, std::string& to) {
  to = text;
  return is_line(text) && text.size() <= octets_max ? nullptr : "a line of text";
}

const char* take_by(std::string_view text, Annotation& to) {
  return take_line(text, record::network_name_bytes_max, to.by);
}

const char* take_why(std::string_view text, Annotation& to) {
  return take_line(text, record::annotation_why_bytes_max, to.why);
}

const char* take_vp(std::string_view text, Annotation& to) {
  const auto* wrong = take_line(text, record::probe_name_bytes_max, to.about.vp);
  return wrong == nullptr ? nullptr : "a text of 1 to 64 octets";
}

const char* take_letters(std::string_view text, Annotation& to) {
  to.about.letters = text;
  const bool good = !text.empty() && record::are_letters(text);
  return good ? nullptr : "letters in their order, such as \"ak\"";
}

template <WallTime Portion::* member>
const char* take_time(std::string_view text, Annotation& to) {
  const auto time = from_rfc3339(text);
  to.about.*member = time.value_or(WallTime());
  return time ? nullptr : "a time in UTC such as \"2026-11-01T00:00:00Z\"";
}

constexpr std::array fields{Field{"effect", Field::Presence::required, take_effect},
                            Field{"from", Field::Presence::required, take_time<&Portion::from>},
                            Field{"until", Field::Presence::required, take_time<&Portion::until>},
                            Field{"by", Field::Presence::required, take_by},
                            Field{"why", Field::Presence::required, take_why},
                            Field{"vp", Field::Presence::optional, take_vp},
                            Field{"rsi", Field::Presence::optional, take_letters}};

class LineReader {
 public:
  explicit LineReader(std::string_view line) : scanner_(line) {}

  Result<Annotation> read() {
    for (;;) {
      const auto member = scanner_.next();
      if (!member) return tl::unexpected(member.error());
      if (!*member) return finish();
      if (auto taken = take(**member); !taken) return tl::unexpected(std::move(taken.error()));
    }
  }

 private:
  // What is not known could say that less is left out: nothing is guessed.
  Status<> take(const JsonMember& member) {
    const auto* field = std::ranges::find(fields, member.name, &Field::name);
    if (field == fields.end()) return fail(std::string(member.name) + " is no member of these");
    const std::string name(field->name);
    const auto bit = 1U << (field - fields.begin());
    if ((seen_ & bit) != 0) return fail(name + " is there twice");
    seen_ |= bit;
    if (member.kind != JsonKind::text) return fail(name + " must be a text");
    const auto* wanted = field->take(member.value, annotation_);
    return wanted == nullptr ? Status<>() : fail(name + " must be " + wanted);
  }

  Result<Annotation> finish() {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const bool required = fields[i].presence == Field::Presence::required;
      if (required && (seen_ & 1U << i) == 0)
        return fail(std::string(fields[i].name) + " is missing");
    }
    if (annotation_.about.until <= annotation_.about.from) return fail("until is not after from");
    return std::move(annotation_);
  }

  JsonScanner scanner_;
  Annotation annotation_;
  unsigned seen_ = 0;
};

}  // namespace

// Hardly any line has these letters, and a month has eleven million lines.
bool is_annotation(std::string_view line) {
  if (line.find("effect") == std::string_view::npos) return false;
  JsonScanner scanner(line);
  for (auto member = scanner.next(); member && *member; member = scanner.next()) {
    if ((*member)->name == "effect") return true;
  }
  return false;
}

Result<Annotation> annotation_from(std::string_view line) {
  if (line.size() > annotation_line_octets_max) return fail("the line is too long");
  return LineReader(line).read();
}

}  // namespace tocsin::assess
