#include "core/bundle/stated_roster.h"

#include <algorithm>
#include <optional>

#include "core/crypto/sha256.h"
#include "core/entry/roster_check.h"

namespace tocsin::bundle {
namespace {

// The first that only one of them has.
std::optional<std::uint64_t> first_only_in(const std::set<std::uint64_t>& one,
                                           const std::set<std::uint64_t>& other) {
  std::vector<std::uint64_t> only;
  std::ranges::set_difference(one, other, std::back_inserter(only));
  return only.empty() ? std::nullopt : std::optional(only.front());
}

// Whose fault it is, as far as the roster that it names is here.
std::string difference(const Contents& contents,
                       const entry::RosterSnapshot& snapshot,
                       const entry::RosterBook& book) {
  const auto file = contents.find(object_path(snapshot.roster.digest));
  if (file == contents.end() || entry::refer_to(file->second) != snapshot.roster) return {};
  const auto said = entry::decode_roster_list(file->second);
  if (!said) return "; it names what is no roster";
  const auto theirs = entries_in(*said);
  const auto ours = entries_in(book.list_at(snapshot.entries));
  if (const auto lacking = first_only_in(theirs, ours)) {
    return "; it has entry " + std::to_string(*lacking) + ", which is not among them";
  }
  if (const auto unsaid = first_only_in(ours, theirs)) {
    return "; it lacks entry " + std::to_string(*unsaid) +
           ", which is here: the collector is wrong";
  }
  return "; it has the same entries and says other things of them: the collector is wrong";
}

class Reading {
 public:
  Reading(const Contents& contents, const Range& range) : contents_(contents), range_(range) {
    if (range.first() == 0) found_.rests = StatedRoster::Rests::on_the_log;
  }

  StatedRoster run() {
    for (const auto* entries : {&range_.earlier, &range_.entries}) {
      for (const auto& logged : *entries) take(logged);
    }
    return std::move(found_);
  }

 private:
  void take(const LoggedEntry& logged) {
    const auto entry = entry::decode(logged.bytes);
    if (!entry || found_.rests == StatedRoster::Rests::on_what_is_wrong) return;
    const auto right = check_.take(logged.index, *entry);
    // What was stated before the range is not asked for, and need not be whole here.
    if (entry->kind != entry::Kind::roster || logged.index < range_.first()) return;
    const auto snapshot = entry::decode_roster_snapshot(entry->body);
    if (!right) return refuse(logged.index, right.error().text, snapshot);
    const bool is_of_all = snapshot->entries >= range_.first();
    if (found_.rests != StatedRoster::Rests::on_the_writer || !is_of_all) return;
    found_.rests = StatedRoster::Rests::on_a_snapshot;
    found_.index = logged.index;
    found_.reference = snapshot->roster;
    found_.roster = encode(check_.book().list_at(snapshot->entries));
  }

  template <class Snapshot>
  void refuse(std::uint64_t index, const std::string& why, const Snapshot& snapshot) {
    found_.rests = StatedRoster::Rests::on_what_is_wrong;
    found_.index = index;
    found_.why = "entry " + std::to_string(index) + ": " + why;
    if (snapshot) found_.why += difference(contents_, *snapshot, check_.book());
  }

  const Contents& contents_;
  const Range& range_;
  entry::RosterCheck check_;
  StatedRoster found_;
};

}  // namespace

StatedRoster stated_roster(const Contents& contents, const Range& range) {
  return Reading(contents, range).run();
}

}  // namespace tocsin::bundle
