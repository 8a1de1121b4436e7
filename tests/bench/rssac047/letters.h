// The 13 letters as good servers of a root zone that is published twice a day, each some minutes
// behind the publication: what they say to the questions of the plan rssac047. Three renderings of
// the same records stand for servers of different make. One thread.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "core/record/question.h"
#include "probes/checks/correctness.h"
#include "tests/support/root/scripted_root.h"

namespace tocsin::bench {

struct PublishedZone {
  std::string file;  // a signed master file
  WallTime at;
};

// Of a command line: FILE@TIME each.
std::deque<PublishedZone> published_zones(std::span<char*> words);

enum class Spoilt : std::uint8_t { no, yes };  // yes: AA is as it must not be

class Letters {
 public:
  using OnPublished = std::function<void(const zone::Zone&, WallTime)>;

  // Ascending by time; the first is published before anything is asked.
  Letters(std::deque<PublishedZone> zones, OnPublished on_published);

  // Publishes what is due. Times ascend.
  void advance(WallTime now);

  // Of the zone that a probe draws its questions from.
  const std::vector<probe::Delegation>& delegations() const { return in_force_->delegations; }

  Bytes soa(std::uint32_t letter, WallTime at, const std::string& instance) const;
  Bytes reply(std::uint32_t letter,
              WallTime at,
              const record::Question& question,
              const std::string& instance,
              Spoilt spoilt) const;

 private:
  struct Version {
    WallTime at;
    std::uint32_t serial = 0;
    test::ScriptedRoot root;
    std::vector<probe::Delegation> delegations;
  };

  std::unique_ptr<Version> publish(const PublishedZone& published) const;
  const Version& served_by(std::uint32_t letter, WallTime at) const;

  std::deque<PublishedZone> to_come_;
  OnPublished on_published_;
  std::unique_ptr<Version> in_force_;
  std::unique_ptr<Version> before_;
};

}  // namespace tocsin::bench
