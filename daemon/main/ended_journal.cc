#include "daemon/main/ended_journal.h"

#include <algorithm>

#include "core/tlog/signed_tree.h"
#include "daemon/main/chain_joining.h"

namespace tocsin::collector {
namespace {

class Reading {
 public:
  Reading(durable::FileSystem& files, const OwnLog& log, std::uint16_t place, Chains& chains)
      : files_(files), journal_(log.layout.journal()), joining_(chains, place) {}

  Result<EndedJournal> run(std::uint64_t size) {
    auto done = find_segments(size);
    for (std::size_t i = 0; done && i <= read_.sealed.size(); ++i) done = read_front(i);
    if (done) done = read_links();
    if (!done) return tl::unexpected(done.error());
    return std::move(read_);
  }

 private:
  Status<> find_segments(std::uint64_t size) {
    auto sealed = sealed_segments(files_, journal_);
    if (!sealed) return tl::unexpected(sealed.error());
    read_.size = size;
    read_.sealed = *std::move(sealed);
    const auto first = read_.sealed.empty() ? 0 : read_.sealed.back().next;
    auto newest = collector::sum_up(files_, journal_, {first, size});
    if (!newest) return tl::unexpected(newest.error());
    read_.newest = *std::move(newest);
    return {};
  }

  // The newest segment is the one behind the sealed ones.
  Result<SegmentSummary> summary(std::size_t nth, SummaryDepth depth) const {
    if (nth == read_.sealed.size()) return read_.newest.summary();
    return summary_of(files_, journal_, read_.sealed[nth], depth);
  }

  Status<> read_front(std::size_t nth) {
    const auto front = summary(nth, SummaryDepth::front);
    if (!front) return tl::unexpected(front.error());
    for (const auto& said : front->said) {
      const auto entry = entry::decode(said.entry);
      if (!entry) continue;
      read_.retention.take(said.index, *entry);
      if (entry->kind == entry::Kind::origins) read_.announced.push_back(said);
    }
    const bool is_sealed = nth < read_.sealed.size();
    if (is_sealed) read_.retention.sealed(read_.sealed[nth], *front);
    return joining_.join(is_sealed ? read_.sealed[nth].first : read_.newest.segment(),
                         front->chains);
  }

  Status<> read_links() {
    std::vector<BatchPlace> places;
    for (std::size_t i = read_.sealed.size() + 1; i-- > 0;) {
      if (!joining_.wants_links(i)) continue;
      const auto links = summary(i, SummaryDepth::links);
      if (!links) return tl::unexpected(links.error());
      joining_.remember(links->chains);
      std::ranges::copy(places_in(*links), std::back_inserter(places));
    }
    std::ranges::sort(places);
    for (const auto& [leaf, front] : places) read_.batches.add(front, leaf);
    return {};
  }

  durable::FileSystem& files_;
  const durable::FileSystem::Path journal_;
  ChainJoining joining_;
  EndedJournal read_;
};

}  // namespace

Result<EndedJournal> read_ended(durable::FileSystem& files,
                                const OwnLog& log,
                                std::uint16_t place,
                                Chains& chains) {
  const auto tree = committed_tree(files, log.layout);
  if (!tree) return tl::unexpected(tree.error());
  return Reading(files, log, place, chains).run(tree->size);
}

Result<tlog::TreeHead> committed_tree(durable::FileSystem& files, const LogLayout& layout) {
  const auto bytes = durable::read_whole(files, layout.committed(), tlog::note_bytes_max);
  if (!bytes) return durable::fail(bytes.error());
  const auto committed = tlog::parse_signed_tree(as_text(*bytes));
  if (!committed) return fail(layout.committed().string() + ": " + committed.error().text);
  return committed->checkpoint.tree;
}

}  // namespace tocsin::collector
