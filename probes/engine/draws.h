// The secrets that queries are drawn from, and which of them may be told. A secret serves until it
// is renewed; it is told once no query that was drawn from it is under way, so that nobody can
// forge an answer with its help. One thread.
#pragma once

#include <memory>
#include <vector>

#include "core/base/entropy.h"
#include "core/record/draw.h"
#include "core/record/payload.h"

namespace tocsin::probe {

class Draws {
  struct Source {
    record::Secret secret{};
    record::SecretMark mark{};
  };

 public:
  // What one query has of chance. Held while the query is under way.
  class Ticket {
   public:
    const record::SecretMark& mark() const { return source_->mark; }
    std::uint32_t number() const { return number_; }
    record::Draw draw() const { return record::draw(source_->secret, number_); }

   private:
    friend class Draws;
    Ticket(std::shared_ptr<const Source> source, std::uint32_t number)
        : source_(std::move(source)), number_(number) {}

    std::shared_ptr<const Source> source_;
    std::uint32_t number_;
  };

  // `entropy` outlives this.
  explicit Draws(Entropy& entropy);

  Ticket take();

  // From here on queries are drawn from another secret.
  void renew();

  // The secrets that have been renewed and that no query needs any more, each once.
  std::vector<record::SecretEntry> to_tell();

 private:
  Entropy& entropy_;
  std::shared_ptr<const Source> current_;
  std::uint32_t taken_ = 0;
  std::vector<std::shared_ptr<const Source>> renewed_;
};

}  // namespace tocsin::probe
