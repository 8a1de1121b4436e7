#include "audit/trust_policy.h"

#include <algorithm>
#include <optional>
#include <set>

#include "core/base/base64.h"
#include "core/crypto/certificate.h"
#include "core/crypto/public_key_text.h"
#include "core/record/attestation.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/words.h"

namespace tocsin::audit {
namespace {

using tlog::Words;

constexpr const char* forms =
    "country CODE KEY, authority NAME CERTIFICATE, or require countries|without|authorities NUMBER";

// Takes the lines that are not C2SP's.
class OwnLines {
 public:
  static bool are(const Words& words) {
    return !words.empty() && (words.front() == "country" || words.front() == "authority" ||
                              words.front() == "require");
  }

  // What is wrong with the line.
  Status<> take(const Words& words, std::size_t line) {
    if (words.size() != 3) return fail(forms);
    if (words[0] == "country") return take_country(std::string(words[1]), words[2]);
    if (words[0] == "authority") return take_authority(std::string(words[1]), words[2]);
    if (words[1] == "countries") return take_number(countries_, words[2], line);
    if (words[1] == "without") return take_number(without_, words[2], line);
    if (words[1] == "authorities") return take_number(authorities_needed_, words[2], line);
    return fail("require countries, without or authorities, not " + std::string(words[1]));
  }

  Status<> finish(TrustPolicy& policy) && {
    const auto count = keys_.size();
    const auto known = "countries with a key: " + std::to_string(count);
    if (countries_ && countries_->value > count) return fail(at(countries_->line) + known);
    if (without_ && without_->value >= count) return fail(at(without_->line) + known);
    if (authorities_needed_ && authorities_needed_->value > authorities_.size()) {
      return fail(at(authorities_needed_->line) +
                  "authorities that are named: " + std::to_string(authorities_.size()));
    }
    policy.authorities_needed = authorities_.empty() ? 0 : 1;
    if (authorities_needed_) policy.authorities_needed = authorities_needed_->value;
    policy.authorities = std::move(authorities_);
    policy.countries = std::move(keys_);
    if (countries_) policy.countries_needed = countries_->value;
    if (without_) policy.countries_spared = without_->value;
    return {};
  }

  static std::string at(std::size_t line) { return "line " + std::to_string(line) + ": "; }

 private:
  struct Number {
    std::size_t value = 0;
    std::size_t line = 0;
  };

  Status<> take_country(const std::string& code, std::string_view text) {
    if (!record::is_country_code(code)) return fail("two capital letters (ISO 3166-1 alpha-2)");
    const auto key = crypto::public_key_from(text);
    if (!key) return fail("a country's key is 32 bytes in Base64 or hexadecimal");
    if (!keys_.emplace(code, *key).second) return fail("a second key for " + code);
    if (!seen_.insert(*key).second) return fail("a key that is another country's already");
    return {};
  }

  Status<> take_authority(const std::string& name, std::string_view text) {
    auto der = from_base64(text);
    if (!der || !crypto::read_certificate_der(*der)) {
      return fail("an authority's certificate is DER in Base64");
    }
    if (!certificates_.insert(*der).second) return fail("a certificate that is there already");
    authorities_[name].push_back(*std::move(der));
    return {};
  }

  static Status<> take_number(std::optional<Number>& number,
                              std::string_view text,
                              std::size_t line) {
    if (number) return fail("required already in line " + std::to_string(number->line));
    const auto value = tlog::parse_decimal(text);
    if (!value || *value == 0) return fail("a number from 1 on, not " + std::string(text));
    number = Number{*value, line};
    return {};
  }

  std::map<std::string, crypto::PublicKey> keys_;
  std::set<crypto::PublicKey> seen_;
  std::map<std::string, std::vector<Bytes>> authorities_;
  std::set<Bytes> certificates_;
  std::optional<Number> authorities_needed_;
  std::optional<Number> countries_;
  std::optional<Number> without_;
};

}  // namespace

Result<TrustPolicy> parse_trust_policy(std::string_view text) {
  OwnLines own;
  std::string others;  // with an empty line for each of ours, so that lines keep their numbers
  std::size_t number = 0;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    ++number;
    const auto words = tlog::words_of(line);
    if (!OwnLines::are(words)) {
      others.append(line);
    } else if (auto taken = own.take(words, number); !taken) {
      return fail(OwnLines::at(number) + taken.error().text);
    }
    others += '\n';
  }
  auto log = tlog::parse_policy(others);
  if (!log) return tl::unexpected(log.error());
  TrustPolicy policy{.log = *std::move(log), .countries = {}};
  if (auto done = std::move(own).finish(policy); !done) return tl::unexpected(done.error());
  return policy;
}

}  // namespace tocsin::audit
