#include "core/tlog/policy.h"

#include <algorithm>
#include <set>

#include "core/base/check.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/words.h"

namespace tocsin::tlog {
namespace {

// Takes in one line after the other.
class PolicyReader {
 public:
  // What is wrong with the line.
  Status<> take(const Words& words) {
    const auto& word = words.front();
    if (word == "log") return take_log(words);
    if (word == "witness") return take_witness(words);
    if (word == "group") return take_group(words);
    if (word == "quorum") return take_quorum(words);
    return fail("unknown word " + std::string(word));
  }

  Result<Policy> finish() && {
    if (policy_.quorum.empty()) return fail("no quorum");
    return std::move(policy_);
  }

 private:
  enum class Of { witness, group };
  struct Named {
    Of of = Of::witness;
    std::size_t place = 0;
    bool in_a_group = false;
  };

  Status<> take_log(const Words& words) {
    if (words.size() != 2 && words.size() != 3) return fail("log KEY [URL]");
    auto key = new_key(words[1]);
    if (!key) return tl::unexpected(key.error());
    if (key->algorithm == Algorithm::cosignature_v1) return fail("a witness's key, not a log's");
    if (policy_.logs.size() == policy_members_max) return fail("too many logs");
    policy_.logs.push_back({std::move(*key), std::string(words.size() == 3 ? words[2] : "")});
    return {};
  }

  Status<> take_witness(const Words& words) {
    if (words.size() != 3 && words.size() != 4) return fail("witness NAME KEY [URL]");
    auto key = new_key(words[2]);
    if (!key) return tl::unexpected(key.error());
    if (key->algorithm == Algorithm::ed25519) return fail("a log's key, not a witness's");
    if (auto named = name(words[1], {Of::witness, policy_.witnesses.size()}); !named) return named;
    policy_.witnesses.push_back(
        {std::string(words[1]), std::move(*key), std::string(words.size() == 4 ? words[3] : "")});
    return {};
  }

  Status<> take_group(const Words& words) {
    if (words.size() < 4) return fail("group NAME all|any|NUMBER MEMBER...");
    PolicyGroup group{std::string(words[1]), 0, {}, {}};
    for (const auto& member : std::span(words).subspan(3)) {
      const auto found = named_.find(member);
      if (found == named_.end()) return fail("unknown member " + std::string(member));
      if (std::exchange(found->second.in_a_group, true)) {
        return fail(std::string(member) + " is in a group already");
      }
      auto& places = found->second.of == Of::witness ? group.witnesses : group.groups;
      places.push_back(found->second.place);
    }
    const auto members = words.size() - 3;
    const auto number = parse_decimal(words[2]);
    if (words[2] != "all" && words[2] != "any" && !number) return fail("all, any or a number");
    group.needed = words[2] == "all" ? members : number.value_or(1);
    if (group.needed == 0 || group.needed > members) {
      return fail("group " + group.name + ": " + std::string(words[2]) + " of " +
                  std::to_string(members) + " members");
    }
    if (auto named = name(words[1], {Of::group, policy_.groups.size()}); !named) return named;
    policy_.groups.push_back(std::move(group));
    return {};
  }

  Status<> take_quorum(const Words& words) {
    if (words.size() != 2) return fail("quorum NAME|none");
    if (!policy_.quorum.empty()) return fail("a second quorum");
    if (words[1] != "none" && !named_.contains(words[1])) {
      return fail("unknown quorum " + std::string(words[1]));
    }
    policy_.quorum = words[1];
    return {};
  }

  Status<> name(std::string_view text, Named named) {
    if (text == "none") return fail("none is no name");
    if (named_.size() == policy_members_max) return fail("too many witnesses and groups");
    if (!named_.emplace(text, named).second) return fail(std::string(text) + " is named already");
    return {};
  }

  Result<VerifierKey> new_key(std::string_view text) {
    auto key = parse_verifier_key(text);
    if (key && !keys_.insert(key->key).second) return fail("a key that is there already");
    return key;
  }

  Policy policy_;
  std::map<std::string, Named, std::less<>> named_;
  std::set<Bytes> keys_;
};

bool has_voice(const Policy& policy,
               const PolicyGroup& group,
               const std::set<std::size_t>& voices) {
  const auto speaks = [&](std::size_t place) { return voices.contains(place); };
  const auto agrees = [&](std::size_t place) {
    return has_voice(policy, policy.groups[place], voices);
  };
  const auto count =
      std::ranges::count_if(group.witnesses, speaks) + std::ranges::count_if(group.groups, agrees);
  return static_cast<std::size_t>(count) >= group.needed;
}

}  // namespace

Result<Policy> parse_policy(std::string_view text) {
  PolicyReader reader;
  std::size_t number = 0;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    ++number;
    const auto words = words_of(line);
    if (words.empty() || words.front().starts_with('#')) continue;
    if (auto taken = reader.take(words); !taken) {
      return fail("line " + std::to_string(number) + ": " + taken.error().text);
    }
  }
  return std::move(reader).finish();
}

Result<Voices> voices_for(const Note& checkpoint, const Policy& policy) {
  const auto parsed = parse_checkpoint(checkpoint.text);
  if (!parsed) return tl::unexpected(parsed.error());
  std::vector<VerifierKey> keys;
  for (const auto& log : policy.logs) keys.push_back(log.key);
  for (const auto& witness : policy.witnesses) keys.push_back(witness.key);
  auto checked = check_note(checkpoint, keys);
  if (!checked) return tl::unexpected(checked.error());
  Voices voices;
  std::optional<std::size_t> log;
  for (auto signature : checked->verified) {
    if (signature.key >= policy.logs.size()) {
      signature.key -= policy.logs.size();
      voices.witnesses.push_back(signature);
    } else if (policy.logs[signature.key].key.name == parsed->origin) {
      log = signature.key;
    }
  }
  if (!log) return fail("no log of the policy has signed for " + parsed->origin);
  voices.log = *log;
  voices.ignored = std::move(checked->ignored);
  return voices;
}

bool is_quorum(const Policy& policy, const std::vector<std::size_t>& witnesses) {
  if (policy.quorum == "none") return true;
  const std::set<std::size_t> voices(witnesses.begin(), witnesses.end());
  for (std::size_t i = 0; i < policy.witnesses.size(); ++i) {
    if (policy.witnesses[i].name == policy.quorum) return voices.contains(i);
  }
  for (const auto& group : policy.groups) {
    if (group.name == policy.quorum) return has_voice(policy, group, voices);
  }
  check(false, "a quorum is a witness or a group of the policy");
  return false;
}

}  // namespace tocsin::tlog
