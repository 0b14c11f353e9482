#pragma once

#include <string>

namespace vdsobench::host {

/// The one that is measured, such as "glibc 2.36", or "musl"; "static glibc 2.36" where that is
/// inside this program.
std::string libc();

/// Did the C library register restartable sequences? From glibc 2.35 sched_getcpu reads them.
bool rseq_registered();

}  // namespace vdsobench::host
