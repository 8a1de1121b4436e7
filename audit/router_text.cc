#include "audit/router_text.h"

#include <algorithm>
#include <vector>

namespace tocsin::audit {
namespace {

// What one query says of its hop; nothing where it says nothing.
std::vector<std::string> words_of(const record::HopQuery& query) {
  std::vector<std::string> words;
  if (query.notice) words.push_back(query.notice->from ? router_text(*query.notice->from) : "?");
  if (query.reply) words.push_back("answer");
  return words;
}

}  // namespace

std::string router_text(const record::Router& router) {
  if (const auto* own = std::get_if<record::OwnRouter>(&router)) {
    return "own " + std::to_string(own->number);
  }
  return plan::to_text(std::get<plan::Address>(router));
}

std::string way_text(const record::Trace& trace) {
  std::string text;
  for (std::size_t hop = 0; hop < trace.hops(); ++hop) {
    std::vector<std::string> spoke;
    for (std::size_t i = 0; i < trace.per_hop; ++i) {
      for (auto& word : words_of(trace.queries[hop * trace.per_hop + i])) {
        if (std::ranges::find(spoke, word) == spoke.end()) spoke.push_back(std::move(word));
      }
    }
    std::string words;
    for (const auto& word : spoke) words += (words.empty() ? "" : "/") + word;
    text += (text.empty() ? "" : " > ") + (words.empty() ? std::string("*") : words);
  }
  return text;
}

}  // namespace tocsin::audit
