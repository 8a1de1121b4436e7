// A made-up log on a stick, its witnesses, and the auditor as whoever got the stick runs it.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <sstream>

#include "audit/program.h"
#include "core/cli/run.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/entry_bundle.h"
#include "core/tlog/merkle_hash.h"
#include "core/tlog/note_check.h"
#include "core/tlog/right_edge.h"
#include "core/tlog/tile_files.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::audit {

inline const std::string origin = "geneva.example/log";
inline constexpr WallTime noon{std::chrono::seconds(1'785'585'600)};

inline crypto::SigningKey key_number(std::uint8_t number) {
  return crypto::SigningKey::from_seed({number});
}

inline std::string log_key() {
  return to_text(tlog::verifier_key(origin, tlog::Algorithm::ed25519, key_number(1).public_key()));
}

inline Bytes entry_number(std::uint64_t n) {
  const auto text = "entry " + std::to_string(n);
  return {text.begin(), text.end()};
}

// A log on a stick.
struct PublicLog : testing::Test {
  durable::FaultyFileSystem files;
  std::ostringstream out;
  std::ostringstream err;
  std::function<Bytes(std::uint64_t)> entry = entry_number;
  WallTime cosigned_at = noon;

  void put(const std::string& path, ByteView bytes) {
    const std::filesystem::path place = "/stick/" + path;
    ASSERT_TRUE(files.make_directory(place.parent_path(), durable::Privacy::shared));
    ASSERT_TRUE(durable::write_atomically(files, place, bytes, durable::Privacy::shared));
  }

  // The checkpoint over the first entries; `fork` has other ones from there on.
  tlog::Note checkpoint(std::uint64_t size, std::uint64_t fork = UINT64_MAX) {
    tlog::RightEdge edge;
    while (edge.size() < size) {
      const auto other = edge.size() >= fork ? 1000 : 0;
      edge.append(tlog::leaf_hash(entry(edge.size() + static_cast<std::uint64_t>(other))));
    }
    const auto text = tlog::encode(tlog::Checkpoint{origin, edge.head()});
    return {text, {tlog::sign_note(origin, key_number(1), text)}};
  }

  void put_tiles(const std::vector<tlog::TileContent>& tiles, Bytes& bundle) {
    for (const auto& [tile, hashes] : tiles) {
      put(tlog::tile_path(tile), tlog::encode_tile(hashes));
      if (tile.level == 0) {
        put(tlog::bundle_path(tile.index, tile.width), bundle);
        bundle.clear();
      }
    }
  }

  void write_log(std::uint64_t size) {
    tlog::RightEdge edge;
    Bytes bundle;
    while (edge.size() < size) {
      const auto next = entry(edge.size());
      tlog::append_entry(bundle, next);
      put_tiles(edge.append(tlog::leaf_hash(next)), bundle);
    }
    put_tiles(edge.partial_tiles(), bundle);
    put("checkpoint", as_bytes(tlog::encode(checkpoint(size))));
  }

  tlog::Note cosigned(std::uint64_t size,
                      const std::vector<std::uint8_t>& witnesses,
                      std::uint64_t fork = UINT64_MAX) {
    auto note = checkpoint(size, fork);
    for (const auto number : witnesses) {
      note.signatures.push_back(tlog::cosign_note(
          "state-" + std::to_string(number), key_number(number), note.text, cosigned_at));
    }
    return note;
  }
  void cosign(std::uint64_t size,
              const std::vector<std::uint8_t>& witnesses,
              std::uint64_t fork = UINT64_MAX) {
    put("cosigned", as_bytes(tlog::encode(cosigned(size, witnesses, fork))));
  }

  // Two of the witnesses 11, 12 and 13 are enough.
  void write_policy() {
    std::string text = "log " + log_key() + "\n";
    for (const std::uint8_t number : {11, 12, 13}) {
      const auto name = "state-" + std::to_string(number);
      const auto key = tlog::verifier_key(
          name, tlog::Algorithm::cosignature_v1, key_number(number).public_key());
      text += "witness " + name + " " + to_text(key) + "\n";
    }
    put("policy", as_bytes(text + "group two 2 state-11 state-12 state-13\nquorum two\n"));
  }

  cli::ExitCode run(std::vector<std::string_view> arguments) {
    out.str({});
    err.str({});
    return cli::run(program(files, out), arguments, out, err);
  }
};

}  // namespace tocsin::audit
