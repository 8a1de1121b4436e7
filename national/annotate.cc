#include "national/annotate.h"

#include <algorithm>
#include <memory>
#include <ostream>

#include "core/base/hex.h"
#include "core/base/utf8.h"
#include "core/record/annotation.h"
#include "core/record/limits.h"
#include "core/record/signed_envelope.h"
#include "national/option_values.h"

namespace tocsin::national {
namespace {

struct AnnotateOptions {
  std::string key;
  std::string passphrase_file;
  std::vector<std::string> probe_keys;  // each the key itself, or a file with it
  bool excludes = false;
  std::string out;
  record::Annotation said;  // all but key, effect and probes
};

cli::Target into_line(std::string& line, std::size_t bytes_max) {
  return {.set = [&line, bytes_max](std::string_view text) -> Status<> {
    if (!is_line(text) || text.size() > bytes_max) {
      return fail("a line of 1 to " + std::to_string(bytes_max) + " bytes");
    }
    line = text;
    return {};
  }};
}

cli::Target into_letter(std::string& letters) {
  const auto set = [&letters](std::string_view text) -> Status<> {
    if (text.size() != 1 || !record::are_letters(text)) return fail("one letter, such as k");
    if (letters.find(text) != std::string::npos) return fail("each letter once");
    letters.insert(std::ranges::lower_bound(letters, text[0]), text[0]);
    return {};
  };
  return {.set = set, .times = cli::Target::Times::many};
}

Result<std::vector<record::ProbeId>> probes_of(Desk& desk, const std::vector<std::string>& keys) {
  std::vector<record::ProbeId> probes;
  for (const auto& text : keys) {
    const auto key = read_public_key(desk, text);
    if (!key) return fail("--probe-key: " + key.error().text);
    probes.push_back(record::probe_id_of(*key));
  }
  std::ranges::sort(probes);
  const auto repeated = std::ranges::unique(probes);
  probes.erase(repeated.begin(), repeated.end());
  if (probes.size() > record::annotation_probes_max) {
    return fail("--probe-key: at most " + std::to_string(record::annotation_probes_max));
  }
  return probes;
}

void tell(std::ostream& out, const record::Annotation& said) {
  out << "signed by " << said.by << ": from " << to_rfc3339(said.from) << " until "
      << to_rfc3339(said.until) << ", of "
      << (said.letters.empty() ? "every letter" : "the letters " + said.letters) << ", what "
      << (said.probes.empty() ? "every vantage point has measured" : "these probes have measured")
      << (said.effect == record::Effect::exclusion ? " is left out" : " is remarked upon") << " ("
      << said.why << ")\n";
  for (const auto& probe : said.probes) out << "  " << to_hex(probe) << "\n";
}

Result<cli::ExitCode> annotate(Desk& desk, const AnnotateOptions& options) {
  auto said = options.said;
  if (said.until <= said.from) return fail("--until must be later than --from");
  said.effect = options.excludes ? record::Effect::exclusion : record::Effect::remark;
  auto probes = probes_of(desk, options.probe_keys);
  if (!probes) return tl::unexpected(probes.error());
  said.probes = *std::move(probes);
  const auto key = open_key(desk, options.key, options.passphrase_file);
  if (!key) return fail(key.error().text);
  said.key = key->public_key();
  if (auto written = write_statement(desk, options.out, record::sign(said, *key)); !written) {
    return tl::unexpected(written.error());
  }
  tell(desk.out, said);
  return cli::ExitCode::ok;
}

std::vector<cli::Option> options_into(AnnotateOptions& options) {
  auto& said = options.said;
  return {
      required("key", "FILE", "Your key, country-key.pem.", cli::into(options.key)),
      {.name = "passphrase-file",
       .value = "FILE",
       .help = "The first line of this file opens the key.",
       .target = cli::into(options.passphrase_file)},
      required("by",
               "NAME",
               "Who says it, for people.",
               into_line(said.by, record::network_name_bytes_max)),
      {.name = "exclude",
       .help = "It is left out of the figures of those who believe you; without, it is a remark.",
       .target = cli::into(options.excludes)},
      {.name = "probe-key",
       .value = "KEY",
       .help = "Of what this probe has measured; may be given again. Default: every one.",
       .target = cli::into(options.probe_keys)},
      {.name = "letter",
       .value = "LETTER",
       .help = "Of this root server; may be given again. Default: every one.",
       .target = into_letter(said.letters)},
      required("from", "TIME", "2026-01-01T00:00:00Z", into_time(said.from)),
      required("until", "TIME", "Not included.", into_time(said.until)),
      required("why",
               "TEXT",
               "Why, for people: one line.",
               into_line(said.why, record::annotation_why_bytes_max)),
      required("out", "FILE", "Where the statement goes.", cli::into(options.out))};
}

}  // namespace

cli::Command annotate_command(Desk& desk) {
  const auto options = std::make_shared<AnnotateOptions>();
  return {.name = "annotate",
          .summary = "Sign that measurements of the root are left out, or how they came to be.",
          .options = options_into(*options),
          .operands = {},
          .run = [&desk, options] { return annotate(desk, *options); }};
}

}  // namespace tocsin::national
