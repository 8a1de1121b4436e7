#include "daemon/cosign/checkpoint_recorder.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/system/log.h"
#include "core/tlog/note.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

constexpr Duration idle = std::chrono::hours(1);

}  // namespace

CheckpointRecorder::CheckpointRecorder(const asio::any_io_executor& executor,
                                       const Clock& clock,
                                       RecordedCheckpoints recorded,
                                       std::size_t witnesses,
                                       Log log,
                                       Pace pace)
    : timer_(executor),
      clock_(clock),
      recorded_(std::move(recorded)),
      witnesses_(witnesses),
      log_(std::move(log)),
      pace_(pace),
      not_before_(clock.monotonic()) {
  // An earlier run may have recorded the last one just before it ended.
  if (!recorded_.empty()) not_before_ = not_before_ + pace_.apart;
}

void CheckpointRecorder::served(std::string note) {
  const auto parsed = tlog::parse_note(note);
  const auto size = size_in(note);
  if (!parsed || !size) return;
  // Below the log's own signature there are those of the witnesses alone.
  const bool is_complete = parsed->signatures.size() > witnesses_;
  const bool is_same = newest_ && newest_->size == *size;
  const auto since = is_same ? newest_->since : clock_.monotonic();
  if (!is_same) before_ = std::move(newest_);
  newest_ = Served{std::move(note), *size, is_complete, since};
  timer_.cancel();
}

net::Task<> CheckpointRecorder::run() {
  for (;;) {
    if (const auto pause = until_next(); pause > Duration::zero()) {
      timer_.expires_after(pause);
      co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
      continue;
    }
    not_before_ = clock_.monotonic() + pace_.apart;
    Bytes note(wanted()->note.begin(), wanted()->note.end());
    co_await record(std::move(note));
  }
}

const CheckpointRecorder::Served* CheckpointRecorder::wanted() const {
  if (newest_ && recorded_.has_grown(newest_->size) && is_settled(*newest_)) return &*newest_;
  if (before_ && recorded_.has_grown(before_->size)) return &*before_;
  return nullptr;
}

bool CheckpointRecorder::is_settled(const Served& served) const {
  return served.is_complete || clock_.monotonic() - served.since >= pace_.settled_after;
}

Duration CheckpointRecorder::until_next() const {
  const auto now = clock_.monotonic();
  if (now < not_before_) return not_before_ - now;
  if (wanted() != nullptr) return Duration::zero();
  if (!newest_ || !recorded_.has_grown(newest_->size)) return idle;
  return std::max(newest_->since + pace_.settled_after - now, Duration(1));
}

// One that could not be written is not written again: a later one says more.
net::Task<> CheckpointRecorder::record(Bytes note) {
  if (note.size() > entry::entry_body_bytes_max) {
    system::log(system::Level::error,
                "the cosigned checkpoint is too long for an entry of the log",
                {{"bytes", note.size()}});
    co_return;
  }
  const auto index = co_await log_(entry::Kind::checkpoint, note);
  if (index) recorded_.take(*index, entry::EntryView{entry::Kind::checkpoint, note});
}

}  // namespace tocsin::collector
