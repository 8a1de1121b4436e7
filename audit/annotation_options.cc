#include "audit/annotation_options.h"

#include <algorithm>

#include "audit/file_text.h"
#include "core/assess/annotation_line.h"
#include "core/crypto/public_key_text.h"

namespace tocsin::audit {
namespace {

constexpr std::size_t file_bytes_max = 16ULL * 1024 * 1024;

cli::Target into_keys(std::vector<crypto::PublicKey>& keys) {
  const auto set = [&keys](std::string_view text) -> Status<> {
    const auto key = crypto::public_key_from(text);
    if (!key) return fail("32 bytes in Base64 or hexadecimal");
    keys.push_back(*key);
    return {};
  };
  return {.set = set, .times = cli::Target::Times::many};
}

// "k=KEY"; may be given several times.
cli::Target into_operators(std::map<char, crypto::PublicKey>& operators) {
  const auto set = [&operators](std::string_view text) -> Status<> {
    const bool has_letter =
        text.size() > 2 && text[1] == '=' && record::are_letters(text.substr(0, 1));
    const auto key = crypto::public_key_from(text.substr(std::min<std::size_t>(2, text.size())));
    if (!has_letter || !key) return fail("LETTER=KEY such as k=base64");
    if (!operators.emplace(text[0], *key).second) return fail("one key for each letter");
    return {};
  };
  return {.set = set, .times = cli::Target::Times::many};
}

Status<> add_lines(std::vector<Annotated>& annotations, std::string_view text) {
  for (std::size_t line = 1; !text.empty(); ++line) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (one.empty() || one == "\r") continue;
    const auto annotation = assess::annotation_from(one);
    if (!annotation) return fail(std::to_string(line) + ": " + annotation.error().text);
    annotations.push_back(annotated_from(*annotation));
  }
  return {};
}

}  // namespace

std::vector<cli::Option> believed_options(AnnotationOptions& options) {
  return {{.name = "keeper-key",
           .value = "KEY",
           .help = "Whoever keeps the set of vantage points: what this key excludes is left out.",
           .target = into_keys(options.keepers)},
          {.name = "operator-key",
           .value = "LETTER=KEY",
           .help = "An operator's key: its remarks stand beside the verdicts of this letter.",
           .target = into_operators(options.operators)}};
}

std::vector<cli::Option> annotation_options(AnnotationOptions& options) {
  auto all = believed_options(options);
  all.push_back({.name = "annotations",
                 .value = "FILE",
                 .help = "Exclusions and remarks of your own, one JSON object a line.",
                 .target = cli::into(options.files)});
  return all;
}

Believed believed_by(const AnnotationOptions& options, const entry::CountryKeys& countries) {
  return {countries, options.keepers, options.operators};
}

Result<std::vector<Annotated>> read_annotations(durable::FileSystem& files,
                                                const std::vector<std::string>& paths) {
  std::vector<Annotated> annotations;
  for (const auto& path : paths) {
    const auto text = text_of(files, path, file_bytes_max);
    if (!text) return tl::unexpected(text.error());
    if (auto added = add_lines(annotations, *text); !added) {
      return fail(path + ":" + added.error().text);
    }
  }
  return annotations;
}

}  // namespace tocsin::audit
