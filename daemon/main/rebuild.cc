#include "daemon/main/rebuild.h"

#include <algorithm>
#include <ranges>

#include "core/crypto/sha256.h"
#include "core/durable/journal_reader.h"
#include "core/durable/journal_segment.h"
#include "core/entry/journal_record.h"
#include "core/entry/object.h"
#include "core/record/sealed_payload.h"
#include "core/record/signed_envelope.h"
#include "core/record/target_set.h"
#include "daemon/main/chain_joining.h"
#include "daemon/main/registry_words.h"

namespace tocsin::collector {
namespace {

using durable::RecordPlace;

class Rebuilding {
 public:
  Rebuilding(durable::FileSystem& files,
             const durable::FileSystem::Path& journal,
             const CountryKeys& countries,
             EarlierLogs earlier)
      : files_(files),
        journal_(journal),
        words_(rebuilt_.registry, countries),
        joining_(rebuilt_.ingest.chains, earlier.count) {
    rebuilt_.ingest.chains = std::move(earlier.chains);
    rebuilt_.history.roster.believe(countries);
  }

  Result<Rebuilt> run(std::uint64_t durable_below) {
    Status<> done = find_segments(durable_below);
    if (done) done = read_fronts();
    if (done) done = read_links();
    if (done) done = read_zones();
    if (done) done = read_target_sets();
    if (!done) return tl::unexpected(done.error());
    rebuilt_.attestations_ignored = words_.ignored();
    rebuilt_.history.from = durable_below;
    return std::move(rebuilt_);
  }

 private:
  struct TargetsUse {
    std::uint64_t order = 0;
    std::optional<RecordPlace> brought_at;      // a batch with it
    std::optional<std::uint64_t> said_as = {};  // an entry of its own, with it as its object
    RecordPlace said_at = {};
  };

  Status<> find_segments(std::uint64_t durable_below) {
    auto sealed = sealed_segments(files_, journal_);
    if (!sealed) return tl::unexpected(sealed.error());
    rebuilt_.sealed = *std::move(sealed);
    const auto first = rebuilt_.sealed.empty() ? 0 : rebuilt_.sealed.back().next;
    auto newest = sum_up(files_, journal_, {first, durable_below});
    if (!newest) return tl::unexpected(newest.error());
    rebuilt_.newest = *std::move(newest);
    return {};
  }

  // The newest segment is the one behind the sealed ones.
  Result<SegmentSummary> summary(std::size_t number, SummaryDepth depth) const {
    if (number == rebuilt_.sealed.size()) return rebuilt_.newest.summary();
    return summary_of(files_, journal_, rebuilt_.sealed[number], depth);
  }

  Status<> read_fronts() {
    for (std::size_t i = 0; i <= rebuilt_.sealed.size(); ++i) {
      const auto front = summary(i, SummaryDepth::front);
      if (!front) return tl::unexpected(front.error());
      const auto segment =
          i < rebuilt_.sealed.size() ? rebuilt_.sealed[i].first : rebuilt_.newest.segment();
      if (auto taken = take_front(segment, *front); !taken) return taken;
      if (i < rebuilt_.sealed.size()) rebuilt_.retention.sealed(rebuilt_.sealed[i], *front);
    }
    return {};
  }

  Status<> take_front(std::uint64_t segment, const SegmentSummary& front) {
    rebuilt_.batches += front.batches;
    rebuilt_.evidence += front.evidence;
    for (const auto& said : front.said) {
      if (auto taken = take_said(segment, said); !taken) return taken;
    }
    for (const auto& [index, size] : front.recorded) {
      rebuilt_.checkpoints.take(index, size);
      rebuilt_.roster.take_checkpoint(index);
    }
    for (const auto& [set, brought_at] : front.target_sets) {
      auto& use = target_sets_[set];
      use.order = ++uses_;
      if (brought_at) use.brought_at = RecordPlace{segment, *brought_at};
    }
    return joining_.join(segment, front.chains);
  }

  Status<> take_said(std::uint64_t segment, const SaidEntry& said) {
    const auto record = "journal record " + std::to_string(said.index) + ": ";
    const auto entry = entry::decode(said.entry);
    if (!entry) return fail(record + to_error("entry", entry.error()).text);
    const RecordPlace place{segment, said.offset};
    Bytes object;
    if (entry->kind == entry::Kind::plan || entry->kind == entry::Kind::zone_step) {
      auto read = object_at(place, said.index);
      if (!read) return tl::unexpected(read.error());
      object = *std::move(read);
    }
    if (entry->kind == entry::Kind::zone) {
      zones_[said.index] = place;
      rebuilt_.history.zones.learn(said.index, entry->body, {});
    }
    if (entry->kind == entry::Kind::target_set) take_target_set(said.index, *entry, place);
    rebuilt_.plans.take(said.index, *entry, object);
    rebuilt_.zones.take(said.index, *entry, object);
    rebuilt_.zone_steps.take(*entry, object);
    rebuilt_.checkpoints.take(said.index, *entry);
    rebuilt_.roster.take(said.index, *entry);
    rebuilt_.refusals.take(said.index, *entry);
    take_payload_policy(*entry);
    rebuilt_.retention.take(said.index, *entry);
    if (auto right = rebuilt_.origins.take(*entry); !right)
      return fail(record + right.error().text);
    if (entry->kind == entry::Kind::annotation) {
      rebuilt_.annotations.insert(crypto::sha256(entry->body));
    }
    const auto why = words_.take(*entry);
    if (!why.empty()) return fail(record + why);
    return rebuilt_.history.roster.learn(*entry);
  }

  void take_target_set(std::uint64_t index, const entry::EntryView& entry, RecordPlace place) {
    const auto reference = entry::decode_object_reference(entry.body);
    if (!reference) return;
    auto& use = target_sets_[reference->digest];
    use.order = ++uses_;
    use.said_as = index;
    use.said_at = place;
  }

  void take_payload_policy(const entry::EntryView& entry) {
    if (entry.kind != entry::Kind::payload_policy) return;
    if (auto said = record::decode_payload_policy(entry.body)) {
      rebuilt_.payloads = std::move(said->policy);
    }
  }

  // Newest first: what is remembered is mostly there, and older segments need not be read.
  Status<> read_links() {
    std::vector<std::vector<BatchPlace>> newest;
    std::size_t indexed = 0;
    for (std::size_t i = rebuilt_.sealed.size() + 1; i-- > 0;) {
      const bool for_index = indexed < BatchIndex::batches_min;
      if (!for_index && !joining_.wants_links(i)) continue;
      const auto links = summary(i, SummaryDepth::links);
      if (!links) return tl::unexpected(links.error());
      joining_.remember(links->chains);
      if (!for_index) continue;
      newest.push_back(places_in(*links));
      indexed += newest.back().size();
    }
    for (const auto& places : std::views::reverse(newest)) {
      for (const auto& [leaf, front] : places) rebuilt_.ingest.batches.add(front, leaf);
    }
    return {};
  }

  Status<> read_zones() {
    auto indices = rebuilt_.history.zones.indices();
    for (const auto& kept : {rebuilt_.zones.newest(), rebuilt_.zones.before()}) {
      if (kept) indices.insert(kept->index);
    }
    for (const auto index : indices) {
      const auto object = object_at(zones_.at(index), index);
      if (!object) return tl::unexpected(object.error());
      rebuilt_.zones.give_object(index, *object);
      rebuilt_.history.zones.give_object(index, *object);
    }
    return {};
  }

  // A probe sends its target set along about once an hour, and nobody may have to wait for that
  // after a restart. Those that were used last are known again.
  Status<> read_target_sets() {
    std::map<std::uint64_t, Digest> by_use;
    for (const auto& [set, use] : target_sets_) by_use[use.order] = set;
    const auto forgotten =
        by_use.size() - std::min(by_use.size(), window::RootHistory::target_sets_max);
    for (const auto& [order, set] : by_use | std::views::drop(forgotten)) {
      if (rebuilt_.history.targets.knows(set)) continue;
      if (auto learnt = learn_targets(set, target_sets_[set]); !learnt) return learnt;
    }
    return {};
  }

  Status<> learn_targets(const Digest& set, const TargetsUse& use) {
    if (use.brought_at) return learn_brought(*use.brought_at);
    if (!use.said_as) return {};
    const auto object = object_at(use.said_at, *use.said_as);
    if (!object) return tl::unexpected(object.error());
    const auto decoded = record::decode_target_set(*object);
    if (decoded && crypto::sha256(*object) == set) rebuilt_.history.targets.learn(set, *decoded);
    return {};
  }

  Status<> learn_brought(const RecordPlace& place) {
    const auto stored = durable::read_record(files_, journal_, place);
    if (!stored) return durable::fail(stored.error());
    const auto record = entry::decode_journal_record(stored->bytes);
    if (!record) return {};
    const auto body = record->entry.body;
    const auto envelope = record::SignedEnvelope::decode({body.begin(), body.end()});
    if (!envelope) return {};
    const auto opened = record::open(envelope->claim(), record->payload);
    if (opened) rebuilt_.history.targets.learn(envelope->claim(), *opened);
    return {};
  }

  Result<Bytes> object_at(const RecordPlace& place, std::uint64_t index) const {
    const auto stored = durable::read_record(files_, journal_, place);
    if (!stored) return durable::fail(stored.error());
    const auto record = entry::decode_journal_record(stored->bytes);
    if (!record || stored->index != index) {
      return fail("journal record " + std::to_string(index) + " is not where its sidecar says");
    }
    return Bytes(record->payload.begin(), record->payload.end());
  }

  durable::FileSystem& files_;
  const durable::FileSystem::Path& journal_;
  Rebuilt rebuilt_;
  RegistryWords words_;
  ChainJoining joining_;
  std::map<std::uint64_t, RecordPlace> zones_;
  std::map<Digest, TargetsUse> target_sets_;
  std::uint64_t uses_ = 0;
};

}  // namespace

Result<Rebuilt> rebuild(durable::FileSystem& files,
                        const durable::FileSystem::Path& journal,
                        std::uint64_t durable_below,
                        const CountryKeys& countries,
                        EarlierLogs earlier) {
  return Rebuilding(files, journal, countries, std::move(earlier)).run(durable_below);
}

}  // namespace tocsin::collector
