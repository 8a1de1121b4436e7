#include "daemon/cosign/cosign_thread.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/system/log.h"

namespace tocsin::collector {

namespace asio = boost::asio;

Result<std::unique_ptr<CosignThread>> CosignThread::start(tlog::Policy policy,
                                                          std::vector<WitnessPlace> places,
                                                          World world) {
  std::unique_ptr<CosignThread> thread(new CosignThread(std::move(policy), std::move(world)));
  for (auto& place : places) {
    if (auto added = thread->add_lane(std::move(place)); !added) {
      return tl::unexpected(added.error());
    }
  }
  thread->run();
  return thread;
}

CosignThread::CosignThread(tlog::Policy policy, World world)
    : world_(std::move(world)),
      work_(io_.get_executor()),
      tasks_(io_.get_executor()),
      folder_(world_.files, world_.log),
      book_(std::move(policy)) {
  if (auto cosigned = folder_.cosigned()) {
    book_.resume(*cosigned);
    written_ = std::move(*cosigned);
    if (book_.cosigned() == written_) tell();
  }
  look_around();
}

Status<> CosignThread::add_lane(WitnessPlace place) {
  auto lane = WitnessLane::create(io_,
                                  std::move(place),
                                  {.book = book_,
                                   .folder = folder_,
                                   .clock = world_.clock,
                                   .entropy = world_.entropy,
                                   .news = [this] { look_around(); }});
  if (!lane) return tl::unexpected(lane.error());
  lanes_.push_back(std::move(*lane));
  return {};
}

void CosignThread::run() {
  for (auto& lane : lanes_) tasks_.spawn(lane->run());
  thread_ = std::thread([this] { io_.run(); });
}

void CosignThread::stop() {
  if (!thread_.joinable()) return;
  asio::post(io_, [this] {
    tasks_.cancel();
    work_.reset();
  });
  thread_.join();
}

void CosignThread::published(PublishedLog log) {
  asio::post(io_, [this, log = std::move(log)] {
    book_.published(log.checkpoint, world_.clock.wall());
    for (auto& lane : lanes_) lane->wake();
    look_around();
  });
}

WitnessedLog CosignThread::witnessed() const {
  const std::lock_guard lock(mutex_);
  return witnessed_;
}

asio::awaitable<std::string> CosignThread::candidate() {
  co_return co_await asio::co_spawn(io_, find_candidate(), asio::use_awaitable);
}

asio::awaitable<std::string> CosignThread::find_candidate() {
  const auto* candidate = book_.candidate(world_.clock.wall());
  co_return candidate != nullptr ? tlog::encode(candidate->note) : std::string();
}

asio::awaitable<Result<CosignatureBook::Taken>> CosignThread::take(std::string cosigned) {
  auto here = take_here(std::move(cosigned));
  co_return co_await asio::co_spawn(io_, std::move(here), asio::use_awaitable);
}

asio::awaitable<Result<CosignatureBook::Taken>> CosignThread::take_here(std::string cosigned) {
  const auto note = tlog::parse_note(cosigned);
  if (!note) co_return tl::unexpected(note.error());
  const auto taken = book_.take(*note, world_.clock.wall());
  look_around();
  co_return taken;
}

void CosignThread::tell() {
  if (world_.served) world_.served(written_);
}

// A file that cannot be written now is written with the next cosignature: it is no more than a copy
// of what witnesses said.
void CosignThread::look_around() {
  auto cosigned = book_.cosigned();
  if (cosigned != written_ && !cosigned.empty()) {
    if (const auto put = folder_.publish_cosigned(cosigned); put) {
      written_ = std::move(cosigned);
      tell();
    } else {
      system::log(system::Level::error,
                  "the cosigned checkpoint cannot be written",
                  {{"error", put.error().text}});
    }
  }
  const std::lock_guard lock(mutex_);
  witnessed_ = {book_.cosigned_size(), book_.unwitnessed_since(), book_.sizes()};
}

}  // namespace tocsin::collector
