#include "core/record/annotation.h"

#include <algorithm>
#include <functional>

#include "core/base/check.h"
#include "core/base/utf8.h"
#include "core/record/limits.h"
#include "core/record/statement_layout.h"

namespace tocsin::record {
namespace {

bool ascends(const auto& range) {
  return std::ranges::adjacent_find(range, std::ranges::greater_equal{}) == range.end();
}

bool means_something(const Annotation& annotation) {
  return is_line(annotation.by) && is_line(annotation.why) && ascends(annotation.probes) &&
         are_letters(annotation.letters) && annotation.from < annotation.until;
}

constexpr auto layout = [](auto& map, auto& annotation) {
  map(annotation.by, network_name_bytes_max);
  map(annotation.key);
  map(annotation.effect, Effect::exclusion);
  map.list(annotation.probes, annotation_probes_max);
  map(annotation.letters, annotation_letters_max);
  map(annotation.from);
  map(annotation.until);
  map(annotation.why, annotation_why_bytes_max);
  map.require(means_something(annotation));
};

}  // namespace

bool are_letters(std::string_view letters) {
  return ascends(letters) &&
         std::ranges::all_of(letters, [](char c) { return 'a' <= c && c <= 'z'; });
}

Bytes sign(const Annotation& annotation, const crypto::SigningKey& key) {
  check(annotation.key == key.public_key(), "an annotation names the key that signs it");
  return sign_statement(key, annotation_content_type, encode_map(annotation, layout));
}

Result<Annotation, StatementFault> open_annotation(ByteView bytes) {
  return open_by_own_key<Annotation>(bytes, annotation_content_type, layout);
}

}  // namespace tocsin::record
