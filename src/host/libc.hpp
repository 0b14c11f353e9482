#pragma once

#include <string>

#include "base/root.hpp"

namespace vdsobench::host {

/// Such as "glibc 2.36", or "musl"; "static glibc 2.36" where it is inside this program.
std::string libc();

/// The C libraries that programs of this system are loaded with, of those known: "glibc", "musl",
/// "glibc and musl", or empty.
std::string systems_libc(const Root& root);

/// Did the C library register restartable sequences? From glibc 2.35 sched_getcpu reads them.
bool rseq_registered();

}  // namespace vdsobench::host
