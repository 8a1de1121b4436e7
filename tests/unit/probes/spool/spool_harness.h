// A spool that can be crashed, and what a test knows of the batches that went through it.
#pragma once

#include <gtest/gtest.h>

#include "probes/spool/spool.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::probe {

using record::Gap;
using record::GapReason;

inline constexpr std::uint64_t incarnation = 77;

SpoolOptions options(std::vector<std::string> collectors = {"geneva"},
                     std::uint64_t bytes_max = 1 << 30);

std::unique_ptr<Spool> opened(durable::FileSystem& files, SpoolOptions options);

// The one batch that has this number, about a block in size.
Batch batch_of(std::uint64_t sequence,
               Importance importance = Importance::root,
               std::vector<Gap> gaps = {});

// Takes a number and adds its batch, which tells what there is to tell.
std::uint64_t add_next(Spool& spool, Importance importance = Importance::root);
void add_many(Spool& spool, std::uint64_t count, Importance importance = Importance::root);

// What the collector still waits for, newest first.
std::vector<std::uint64_t> waiting(const Spool& spool, const std::string& collector = "geneva");

}  // namespace tocsin::probe
