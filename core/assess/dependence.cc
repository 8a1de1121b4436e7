#include "core/assess/dependence.h"

#include <algorithm>
#include <bit>
#include <map>

#include "core/assess/thresholds.h"

namespace tocsin::assess {
namespace {

// Sets of letters: bit 0 is a.
struct Letters {
  std::uint32_t low = 0;
  std::uint32_t high = 0;
};

std::uint32_t bit_of(char letter) {
  return 1U << (letter - 'a');
}

// What goes with a site that falls silent, of one letter for one probe.
struct Loss {
  std::size_t site = 0;
  std::size_t probe = 0;  // its place among those of the group
  Letters letters;
};

struct ProbeLetters {
  Letters reached;
  std::uint32_t unnamed = 0;  // reached, and no answer says where: may be at any of their sites
};

using Paths = std::array<std::optional<Reach::Path>, path_count>;  // of one letter

// How one letter is reached.
struct LetterPaths {
  bool measured = false;
  bool unnamed = false;             // by an answer that does not say from where
  bool elsewhere = false;           // from a second site
  std::optional<std::size_t> site;  // the first

  LetterPaths(const Paths& paths, Scope scope) {
    for (const auto& path : paths) {
      if (!path || (scope == Scope::world && path->scope != Scope::world)) continue;
      measured = true;
      if (!path->reached) continue;
      unnamed |= !path->site;
      if (!site) site = path->site;
      elsewhere |= path->site && path->site != site;
    }
  }
};

// The probes whose voices make one figure, with what each of them reaches.
class Group {
 public:
  using Probes = std::vector<const Reach::Probe*>;  // of one voice

  Group(const std::vector<Probes>& voices, Scope scope, const RootParties& parties)
      : scope_(scope) {
    for (const auto& [letter, party] : parties.letters) table_ |= bit_of(letter);
    needed_ = needed_of(static_cast<std::uint32_t>(parties.letters.size()));
    for (const auto& probes : voices) {
      for (const auto* probe : probes) add(*probe);
      ends_.push_back(probes_.size());
    }
    std::ranges::sort(
        losses_, {}, [](const Loss& loss) { return std::pair(loss.site, loss.probe); });
  }

  std::size_t voices() const { return ends_.size(); }
  std::size_t probes() const { return probes_.size(); }
  // Where any of them was answered: indices into Reach::sites(), ascending.
  std::vector<std::size_t> sites() const {
    auto sites = sites_;
    std::ranges::sort(sites);
    sites.erase(std::ranges::unique(sites).begin(), sites.end());
    return sites;
  }

  Reserve without(std::uint32_t gone) const {
    return sum([&](std::size_t at) {
      const auto& reached = probes_[at].reached;
      return Letters{reached.low & ~gone, reached.high & ~gone};
    });
  }

  // `letters`: those that anybody was answered there.
  Reserve without_site(std::size_t site, std::uint32_t letters) const {
    auto loss = std::ranges::lower_bound(losses_, site, {}, &Loss::site);
    return sum([&](std::size_t at) {
      const auto& [reached, unnamed] = probes_[at];
      Letters left{reached.low & ~(unnamed & letters), reached.high};
      for (; loss != losses_.end() && loss->site == site && loss->probe == at; ++loss) {
        left.low &= ~loss->letters.low;
        left.high &= ~loss->letters.high;
      }
      return left;
    });
  }

 private:
  void add(const Reach::Probe& probe) {
    ProbeLetters letters;
    for (std::size_t i = 0; i < rsi_max; ++i) {
      const LetterPaths paths(probe.letters[i], scope_);
      const std::uint32_t bit = (1U << i) & table_;
      if (bit != 0) add_letter(letters, paths, bit);
      for (const auto& path : probe.letters[i]) {
        const bool counts = path && (scope_ == Scope::country || path->scope == Scope::world);
        if (counts && path->site) sites_.push_back(*path->site);
      }
    }
    probes_.push_back(letters);
  }

  void add_letter(ProbeLetters& letters, const LetterPaths& paths, std::uint32_t bit) {
    if (!paths.measured) letters.reached.high |= bit;
    if (!paths.site && !paths.unnamed) return;
    letters.reached.low |= bit;
    letters.reached.high |= bit;
    if (!paths.site) letters.unnamed |= bit;
    if (!paths.site || paths.elsewhere) return;
    losses_.push_back({*paths.site, probes_.size(), {bit, paths.unnamed ? 0 : bit}});
  }

  // `left`: what the probe at this place still reaches; asked for in order.
  template <class Left>
  Reserve sum(Left left) const {
    Reserve reserve;
    std::size_t at = 0;
    for (std::size_t voice = 0; voice < ends_.size(); ++voice) {
      const auto count = static_cast<double>(ends_[voice] - at);
      Span reached;
      Span enough;
      for (; at < ends_[voice]; ++at) add(reached, enough, left(at));
      reached = {reached.low / count, reached.high / count};
      add(reserve.letters, reached);
      add(reserve.enough, {enough.low / count, enough.high / count});
      if (voice == 0 || reached.low < reserve.worst.low) reserve.worst.low = reached.low;
      if (voice == 0 || reached.high < reserve.worst.high) reserve.worst.high = reached.high;
    }
    const auto all = static_cast<double>(ends_.size());
    reserve.letters = {reserve.letters.low / all, reserve.letters.high / all};
    reserve.enough = {reserve.enough.low / all, reserve.enough.high / all};
    return reserve;
  }

  void add(Span& reached, Span& enough, const Letters& letters) const {
    const auto low = static_cast<std::uint32_t>(std::popcount(letters.low));
    const auto high = static_cast<std::uint32_t>(std::popcount(letters.high));
    add(reached, {static_cast<double>(low), static_cast<double>(high)});
    add(enough, {low >= needed_ ? 1.0 : 0.0, high >= needed_ ? 1.0 : 0.0});
  }

  static void add(Span& sum, const Span& each) {
    sum.low += each.low;
    sum.high += each.high;
  }

  Scope scope_;
  std::uint32_t table_ = 0;
  std::uint32_t needed_ = 0;
  std::vector<ProbeLetters> probes_;  // voice by voice
  std::vector<std::size_t> ends_;     // of voices in `probes_`
  std::vector<Loss> losses_;          // by site, then by probe
  std::vector<std::size_t> sites_;
};

// All of a kind, by name; `name` is that of a party or of its jurisdiction.
std::vector<Withdrawal> withdrawals_of(const RootParties& parties,
                                       Withdrawn kind,
                                       std::string Party::* name) {
  std::map<std::string, Withdrawal> all;
  const auto of = [&](const Party& party) -> Withdrawal& {
    auto& withdrawal = all[party.*name];
    withdrawal.kind = kind;
    withdrawal.name = party.*name;
    return withdrawal;
  };
  for (const auto& [letter, party] : parties.letters) of(party).letters |= bit_of(letter);
  of(parties.zone_maintainer).zone_maintainer = true;
  of(parties.trust_anchor).trust_anchor = true;
  std::vector<Withdrawal> list;
  for (auto& [key, withdrawal] : all) list.push_back(std::move(withdrawal));
  return list;
}

std::vector<Withdrawal> withdrawals_of(const RootParties& parties) {
  std::vector<Withdrawal> all{{.kind = Withdrawn::nothing, .name = {}, .left = {}}};
  for (auto& each : withdrawals_of(parties, Withdrawn::party, &Party::name)) {
    all.push_back(std::move(each));
  }
  for (auto& each : withdrawals_of(parties, Withdrawn::jurisdiction, &Party::jurisdiction)) {
    all.push_back(std::move(each));
  }
  return all;
}

void add_sites(std::vector<Withdrawal>& withdrawals, const Group& group, const Reach& reach) {
  std::map<std::string_view, std::size_t> by_name;
  for (const auto site : group.sites()) by_name.emplace(reach.sites()[site].name, site);
  for (const auto& [name, site] : by_name) {
    const auto letters = reach.sites()[site].letters;
    withdrawals.push_back({.kind = Withdrawn::site,
                           .name = std::string(name),
                           .letters = letters,
                           .left = group.without_site(site, letters)});
  }
}

Dependence dependence_of(const std::string& country,
                         Voice voice,
                         const std::vector<Group::Probes>& voices,
                         const Reach& reach,
                         const RootParties& parties) {
  const Group group(voices, country.empty() ? Scope::world : Scope::country, parties);
  Dependence dependence{.country = country,
                        .voice = voice,
                        .voices = group.voices(),
                        .probes = group.probes(),
                        .withdrawals = withdrawals_of(parties)};
  for (auto& each : dependence.withdrawals) each.left = group.without(each.letters);
  add_sites(dependence.withdrawals, group, reach);
  return dependence;
}

std::vector<Group::Probes> one_by_one(const Group::Probes& probes) {
  std::vector<Group::Probes> voices;
  for (const auto* probe : probes) voices.push_back({probe});
  return voices;
}

std::map<std::string, Group::Probes> by_country(const Group::Probes& probes) {
  std::map<std::string, Group::Probes> countries;
  for (const auto* probe : probes) {
    if (!probe->country.empty()) countries[probe->country].push_back(probe);
  }
  return countries;
}

}  // namespace

std::vector<Dependence> dependence_of(const Reach& reach, const RootParties& parties) {
  Group::Probes everybody;
  Group::Probes with_a_voice;  // on the world
  for (const auto& probe : reach.probes()) {
    everybody.push_back(&probe);
    if (probe.scope == Scope::world) with_a_voice.push_back(&probe);
  }
  std::vector<Group::Probes> countries;
  for (auto& [country, probes] : by_country(with_a_voice)) countries.push_back(std::move(probes));
  std::vector<Dependence> all;
  const auto add = [&](const auto& country, Voice voice, const std::vector<Group::Probes>& voices) {
    if (!voices.empty()) all.push_back(dependence_of(country, voice, voices, reach, parties));
  };
  add("", Voice::country, countries);
  add("", Voice::probe, one_by_one(with_a_voice));
  for (const auto& [country, probes] : by_country(everybody)) {
    add(country, Voice::probe, one_by_one(probes));
  }
  return all;
}

std::string_view name_of(Withdrawn kind) {
  constexpr std::string_view names[] = {"nothing", "party", "jurisdiction", "site"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace tocsin::assess
