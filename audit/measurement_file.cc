#include "audit/measurement_file.h"

#include "core/assess/annotation_line.h"
#include "core/assess/measurement_line.h"
#include "core/record/zstd_stream.h"

namespace tocsin::audit {
namespace {

constexpr std::size_t piece_octets = 1U << 20;

// Pieces of text in, measurements and annotations out.
class LineSink {
 public:
  LineSink(const MeasurementSink& take, const AnnotationSink& annotate)
      : take_(take), annotate_(annotate) {}

  Status<> add(ByteView piece) {
    auto text = as_text(piece);
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
      if (auto taken = take_line(text.substr(0, end)); !taken) return taken;
      text.remove_prefix(end + 1);
    }
    return carry(text);
  }

  // The last line may lack its end.
  Status<> finish() {
    if (carried_.empty()) return {};
    return take_line({});
  }

  std::uint64_t line() const { return line_; }

 private:
  Status<> carry(std::string_view text) {
    carried_ += text;
    if (carried_.size() <= assess::measurement_line_octets_max) return {};
    ++line_;
    return fail("the line is too long");
  }

  Status<> take_line(std::string_view rest) {
    if (++line_ > measurement_lines_max) return fail("the file has too many lines");
    if (carried_.empty()) return read(rest);
    carried_ += rest;
    auto taken = read(carried_);
    carried_.clear();
    return taken;
  }

  Status<> read(std::string_view line) {
    if (line.empty() || line == "\r") return {};
    if (assess::is_annotation(line)) {
      const auto annotation = assess::annotation_from(line);
      return annotation ? annotate_(*annotation) : tl::unexpected(annotation.error());
    }
    const auto measurement = reader_.read(line);
    if (!measurement) return tl::unexpected(measurement.error());
    return take_(*measurement);
  }

  const MeasurementSink& take_;
  const AnnotationSink& annotate_;
  assess::MeasurementReader reader_;
  std::string carried_;  // the beginning of a line whose end is in the next piece
  std::uint64_t line_ = 0;
};

Status<> read_pieces(const durable::File& file, LineSink& sink) {
  std::optional<record::ZstdStream> zstd;
  std::uint64_t offset = 0;
  for (;;) {
    const auto piece = file.read(offset, piece_octets);
    if (!piece) return durable::fail(piece.error());
    if (piece->empty()) break;
    if (offset == 0 && record::starts_as_zstd(*piece)) zstd.emplace();
    offset += piece->size();
    const auto into_sink = [&](ByteView plain) { return sink.add(plain); };
    auto taken = zstd ? zstd->feed(*piece, into_sink) : sink.add(*piece);
    if (!taken) return taken;
  }
  if (zstd && !zstd->is_whole()) return fail("zstd: the file is cut short");
  return sink.finish();
}

}  // namespace

Status<> read_measurements(durable::FileSystem& files,
                           const std::string& path,
                           const MeasurementSink& take,
                           const AnnotationSink& annotate) {
  const auto file = files.open(path);
  if (!file) return durable::fail(file.error());
  LineSink sink(take, annotate);
  const auto read = read_pieces(**file, sink);
  if (read) return {};
  return fail(path + ":" + std::to_string(sink.line()) + ": " + read.error().text);
}

}  // namespace tocsin::audit
