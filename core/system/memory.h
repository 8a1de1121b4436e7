// What the C library does with memory that is given back to it.
#pragma once

namespace tocsin::system {

// From now on a block of 128 KiB or more goes back to the operating system as soon as it is freed.
// Left to itself glibc keeps it from the second time on, for the next that asks (mallopt(3),
// M_MMAP_THRESHOLD): a program that needs 10 MB for a moment each minute would hold them for ever.
// Before there is a second thread.
void return_large_blocks();

}  // namespace tocsin::system
