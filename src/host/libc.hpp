#pragma once

#include <string>

namespace vdsobench::host {

/// Such as "glibc 2.36", or "musl".
std::string libc();

/// Did the C library register restartable sequences? From glibc 2.35 sched_getcpu reads them.
bool rseq_registered();

}  // namespace vdsobench::host
