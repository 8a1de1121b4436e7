#include "core/record/zstd_stream.h"

#include <zstd.h>

#include <algorithm>
#include <array>

#include "core/base/check.h"

namespace tocsin::record {
namespace {

constexpr int window_log_max = 27;

}  // namespace

bool starts_as_zstd(ByteView bytes) {
  constexpr std::array<std::uint8_t, 4> magic{0x28, 0xb5, 0x2f, 0xfd};
  return bytes.size() >= magic.size() && std::ranges::equal(bytes.first(magic.size()), magic);
}

void ZstdStream::Free::operator()(ZSTD_DCtx_s* context) const {
  ZSTD_freeDCtx(context);
}

ZstdStream::ZstdStream() : context_(ZSTD_createDCtx()), plain_(ZSTD_DStreamOutSize()) {
  check(context_ != nullptr, "there is memory for a decompressor");
  ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, window_log_max);
}

Status<> ZstdStream::feed(ByteView bytes, const std::function<Status<>(ByteView)>& out) {
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  bool may_hold_more = false;
  while (in.pos < in.size || may_hold_more) {
    ZSTD_outBuffer plain{plain_.data(), plain_.size(), 0};
    const auto left = ZSTD_decompressStream(context_.get(), &plain, &in);
    if (ZSTD_isError(left) != 0) return fail(std::string("zstd: ") + ZSTD_getErrorName(left));
    is_whole_ = left == 0;
    may_hold_more = plain.pos == plain.size && left != 0;
    if (auto taken = out(ByteView(plain_).first(plain.pos)); !taken) return taken;
  }
  return {};
}

}  // namespace tocsin::record
