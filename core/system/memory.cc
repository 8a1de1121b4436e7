#include "core/system/memory.h"

#include <malloc.h>

namespace tocsin::system {

void return_large_blocks() {
  mallopt(M_MMAP_THRESHOLD, 128 * 1024);
}

}  // namespace tocsin::system
