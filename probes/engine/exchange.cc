#include "probes/engine/exchange.h"

namespace tocsin::probe {

Result<Ask, dns::NameError> ask_for(record::Question question, std::string_view zone) {
  auto query = record::query_for(question, zone);
  if (!query) return tl::unexpected(query.error());
  Ask ask;
  ask.question = std::move(question);
  ask.query = std::move(*query);
  return ask;
}

}  // namespace tocsin::probe
