// The options that say whose word on a month's measurements counts, and the reader's own.
#pragma once

#include <string>
#include <vector>

#include "audit/annotations.h"
#include "core/cli/option.h"
#include "core/durable/file_system.h"

namespace tocsin::audit {

struct AnnotationOptions {
  std::vector<crypto::PublicKey> keepers;
  std::map<char, crypto::PublicKey> operators;
  std::vector<std::string> files;
};

// They fill `options`, which outlives them. First those that say whose word counts, alone.
std::vector<cli::Option> believed_options(AnnotationOptions& options);
std::vector<cli::Option> annotation_options(AnnotationOptions& options);

Believed believed_by(const AnnotationOptions& options, const entry::CountryKeys& countries);

// Those of the files (docs/formats/measurements.md). The first line that is wrong ends it with an
// error, "FILE:17: by is missing".
Result<std::vector<Annotated>> read_annotations(durable::FileSystem& files,
                                                const std::vector<std::string>& paths);

}  // namespace tocsin::audit
