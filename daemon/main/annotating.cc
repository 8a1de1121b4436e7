#include "daemon/main/annotating.h"

#include "core/crypto/sha256.h"
#include "core/system/log.h"

namespace tocsin::collector {

boost::asio::awaitable<void> annotate(std::vector<Bytes> annotations,
                                      std::set<Digest>& said,
                                      AnnotationLog log) {
  for (const auto& annotation : annotations) {
    if (!said.insert(crypto::sha256(annotation)).second) continue;
    const auto index = co_await log(entry::Kind::annotation, annotation, Bytes());
    if (!index) co_return;
    system::log(system::Level::notice, "the log has an annotation", {{"entry", *index}});
  }
}

}  // namespace tocsin::collector
