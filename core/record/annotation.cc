#include "core/record/annotation.h"

#include <algorithm>
#include <functional>

#include "core/base/check.h"
#include "core/base/utf8.h"
#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

namespace key {
enum : std::uint64_t { by = 1, signer, effect, probes, letters, from, until, why };
}  // namespace key

constexpr std::size_t field_count = key::why + 1;

bool ascends(const auto& range) {
  return std::ranges::adjacent_find(range, std::ranges::greater_equal{}) == range.end();
}

bool means_something(const Annotation& annotation) {
  return is_line(annotation.by) && is_line(annotation.why) && ascends(annotation.probes) &&
         are_letters(annotation.letters) && annotation.from < annotation.until;
}

Bytes encode(const Annotation& annotation) {
  cbor::Encoder out;
  out.map(field_count);
  put_version(out);
  put_field(out, key::by, annotation.by);
  put_field(out, key::signer, annotation.key);
  put_field(out, key::effect, static_cast<std::uint64_t>(annotation.effect));
  out.uint(key::probes).array(annotation.probes.size());
  for (const auto& probe : annotation.probes) out.bytes(probe);
  put_field(out, key::letters, annotation.letters);
  put_field(out, key::from, annotation.from);
  put_field(out, key::until, annotation.until);
  put_field(out, key::why, annotation.why);
  return std::move(out).finish();
}

Result<Annotation, StatementFault> decode(ByteView content) {
  Annotation annotation;
  cbor::Decoder in(content);
  in.enter_map();
  take_version(in);
  in.key(key::by);
  annotation.by = in.take_text(network_name_bytes_max);
  in.key(key::signer);
  annotation.key = in.take_exactly<32>();
  in.key(key::effect);
  annotation.effect = in.take_enum(Effect::exclusion);
  in.key(key::probes);
  annotation.probes.resize(in.enter_array(annotation_probes_max));
  for (auto& probe : annotation.probes) probe = in.take_exactly<16>();
  in.leave();
  in.key(key::letters);
  annotation.letters = in.take_text(annotation_letters_max);
  in.key(key::from);
  annotation.from = take_wall(in);
  in.key(key::until);
  annotation.until = take_wall(in);
  in.key(key::why);
  annotation.why = in.take_text(annotation_why_bytes_max);
  in.leave();
  if (!in.failed() && !means_something(annotation)) in.refuse(cbor::Fault::unacceptable);
  if (!in.finish()) return fail_with(StatementFault::malformed);
  return annotation;
}

}  // namespace

bool are_letters(std::string_view letters) {
  return ascends(letters) &&
         std::ranges::all_of(letters, [](char c) { return 'a' <= c && c <= 'z'; });
}

Bytes sign(const Annotation& annotation, const crypto::SigningKey& key) {
  check(annotation.key == key.public_key(), "an annotation names the key that signs it");
  return sign_statement(key, annotation_content_type, encode(annotation));
}

Result<Annotation, StatementFault> open_annotation(ByteView bytes) {
  const auto claimed = peek_statement(bytes, annotation_content_type);
  if (!claimed) return fail_with(claimed.error());
  auto annotation = decode(*claimed);
  if (!annotation) return annotation;
  if (auto opened = open_statement(bytes, annotation_content_type, annotation->key); !opened) {
    return fail_with(opened.error());
  }
  return annotation;
}

}  // namespace tocsin::record
