// The content of signed statements that have a layout: read where the statement could be opened.
#pragma once

#include "core/record/layout.h"
#include "core/record/signed_statement.h"

namespace tocsin::record {

template <class Said>
Result<Said, StatementFault> read_content(const Result<ByteView, StatementFault>& content,
                                          const auto& layout) {
  if (!content) return fail_with(content.error());
  auto said = decode_map<Said>(*content, layout);
  if (!said) return fail_with(StatementFault::malformed);
  return *std::move(said);
}

// Of a statement that names the key that signs it.
template <class Said>
Result<Said, StatementFault> open_by_own_key(ByteView bytes,
                                             std::string_view content_type,
                                             const auto& layout) {
  auto claimed = read_content<Said>(peek_statement(bytes, content_type), layout);
  if (!claimed) return claimed;
  const auto opened = open_statement(bytes, content_type, claimed->key);
  if (!opened) return fail_with(opened.error());
  return claimed;
}

}  // namespace tocsin::record
