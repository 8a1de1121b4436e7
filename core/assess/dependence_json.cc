#include "core/assess/dependence_json.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

namespace tocsin::assess {
namespace {

using Json = nlohmann::ordered_json;

// Names come from whoever measured: what is no UTF-8 is replaced.
std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// The list of withdrawals, which may be of some thousand sites: as text at once, not as a tree.
class Withdrawals {
 public:
  explicit Withdrawals(double needed) : needed_(needed) {}

  std::string text_of(const Dependence& dependence) {
    if (dependence.voices == 0) return "null";  // not measured
    for (const auto& each : dependence.withdrawals) add(each);
    return text_ + "]";
  }

 private:
  void add(const Withdrawal& withdrawal) {
    const auto& left = withdrawal.left;
    text_ += text_ == "[" ? "{" : ",{";
    text_.append(R"("without":")").append(name_of(withdrawal.kind));
    text_.append(R"(","name":)").append(dump(withdrawal.name));
    text_.append(R"(,"of_letters":")").append(letters_text(withdrawal.letters));
    text_.append(R"(","zone_maintainer":)").append(withdrawal.zone_maintainer ? "true" : "false");
    text_.append(R"(,"trust_anchor":)").append(withdrawal.trust_anchor ? "true" : "false");
    add(R"(,"letters":)", left.letters, 0);
    add(R"(,"margin":)", left.letters, needed_);
    add(R"(,"worst_margin":)", left.worst, needed_);
    add(R"(,"enough":)", left.enough, 0);
    text_ += "}";
  }

  void add(std::string_view key, const Span& span, double less) {
    text_.append(key).append("[");
    add(span.low - less);
    text_ += ",";
    add(span.high - less);
    text_ += "]";
  }

  void add(double number) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    text_.append(digits.data(), end);
  }

  double needed_;
  std::string text_ = "[";
};

std::string entry_text(const Dependence& dependence, double needed) {
  const bool world = dependence.country.empty();
  auto head = dump({{"country", world ? Json(nullptr) : Json(dependence.country)},
                    {"voice", dependence.voice == Voice::country ? "country" : "probe"},
                    {"voices", dependence.voices},
                    {"probes", dependence.probes},
                    {"known", dependence.known ? Json(*dependence.known) : Json(nullptr)}});
  head.pop_back();
  return head + R"(,"withdrawals":)" + Withdrawals(needed).text_of(dependence) + "}";
}

Json party_json(const Party& party) {
  return {{"operator", party.name}, {"jurisdiction", party.jurisdiction}, {"source", party.source}};
}

Json parties_json(const RootParties& parties) {
  auto letters = Json::object();
  for (const auto& [letter, party] : parties.letters) {
    letters[std::string(1, letter)] = party_json(party);
  }
  return {{"letters", std::move(letters)},
          {"zone_maintainer", party_json(parties.zone_maintainer)},
          {"trust_anchor", party_json(parties.trust_anchor)}};
}

}  // namespace

std::string dependence_json(const DependenceReport& report) {
  const auto& counts = report.counts;
  auto text = dump(
      {{"as_of", report.parties.as_of},
       {"until", to_rfc3339(report.until)},
       {"window_s", std::chrono::duration<double>(report.window).count()},
       {"n", report.parties.letters.size()},
       {"k", report.needed},
       {"measurements",
        {{"used", counts.used}, {"outside", counts.outside}, {"intercepted", counts.intercepted}}},
       {"parties", parties_json(report.parties)}});
  text.back() = ',';
  text += R"("of":[)";
  for (const auto& each : report.of) text += entry_text(each, report.needed) + ",";
  if (text.back() == ',') text.pop_back();
  return text + "]}\n";
}

}  // namespace tocsin::assess
